import type { Entity, Tenant } from '../../world/model.js'
import { GraphError } from '../graph-error.js'
import { collection, counted, type GraphCall, key, type Room, single } from '../room.js'
import { groupRules, userRules } from './directory-rules.js'

function findGroup(tenant: Tenant, id: string): Entity | undefined {
  return tenant.directory.groups.find((group) => group.id === id.toLowerCase())
}

/** Members are users here; they arrive as directory objects that name their type. */
function related(call: GraphCall, links: (tenant: Tenant) => Map<string, string[]>): Entity[] {
  const group = findGroup(call.tenant, key(call))
  if (!group) throw new GraphError('notFound', { value: key(call) })
  const ids = new Set(links(call.tenant).get(group.id))
  return call.tenant.directory.users
    .filter(({ id }) => ids.has(id))
    .map((user) => ({ '@odata.type': '#microsoft.graph.user', ...user }))
}

const groups = ({ tenant }: GraphCall) => tenant.directory.groups

export const groupRooms: Room[] = [
  collection('/groups', groupRules, groups),
  counted('/groups', groupRules, groups),
  single('/groups/{id}', groupRules, (call) => findGroup(call.tenant, key(call))),
  collection('/groups/{id}/members', userRules, (call) => related(call, (tenant) => tenant.directory.members), {
    units: 3,
    context: 'directoryObjects',
  }),
  collection('/groups/{id}/owners', userRules, (call) => related(call, (tenant) => tenant.directory.owners), {
    context: 'directoryObjects',
  }),
]
