import { mailboxOf } from '../../exchange/recipients/mailboxes.js'
import { propertyNames } from '../../odata/types.js'
import { guid, pick } from '../../world/ids.js'
import type { Entity } from '../../world/model.js'
import { collection, type GraphCall, type Room } from '../room.js'

/** In a company with more people than this only the rooms that Exchange was told of are looked for. */
const SEARCHED = 5000

/** Rooms are mailboxes of their kind. https://learn.microsoft.com/graph/api/resources/room */
function rooms(call: GraphCall): Entity[] {
  const users = call.list('users')
  const told = [...call.list('exchangeMailboxes')].flatMap(({ id }) => users.get(id) ?? [])
  const candidates = call.tenant.headcount.users > SEARCHED ? told : users
  return [...candidates]
    .filter((user) => user['accountEnabled'] !== true && mailboxOf(call.tenant, user)?.kind === 'RoomMailbox')
    .map(roomOf)
}

function roomOf(user: Entity): Entity {
  const floorNumber = 1 + pick(4, user.id, 'floor')
  return {
    id: guid(user.id, 'place'),
    placeId: guid(user.id, 'place'),
    displayName: user['displayName'],
    nickname: user['displayName'],
    emailAddress: user['mail'],
    address: null,
    geoCoordinates: null,
    phone: '',
    building: 'Main building',
    floorNumber,
    floorLabel: String(floorNumber),
    label: null,
    capacity: 4 + pick(16, user.id, 'seats'),
    bookingType: 'standard',
    tags: [],
    isWheelChairAccessible: pick(3, user.id, 'wheelchair') > 0,
    audioDeviceName: null,
    videoDeviceName: null,
    displayDeviceName: null,
    teamsEnabledState: 'unknown',
    parentId: null,
  }
}

export const placeRooms: Room[] = [
  collection(
    '/places/microsoft.graph.room',
    { type: 'room', defaults: propertyNames('room'), defaultPage: 100, maxPage: 999 },
    rooms,
    { context: 'places/microsoft.graph.room' },
  ),
]
