import { deltaRoom } from '../../odata/delta-room.js'
import { propertyNames } from '../../odata/types.js'
import { relationshipRooms } from '../member-types.js'
import { requireByKey } from '../object-key.js'
import { collection, counted, type GraphCall, key, type Room, single } from '../room.js'
import { membershipsOf } from '../user-memberships.js'

const rules = {
  type: 'orgContact',
  defaults: propertyNames('orgContact'),
  defaultPage: 100,
  maxPage: 999,
  directory: true,
  orders: ['displayName'],
}

const contacts = (call: GraphCall) => call.list('contacts')

export const contactRooms: Room[] = [
  collection('/contacts', rules, contacts),
  counted('/contacts', rules, contacts),
  single('/contacts/{id}', rules, (call) => call.read('contacts').get(key(call))),
  deltaRoom('/contacts/delta', { set: 'contacts', rules }),
  ...relationshipRooms('/contacts/{id}/memberOf', (call) =>
    membershipsOf(call, requireByKey(call.read('contacts'), key(call)).id),
  ),
]
