import type { EntityManager } from 'typeorm'
import type { StoredNotice } from './notices.js'
import { concerns, type RuleRow } from './rule-rows.js'

/** Notes, in the notice's own transaction, by which rules it leaves and when. */
export async function planDeliveries(tx: EntityManager, notice: StoredNotice): Promise<void> {
  const rules = (await tx.query<RuleRow[]>('select * from notification_rules where enabled')).filter((rule) =>
    concerns(rule, notice),
  )
  if (rules.length === 0) return
  const groups = await groupsOf(tx, notice.tenantId)
  // Time zones are a library of their own, which a start does not wait for.
  const { leavesAt } = await import('./delivery-time.js')
  const readyAt = new Date(notice.happenedAt.getTime() + notice.settleSeconds * 1000)
  for (const rule of rules) {
    if (rule.tenant_group_ids.length > 0 && !rule.tenant_group_ids.some((id) => groups.has(id))) continue
    const times = { timing: rule.timing, timeZone: rule.time_zone, quiet: rule.quiet }
    await tx.query(
      `insert into notice_deliveries (organization_id, notice_id, rule_id, due_at, drop_if_resolved)
       values ($1, $2, $3, $4, $5)`,
      [
        notice.organizationId,
        notice.id,
        rule.id,
        leavesAt(readyAt, notice.severity, times),
        notice.settleSeconds > 0 && rule.timing.kind === 'immediate',
      ],
    )
  }
}

async function groupsOf(tx: EntityManager, tenantId: string | null): Promise<Set<string>> {
  if (tenantId === null) return new Set()
  const rows = await tx.query<{ group_id: string }[]>(
    'select group_id from tenant_group_members where tenant_id = $1',
    [tenantId],
  )
  return new Set(rows.map(({ group_id: id }) => id))
}
