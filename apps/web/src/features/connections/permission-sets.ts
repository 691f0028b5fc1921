import type { ProviderDetail } from '../../api/shapes.js'

type PermissionSets = ProviderDetail['permissionSets']

/** The sets that make sense for a connection kind. */
export const setsFor = (sets: PermissionSets, kind: string) =>
  sets.filter(({ kinds }) => !kinds || kinds.includes(kind))

/** The ids of the sets a new connection starts with. */
export const setsByDefault = (sets: PermissionSets, kind: string) =>
  setsFor(sets, kind)
    .filter(({ required, byDefault }) => required || byDefault)
    .map(({ id }) => id)

/** Each permission that the chosen sets need, once. */
export function permissionsOf(sets: PermissionSets, kind: string, chosen: readonly string[]) {
  const needed = setsFor(sets, kind)
    .filter(({ id, required }) => required || chosen.includes(id))
    .flatMap(({ permissions }) => permissions)
  return [...new Map(needed.map((permission) => [permission.name, permission])).values()]
}
