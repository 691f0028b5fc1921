import { rolesOf } from '../world/roles.js'
import type { GraphCall } from './room.js'

/** Ids of the groups, administrative units and directory roles that hold an object, as lists see them. */
export function membershipsOf(call: GraphCall, id: string): string[] {
  const held = new Set<string>()
  for (const assignment of call.list('roleAssignments')) {
    if (assignment['principalId'] === id && assignment['directoryScopeId'] === '/') {
      held.add(String(assignment['roleDefinitionId']))
    }
  }
  return [...groupsHolding(call, id), ...unitsHolding(call, id), ...activatedRoles(call, held)]
}

/** The same through groups that are in groups. */
export function transitiveMembershipsOf(call: GraphCall, id: string): string[] {
  const roles = new Set(rolesOf(call.tenant, id, call.listedAt))
  return [...allGroupsHolding(call, id), ...unitsHolding(call, id), ...activatedRoles(call, roles)]
}

export function allGroupsHolding(call: GraphCall, id: string): string[] {
  const found = new Set<string>()
  let edge = [id]
  while (edge.length > 0) {
    edge = edge.flatMap((member) => groupsHolding(call, member)).filter((group) => !found.has(group))
    for (const group of edge) found.add(group)
  }
  return [...found]
}

function groupsHolding(call: GraphCall, id: string): string[] {
  const groups = call.list('groups')
  const holders = call.tenant.links('members').ownersOf(id, call.listedAt)
  return holders.filter((groupId) => groups.get(groupId))
}

function unitsHolding(call: GraphCall, id: string): string[] {
  return call.tenant.links('administrativeUnitMembers').ownersOf(id, call.listedAt)
}

function activatedRoles(call: GraphCall, templateIds: ReadonlySet<string>): string[] {
  if (templateIds.size === 0) return []
  return [...call.list('directoryRoles')]
    .filter((role) => templateIds.has(String(role['roleTemplateId'])))
    .map(({ id }) => id)
}
