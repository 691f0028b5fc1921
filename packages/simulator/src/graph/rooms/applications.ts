import { mirrorRegistrations } from '../../world/apps/registrations.js'
import { deltaRoom } from '../../odata/delta-room.js'
import { propertyNames } from '../../odata/types.js'
import { directoryObjects, typed } from '../directory-objects.js'
import { relationshipRooms } from '../member-types.js'
import { findByKey, requireByKey } from '../object-key.js'
import { collection, counted, type GraphCall, key, type Room, single } from '../room.js'
import { applicationCredentialRooms } from './applications-credentials.js'
import { applicationWriteRooms } from './applications-write.js'
import { ownerRooms } from './owners.js'

const applicationRules = {
  type: 'application',
  defaults: propertyNames('application').filter((name) => name !== 'logo'),
  defaultPage: 100,
  maxPage: 999,
  directory: true,
  orders: ['displayName'],
  expands: {
    owners: ({ id }: { id: string }, call: GraphCall) =>
      directoryObjects(call, call.tenant.links('applicationOwners').of(id, call.listedAt)).map(typed),
  },
}

const applications = (call: GraphCall) => call.list('applications')

/** Before anything is read or written, the directory shows what has become of the registered applications. */
export function withRegistrations(rooms: readonly Room[]): Room[] {
  return rooms.map((room) => ({
    ...room,
    answer(call) {
      mirrorRegistrations(call.simulation.world, call.tenant, call.now)
      return room.answer(call)
    },
  }))
}

export const applicationRooms: Room[] = withRegistrations([
  collection('/applications', applicationRules, applications),
  counted('/applications', applicationRules, applications),
  single('/applications/{id}', applicationRules, (call) => findByKey(call.read('applications'), key(call))),
  deltaRoom('/applications/delta', {
    set: 'applications',
    rules: applicationRules,
    links: { owners: { links: 'applicationOwners' } },
  }),
  ...relationshipRooms('/applications/{id}/owners', (call) =>
    call.tenant.links('applicationOwners').of(requireByKey(call.read('applications'), key(call)).id, call.listedAt),
  ),
  ...ownerRooms('applications'),
  ...applicationWriteRooms,
  ...applicationCredentialRooms,
])
