import { readBody } from '../../odata/body.js'
import { deltaRoom } from '../../odata/delta-room.js'
import { propertyNames } from '../../odata/types.js'
import type { Entity } from '../../world/model.js'
import { audit } from '../audit.js'
import { relationshipRooms } from '../member-types.js'
import { findByKey, requireByKey } from '../object-key.js'
import { noContent } from '../reply.js'
import { collection, counted, type GraphCall, key, type Room, single } from '../room.js'
import { membershipsOf, transitiveMembershipsOf } from '../user-memberships.js'

const rules = {
  type: 'device',
  defaults: propertyNames('device'),
  defaultPage: 100,
  maxPage: 999,
  directory: true,
  orders: ['displayName'],
}

const devices = (call: GraphCall) => call.list('devices')
const device = (call: GraphCall) => requireByKey(call.read('devices'), key(call))
const owners = (call: GraphCall) => [String(device(call)['ownerId'])]

function deviceForWrite(call: GraphCall): Entity {
  return requireByKey(call.tenant.set('devices').view(), key(call))
}

function note(call: GraphCall, activity: string, { id, displayName }: Entity): void {
  audit(call, { activity, category: 'Device', targets: [{ id, type: 'Device', displayName: String(displayName) }] })
}

const READ_ONLY = [
  'id',
  'approximateLastSignInDateTime',
  'deviceId',
  'isCompliant',
  'isManaged',
  'onPremisesSyncEnabled',
  'registrationDateTime',
  'trustType',
]

const PATH = '/devices/{id}'

export const deviceRooms: Room[] = [
  collection('/devices', rules, devices),
  counted('/devices', rules, devices),
  single(PATH, rules, (call) => findByKey(call.read('devices'), key(call))),
  deltaRoom('/devices/delta', { set: 'devices', rules }),
  ...relationshipRooms(`${PATH}/registeredOwners`, owners),
  ...relationshipRooms(`${PATH}/registeredUsers`, owners),
  ...relationshipRooms(`${PATH}/memberOf`, (call) => membershipsOf(call, device(call).id), { casts: ['group'] }),
  ...relationshipRooms(`${PATH}/transitiveMemberOf`, (call) => transitiveMembershipsOf(call, device(call).id), {
    casts: ['group'],
  }),
  {
    method: 'PATCH',
    path: PATH,
    answer(call) {
      const entity = deviceForWrite(call)
      const body = readBody(call, 'device', { readOnly: READ_ONLY })
      call.tenant.set('devices').update(entity.id, body, call.now.getTime())
      note(call, 'Update device', entity)
      return noContent()
    },
  },
  {
    method: 'DELETE',
    path: PATH,
    answer(call) {
      const entity = deviceForWrite(call)
      call.tenant.set('devices').remove(entity.id, call.now.getTime())
      note(call, 'Delete device', entity)
      return noContent()
    },
  },
]
