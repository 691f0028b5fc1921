import { deltaRoom } from '../../odata/delta-room.js'
import { collection, counted, type GraphCall, key, type Room, single } from '../room.js'
import { groupRules } from './directory-rules.js'
import { groupMemberRooms } from './group-members.js'
import { groupWriteRooms } from './group-writes.js'

const groups = (call: GraphCall) => call.list('groups')

export const groupRooms: Room[] = [
  collection('/groups', groupRules, groups),
  counted('/groups', groupRules, groups),
  single('/groups/{id}', groupRules, (call) => call.read('groups').get(key(call))),
  deltaRoom('/groups/delta', {
    set: 'groups',
    rules: groupRules,
    links: { members: { links: 'members', always: true }, owners: { links: 'owners' } },
  }),
  ...groupMemberRooms,
  ...groupWriteRooms,
]
