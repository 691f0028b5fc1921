import type { EntityView } from '../store/entity-set.js'
import type { Entity, Tenant } from '../world/model.js'
import type { GraphCall } from './room.js'

/** The sets whose objects share one id space, and the type of each. */
const TYPES: Record<string, string> = {
  users: 'user',
  groups: 'group',
  servicePrincipals: 'servicePrincipal',
  devices: 'device',
  applications: 'application',
  administrativeUnits: 'administrativeUnit',
  contacts: 'orgContact',
  directoryRoles: 'directoryRole',
}

/** A directory object with the set it stands in and its type's name. */
export interface DirectoryObject {
  set: string
  type: string
  entity: Entity
}

/** The object with this id, of whatever type; only among some sets when these are given. */
export function findDirectoryObject(
  view: (set: string) => EntityView,
  id: string,
  sets: readonly string[] = Object.keys(TYPES),
): DirectoryObject | undefined {
  for (const set of sets) {
    const entity = view(set).get(id)
    if (entity) return { set, type: TYPES[set] as string, entity }
  }
  return undefined
}

/** As it appears among objects of other types: it names its own. */
export function typed({ type, entity }: DirectoryObject): Entity {
  return { '@odata.type': `#microsoft.graph.${type}`, ...entity }
}

/** Objects by their ids, in the order given; unknown ones are left out. */
export function directoryObjects(call: GraphCall, ids: readonly string[], sets?: readonly string[]): DirectoryObject[] {
  return ids.flatMap((id) => findDirectoryObject((set) => call.list(set), id, sets) ?? [])
}

/** The newest state of the object, for writes: those do not lag. */
export function findForWrite(tenant: Tenant, id: string, sets?: readonly string[]): DirectoryObject | undefined {
  return findDirectoryObject((set) => tenant.set(set).view(), id, sets)
}
