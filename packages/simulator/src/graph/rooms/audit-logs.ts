import { propertyNames } from '../../odata/types.js'
import { hasPremium } from '../../world/licences.js'
import type { Entity } from '../../world/model.js'
import { honouredRoles } from '../authorize.js'
import { GraphError } from '../graph-error.js'
import { requirePremium } from '../require-premium.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'

const DAY = 86_400_000

const rules = (type: string) => ({
  type,
  defaults: propertyNames(type),
  defaultPage: 1000,
  maxPage: 1000,
  refuses: ['$skip', '$search', '$expand', '$count'],
})

/** https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention */
function retention({ tenant }: GraphCall): number {
  return (hasPremium(tenant, 'P1') ? 30 : 7) * DAY
}

/** A log can be asked only for the time it is kept, and sorts by nothing but time. */
function guardLog(time: string) {
  return (call: GraphCall): void => {
    const order = call.query.get('$orderby')?.trim().split(/\s+/)[0]
    if (order !== undefined && order.toLowerCase() !== time.toLowerCase()) {
      throw new GraphError('invalidQuery', { value: `Sorting by '${order}' is not supported.` })
    }
    const from = new RegExp(`${time}\\s+g[et]\\s+([0-9T:.Z+-]+)`, 'i').exec(call.query.get('$filter') ?? '')?.[1]
    if (from === undefined || Date.parse(from) >= call.now.getTime() - retention(call) - DAY) return
    throw new GraphError('invalidQuery', {
      value: `The start of the requested time range lies before the retention of ${retention(call) / DAY} days.`,
    })
  }
}

/** Newest first, and only what is still kept. */
function log(call: GraphCall, set: string, time: string): Entity[] {
  const oldest = new Date(call.now.getTime() - retention(call)).toISOString()
  return [...call.list(set)]
    .filter((entry) => String(entry[time]) >= oldest)
    .sort((a, b) => String(b[time]).localeCompare(String(a[time])))
}

/** v1.0 knows interactive sign-ins alone; beta the others too, where a filter names their kind. */
function signIns(call: GraphCall): Entity[] {
  const all = call.version === 'beta' && /signInEventTypes/i.test(call.query.get('$filter') ?? '')
  const entries = log(call, 'signIns', 'createdDateTime')
  return entries.filter((entry) => all || entry['isInteractive'] === true).map((entry) => withPolicies(call, entry))
}

/** Which policies applied is told only to those who may read policies. https://learn.microsoft.com/graph/api/signin-list */
function withPolicies(call: GraphCall, entry: Entity): Entity {
  const honoured = honouredRoles(call.caller, call.servicePrincipal, call.now)
  if (!['Policy.Read.All', 'Policy.Read.ConditionalAccess', 'Directory.Read.All'].some((role) => honoured.has(role))) {
    return entry
  }
  const policies = [...call.list('conditionalAccessPolicies')].slice(0, 3)
  return {
    ...entry,
    appliedConditionalAccessPolicies: policies.map((policy) => ({
      id: policy.id,
      displayName: policy['displayName'],
      enforcedGrantControls: [],
      enforcedSessionControls: [],
      result:
        policy['state'] === 'enabled'
          ? 'notApplied'
          : policy['state'] === 'disabled'
            ? 'notEnabled'
            : 'reportOnlyNotApplied',
    })),
  }
}

function guardSignIns(call: GraphCall): void {
  requirePremium('P1')(call)
  guardLog('createdDateTime')(call)
}

export const auditLogRooms: Room[] = [
  collection(
    '/auditLogs/directoryAudits',
    rules('directoryAudit'),
    (call) => log(call, 'directoryAudits', 'activityDateTime'),
    {
      before: guardLog('activityDateTime'),
    },
  ),
  single('/auditLogs/directoryAudits/{id}', rules('directoryAudit'), (call) =>
    call.read('directoryAudits').get(key(call)),
  ),
  collection('/auditLogs/signIns', { ...rules('signIn'), refuses: [...rules('signIn').refuses, '$select'] }, signIns, {
    before: guardSignIns,
  }),
  single(
    '/auditLogs/signIns/{id}',
    rules('signIn'),
    (call) => {
      const entry = call.read('signIns').get(key(call))
      return entry && withPolicies(call, entry)
    },
    { before: requirePremium('P1') },
  ),
]
