import { deltaRoom } from '../../odata/delta-room.js'
import { collection, counted, type GraphCall, key, type Room, single } from '../room.js'
import type { Entity } from '../../world/model.js'
import { relatedObjects } from '../member-types.js'
import { groupRules } from './directory-rules.js'
import { groupMemberRooms } from './group-members.js'
import { groupWriteRooms } from './group-writes.js'

const linked = (name: 'members' | 'owners') => (group: Entity, call: GraphCall) => [
  ...relatedObjects(call, call.tenant.links(name).of(group.id, call.listedAt)),
]

const expanding = { ...groupRules, expands: { members: linked('members'), owners: linked('owners') } }

const groups = (call: GraphCall) => call.list('groups')

export const groupRooms: Room[] = [
  collection('/groups', expanding, groups),
  counted('/groups', groupRules, groups),
  single('/groups/{id}', expanding, (call) => call.read('groups').get(key(call))),
  deltaRoom('/groups/delta', {
    set: 'groups',
    rules: groupRules,
    links: { members: { links: 'members', always: true }, owners: { links: 'owners' } },
  }),
  ...groupMemberRooms,
  ...groupWriteRooms,
]
