import { choose, guid, pick } from './ids.js'
import type { Entity, Tenant } from './model.js'

/** What an audited action was done to. */
export interface AuditTarget {
  id: string
  type: 'User' | 'Group' | 'Application' | 'ServicePrincipal' | 'Policy' | 'Role' | 'Device' | 'Other'
  displayName?: string | null
  userPrincipalName?: string | null
  /** Values are JSON texts. */
  modifiedProperties?: { displayName: string; oldValue: string | null; newValue: string | null }[]
}

export type AuditActor =
  | { app: { appId: string | null; displayName: string; servicePrincipalId: string | null } }
  | { user: { id: string; displayName: string | null; userPrincipalName: string } }

/** One line of the directory's audit log. */
export interface AuditFacts {
  activity: string
  category: string
  service?: string
  operation?: 'Add' | 'Assign' | 'Update' | 'Unassign' | 'Delete'
  result?: 'success' | 'failure'
  resultReason?: string
  targets: AuditTarget[]
}

const DAY = 86_400_000

/** Writes a line into the audit log; whoever lists the log sees it after the replication of lists. */
export function recordAudit(tenant: Tenant, actor: AuditActor, facts: AuditFacts, at: Date): Entity {
  const log = tenant.set('directoryAudits')
  const id = `Directory_${guid(tenant.id, 'written audit', log.journal.last)}_${log.journal.last}`
  return log.create(auditEntry(id, actor, facts, at), at.getTime())
}

function auditEntry(id: string, actor: AuditActor, facts: AuditFacts, at: Date): Entity {
  const { activity, category, service = 'Core Directory', targets } = facts
  return {
    id,
    activityDateTime: at.toISOString(),
    activityDisplayName: activity,
    additionalDetails: [],
    category,
    correlationId: guid(id, 'correlation'),
    initiatedBy:
      'app' in actor
        ? { user: null, app: { ...actor.app, servicePrincipalName: null } }
        : { app: null, user: { ipAddress: '192.0.2.10', ...actor.user } },
    loggedByService: service,
    operationType: facts.operation ?? operationOf(activity),
    result: facts.result ?? 'success',
    resultReason: facts.resultReason ?? '',
    targetResources: targets.map((target) => ({
      displayName: null,
      userPrincipalName: null,
      groupType: target.type === 'Group' ? 'unknownFutureValue' : null,
      modifiedProperties: [],
      ...target,
    })),
  }
}

function operationOf(activity: string): NonNullable<AuditFacts['operation']> {
  if (/^(Add|Create|Invite|Register)\b/i.test(activity)) return 'Add'
  return /^(Delete|Remove|Hard delete)\b/i.test(activity) ? 'Delete' : 'Update'
}

/** What administrators and services do on most days. */
const HISTORY: readonly (AuditFacts & { by: 'admin' | 'self' | 'service' })[] = [
  { activity: 'Update user', category: 'UserManagement', by: 'admin', targets: [] },
  { activity: 'Change user license', category: 'UserManagement', by: 'admin', targets: [] },
  { activity: 'Reset user password', category: 'UserManagement', by: 'admin', targets: [] },
  { activity: 'Change password (self-service)', category: 'UserManagement', by: 'self', targets: [] },
  {
    activity: 'User registered security info',
    category: 'UserManagement',
    service: 'Authentication Methods',
    by: 'self',
    targets: [],
  },
  { activity: 'Update StsRefreshTokenValidFrom Timestamp', category: 'UserManagement', by: 'admin', targets: [] },
  { activity: 'Disable account', category: 'UserManagement', by: 'admin', targets: [] },
  { activity: 'Update user', category: 'UserManagement', by: 'service', targets: [] },
]

/** The last thirty days before the world began. */
export function seedDirectoryAudits(tenant: Tenant): Entity[] {
  const people = tenant.set('users').seed
  const { users } = tenant.headcount
  const size = users === 0 ? 0 : Math.min(500, 10 + Math.floor(users / 4))
  return Array.from({ length: size }, (_, index) => {
    const seed = [tenant.id, 'audit', index] as const
    const { by, ...facts } = choose(HISTORY, ...seed, 'activity')
    const person = people.at(pick(users, ...seed, 'target'))
    const admin = people.at(pick(Math.min(3, users), ...seed, 'admin'))
    const at = new Date(tenant.begunAt.getTime() - Math.floor(((index + 0.5) / size) * 30 * DAY))
    const actor: AuditActor =
      by === 'service'
        ? { app: { appId: null, displayName: 'Microsoft Substrate Management', servicePrincipalId: null } }
        : { user: nameOf(by === 'self' ? person : admin) }
    const targets: AuditTarget[] = [{ type: 'User', ...nameOf(person) }]
    return auditEntry(`Directory_${guid(...seed)}_${size - index}`, actor, { ...facts, targets }, at)
  })
}

function nameOf(user: Entity): { id: string; displayName: string | null; userPrincipalName: string } {
  return {
    id: user.id,
    displayName: typeof user['displayName'] === 'string' ? user['displayName'] : null,
    userPrincipalName: String(user['userPrincipalName']),
  }
}
