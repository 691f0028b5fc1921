import type { CollectionRules } from '../odata/collection-rules.js'
import { propertyNames } from '../odata/types.js'
import type { EntityView } from '../store/entity-set.js'
import { listedView } from '../store/listed-view.js'
import type { Entity } from '../world/model.js'
import { findAllowances, honouredRoles, isAllowed } from './authorize.js'
import { type DirectoryObject, findDirectoryObject, typed } from './directory-objects.js'
import { collection, counted, type GraphCall, type Room } from './room.js'
import { directoryObjectRules } from './rooms/directory-rules.js'

/** Where objects of a type are read by themselves, and so what permission shows them. */
const PATHS: Record<string, string> = {
  user: '/users/{id}',
  group: '/groups/{id}',
  servicePrincipal: '/servicePrincipals/{id}',
  application: '/applications/{id}',
  device: '/devices/{id}',
  administrativeUnit: '/directory/administrativeUnits/{id}',
  orgContact: '/contacts/{id}',
  directoryRole: '/directoryRoles/{id}',
}

/** Whether the caller may read objects of a type. */
function readableTypes(call: GraphCall): (type: string) => boolean {
  const honoured = honouredRoles(call.caller, call.servicePrincipal, call.now)
  const known = new Map<string, boolean>()
  return (type) => {
    let readable = known.get(type)
    if (readable === undefined) {
      readable = isAllowed(findAllowances('GET', PATHS[type] as string) ?? [], honoured)
      known.set(type, readable)
    }
    return readable
  }
}

/**
 * Objects of several types by their ids. Of a type that the caller may not read only its name and the id are shown.
 * https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects
 */
export function relatedObjects(call: GraphCall, ids: readonly string[], type?: string): EntityView {
  const readable = readableTypes(call)
  return listedView(ids, (id) => {
    const found = findDirectoryObject((set) => call.list(set), id)
    if (!found || (type !== undefined && found.type !== type)) return undefined
    return readable(found.type) ? typed(found) : hidden(found)
  })
}

function hidden({ type, entity }: DirectoryObject): Entity {
  return { '@odata.type': `#microsoft.graph.${type}`, id: entity.id }
}

/** A cast of a membership is an advanced query. https://learn.microsoft.com/graph/aad-advanced-queries */
function castRules(type: string): CollectionRules<GraphCall> {
  const { defaultPage, maxPage, directory, derived } = directoryObjectRules
  const defaults = (derived as Record<string, readonly string[]>)[type] ?? propertyNames(type)
  return { type, defaults, defaultPage, maxPage, directory, advanced: true }
}

/** A relationship to directory objects: its list, its count, and its casts to single types. */
export function relationshipRooms(
  path: string,
  ids: (call: GraphCall) => readonly string[],
  facts: { casts?: readonly string[]; permissionsOf?: string } = {},
): Room[] {
  const { casts = [], permissionsOf } = facts
  const list = (call: GraphCall) => relatedObjects(call, ids(call))
  const castTo = (type: string) => (call: GraphCall) => relatedObjects(call, ids(call), type)
  const rooms = [
    collection(path, directoryObjectRules, list, { context: 'directoryObjects' }),
    counted(path, directoryObjectRules, list),
    ...casts.flatMap((type) => [
      collection(`${path}/microsoft.graph.${type}`, castRules(type), castTo(type), { context: `${type}s` }),
      counted(`${path}/microsoft.graph.${type}`, castRules(type), castTo(type)),
    ]),
  ]
  return permissionsOf === undefined ? rooms : rooms.map((room) => ({ ...room, permissionsOf }))
}
