import type { EntityManager } from 'typeorm'
import { notFound } from '../http/errors.js'
import type { Role } from '../roles/roles.js'
import type { QuietHours, Timing } from './delivery-time.js'
import { severities, type NoticeKind, type Severity } from './notice-kinds.js'

/** A rule as it is stored: who gets which notices, and when. */
export interface RuleRow {
  id: string
  organization_id: string
  name: string
  enabled: boolean
  addresses: string[]
  roles: Role[]
  severity: Severity
  kinds: NoticeKind[]
  tenant_group_ids: string[]
  timing: Timing
  time_zone: string
  quiet: QuietHours | null
  created_at: Date
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The rule with this id in the organization of the transaction. Throws `not_found`. */
export async function ruleRow(tx: EntityManager, id: string, { lock = false } = {}): Promise<RuleRow> {
  const [row] = UUID.test(id)
    ? await tx.query<RuleRow[]>(`select * from notification_rules where id = $1${lock ? ' for update' : ''}`, [id])
    : []
  if (!row) throw notFound({ what: 'rule' })
  return row
}

/** Whether a rule is for a notice, but for groups of tenants. */
export function concerns(
  { enabled, severity, kinds }: Pick<RuleRow, 'enabled' | 'severity' | 'kinds'>,
  notice: { kind: NoticeKind; severity: Severity },
): boolean {
  if (!enabled || severities.indexOf(notice.severity) > severities.indexOf(severity)) return false
  return kinds.length === 0 || kinds.includes(notice.kind)
}
