import { collection, counted, type GraphCall, key, type Room, single } from '../room.js'
import { groupRules } from './directory-rules.js'
import { groupMemberRooms } from './group-members.js'
import { groupWriteRooms } from './group-writes.js'

const groups = (call: GraphCall) => call.list('groups')

export const groupRooms: Room[] = [
  collection('/groups', groupRules, groups),
  counted('/groups', groupRules, groups),
  single('/groups/{id}', groupRules, (call) => call.read('groups').get(key(call))),
  ...groupMemberRooms,
  ...groupWriteRooms,
]
