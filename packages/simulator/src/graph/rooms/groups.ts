import type { Entity } from '../../world/model.js'
import { GraphError } from '../graph-error.js'
import { collection, counted, type GraphCall, key, type Room, single } from '../room.js'
import { groupRules, userRules } from './directory-rules.js'

/** Members are users here; they arrive as directory objects that name their type. */
function related(call: GraphCall, links: 'members' | 'owners'): Entity[] {
  const group = call.read('groups').get(key(call))
  if (!group) throw new GraphError('notFound', { value: key(call) })
  const users = call.list('users')
  return call.tenant
    .links(links)
    .of(group.id, call.listedAt)
    .flatMap((id) => users.get(id) ?? [])
    .map((user) => ({ '@odata.type': '#microsoft.graph.user', ...user }))
}

const groups = (call: GraphCall) => call.list('groups')

export const groupRooms: Room[] = [
  collection('/groups', groupRules, groups),
  counted('/groups', groupRules, groups),
  single('/groups/{id}', groupRules, (call) => call.read('groups').get(key(call))),
  collection('/groups/{id}/members', userRules, (call) => related(call, 'members'), {
    units: 3,
    context: 'directoryObjects',
  }),
  collection('/groups/{id}/owners', userRules, (call) => related(call, 'owners'), {
    context: 'directoryObjects',
  }),
]
