import type { EntityManager } from 'typeorm'
import type { StoredNotice } from './notices.js'
import { concerns, type RuleRow } from './rule-rows.js'

/** Notes, in the notices' own transaction, by which rules they leave and when. */
export async function planDeliveries(tx: EntityManager, notices: readonly StoredNotice[]): Promise<void> {
  const rules = await tx.query<RuleRow[]>('select * from notification_rules where enabled')
  const concerned = notices.flatMap((notice) => {
    const its = rules.filter((rule) => concerns(rule, notice))
    return its.length > 0 ? [{ notice, its }] : []
  })
  if (concerned.length === 0) return
  const grouped = concerned.flatMap(({ notice: { tenantId }, its }) =>
    tenantId !== null && its.some((rule) => rule.tenant_group_ids.length > 0) ? [tenantId] : [],
  )
  const groups = await groupsOf(tx, grouped)
  // Time zones are a library of their own, which a start does not wait for.
  const { leavesAt } = await import('./delivery-time.js')
  const deliveries = concerned.flatMap(({ notice, its }) => {
    const readyAt = new Date(notice.happenedAt.getTime() + notice.settleSeconds * 1000)
    const isIn = (id: string) => notice.tenantId !== null && groups.get(notice.tenantId)?.has(id)
    return its
      .filter((rule) => rule.tenant_group_ids.length === 0 || rule.tenant_group_ids.some(isIn))
      .map(({ id: ruleId, timing, time_zone: timeZone, quiet }) => ({
        organizationId: notice.organizationId,
        noticeId: notice.id,
        ruleId,
        dueAt: leavesAt(readyAt, notice.severity, { timing, timeZone, quiet }),
        dropIfResolved: notice.settleSeconds > 0 && timing.kind === 'immediate',
      }))
  })
  if (deliveries.length === 0) return
  await tx.query(
    `insert into notice_deliveries (organization_id, notice_id, rule_id, due_at, drop_if_resolved)
     select "organizationId", "noticeId", "ruleId", "dueAt", "dropIfResolved"
     from jsonb_to_recordset($1::jsonb) as given("organizationId" uuid, "noticeId" uuid, "ruleId" uuid,
       "dueAt" timestamptz, "dropIfResolved" boolean)`,
    [JSON.stringify(deliveries)],
  )
}

/** The groups of each of these tenants. */
async function groupsOf(tx: EntityManager, tenantIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const groups = new Map(tenantIds.map((id) => [id, new Set<string>()]))
  if (tenantIds.length === 0) return groups
  const rows = await tx.query<{ tenant_id: string; group_id: string }[]>(
    'select tenant_id, group_id from tenant_group_members where tenant_id = any($1)',
    [tenantIds],
  )
  for (const { tenant_id: tenantId, group_id: groupId } of rows) groups.get(tenantId)?.add(groupId)
  return groups
}
