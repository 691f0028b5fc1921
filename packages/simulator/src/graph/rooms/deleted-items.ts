import { expireDeleted, nameBeforeDeletion, purgeDeleted, restoreDeleted } from '../../world/deleted-items.js'
import type { Entity } from '../../world/model.js'
import { audit } from '../audit.js'
import { findAllowances, honouredRoles } from '../authorize.js'
import { GraphError } from '../graph-error.js'
import { noContent } from '../reply.js'
import { collection, counted, type GraphCall, key, type Room, single } from '../room.js'
import { requireAbove } from '../user-authority.js'
import { requireUnique } from '../user-properties.js'
import { directoryObjectRules, groupRules, userRules } from './directory-rules.js'
import { propertyNames } from '../../odata/types.js'

const applicationRules = { ...userRules, type: 'application', defaults: propertyNames('application') }

/** The deleted objects of a type. */
function inBin(call: GraphCall, type: string): Entity[] {
  expireDeleted(call.tenant, call.now)
  return [...call.list('deletedItems')].flatMap(({ '@odata.type': own, ...item }) =>
    own === `#microsoft.graph.${type}` ? item : [],
  )
}

function itemOf(call: GraphCall): Entity {
  expireDeleted(call.tenant, call.now)
  const item = call.tenant.set('deletedItems').view().get(key(call))
  if (!item) throw new GraphError('notFound', { value: key(call) })
  return item
}

/** The permissions of the bin are those of the object's type. */
const CHANGERS: Record<string, { path: string; method: string; more: string[] }> = {
  '#microsoft.graph.user': { path: '/users/{id}', method: 'DELETE', more: ['User.DeleteRestore.All'] },
  '#microsoft.graph.group': { path: '/groups/{id}', method: 'DELETE', more: [] },
  '#microsoft.graph.application': { path: '/applications/{id}', method: 'DELETE', more: [] },
  '#microsoft.graph.servicePrincipal': { path: '/servicePrincipals/{id}', method: 'DELETE', more: [] },
  '#microsoft.graph.administrativeUnit': {
    path: '/directory/administrativeUnits/{id}',
    method: 'DELETE',
    more: [],
  },
}

function requireMayChange(call: GraphCall, item: Entity): void {
  const { path = '', method = '', more = [] } = CHANGERS[String(item['@odata.type'])] ?? {}
  const honoured = honouredRoles(call.caller, call.servicePrincipal, call.now)
  const roles = [...(findAllowances(method, path) ?? []).map(({ role }) => role), ...more]
  if (!roles.some((role) => honoured.has(role))) throw new GraphError('denied')
  if (item['@odata.type'] === '#microsoft.graph.user') requireAbove(call, item)
}

/** https://learn.microsoft.com/graph/api/directory-deleteditems-restore */
function restore(call: GraphCall) {
  const item = itemOf(call)
  requireMayChange(call, item)
  const isUser = item['@odata.type'] === '#microsoft.graph.user'
  const userPrincipalName = isUser ? nameBeforeDeletion(item) : undefined
  if (userPrincipalName !== undefined) requireUnique(call.tenant, 'userPrincipalName', userPrincipalName)
  const changes = userPrincipalName === undefined ? {} : { userPrincipalName }
  const restored = restoreDeleted(call.tenant, item.id, changes, call.now)
  note(call, 'Restore', { ...item, ...changes })
  return {
    '@odata.context': `${call.root}/$metadata#directoryObjects/$entity`,
    '@odata.type': item['@odata.type'],
    id: restored.id,
    deletedDateTime: null,
    displayName: restored['displayName'],
    ...(isUser ? { userPrincipalName } : {}),
  }
}

function purge(call: GraphCall) {
  const item = itemOf(call)
  requireMayChange(call, item)
  purgeDeleted(call.tenant, item.id, call.now)
  note(call, 'Hard Delete', item)
  return noContent()
}

function note(call: GraphCall, verb: string, item: Entity): void {
  const type = String(item['@odata.type']).slice('#microsoft.graph.'.length)
  const kind = `${type.charAt(0).toUpperCase()}${type.slice(1)}` as 'User' | 'Group' | 'Application'
  audit(call, {
    activity: `${verb} ${type}`,
    category: `${kind}Management`,
    targets: [
      {
        id: item.id,
        type: kind,
        displayName: String(item['displayName']),
        ...(kind === 'User' ? { userPrincipalName: String(item['userPrincipalName']) } : {}),
      },
    ],
  })
}

const casts = [
  ['user', userRules],
  ['group', groupRules],
  ['application', applicationRules],
] as const

export const deletedItemRooms: Room[] = [
  ...casts.flatMap(([type, rules]) => [
    collection(`/directory/deletedItems/microsoft.graph.${type}`, rules, (call) => inBin(call, type), {
      context: `${type}s`,
    }),
    counted(`/directory/deletedItems/microsoft.graph.${type}`, rules, (call) => inBin(call, type)),
  ]),
  single('/directory/deletedItems/{id}', directoryObjectRules, (call) => itemOf(call), {
    context: 'directoryObjects/$entity',
  }),
  { method: 'POST', path: '/directory/deletedItems/{id}/restore', answer: restore },
  { method: 'DELETE', path: '/directory/deletedItems/{id}', answer: purge },
]
