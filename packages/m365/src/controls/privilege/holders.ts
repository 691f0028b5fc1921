import type { z } from 'zod'
import { highlyPrivilegedRoles } from '../../privileged-roles.js'
import type { DirectoryUser } from '../../resources/directory-users.js'
import type { RoleAssignment, roleGroupMembers } from '../../resources/role-assignments.js'

export interface HolderFacts {
  users: readonly DirectoryUser[]
  assignments: readonly RoleAssignment[]
  schedules?: readonly RoleAssignment[] | undefined
  eligible?: readonly RoleAssignment[] | undefined
  groups?: z.output<typeof roleGroupMembers.schema> | undefined
}

/** A person with the privileged roles they hold or can activate. */
export interface Holder {
  user: DirectoryUser
  roles: ReadonlySet<string>
}

export interface Holders {
  people: readonly Holder[]
  /** What these facts leave open, as sentences. */
  warnings: readonly string[]
}

/** People who hold a highly privileged role, or can activate one, also through groups. Applications are not counted. */
export function privilegedPeople({ users, assignments, schedules, eligible, groups }: HolderFacts): Holders {
  const byId = new Map(users.map((user) => [user.id, user]))
  const membersOf = new Map((groups ?? []).map(({ id, members }) => [id, members.map((member) => member.id)]))
  const held = new Map<string, Set<string>>()
  const open = new Set<string>()
  for (const { principalId, roleDefinitionId, principal } of [
    ...assignments,
    ...(schedules ?? []),
    ...(eligible ?? []),
  ]) {
    const role = roleDefinitionId.toLowerCase()
    if (!highlyPrivilegedRoles.includes(role)) continue
    const people = byId.has(principalId) ? [principalId] : membersOf.get(principalId)
    if (!people) {
      if (!principal?.['@odata.type']?.endsWith('.servicePrincipal')) open.add(principalId)
      continue
    }
    for (const id of people) held.set(id, (held.get(id) ?? new Set()).add(role))
  }
  const people = [...held].flatMap(([id, roles]) => {
    const user = byId.get(id)
    return user ? [{ user, roles }] : []
  })
  return {
    people,
    warnings: [
      ...(eligible ? [] : ['People who could activate a role are not counted: that was not read.']),
      ...(open.size > 0 ? [`${open.size} holders of roles are groups or applications that were not looked into.`] : []),
    ],
  }
}

export function personName({ userPrincipalName, displayName, id }: DirectoryUser): string {
  return userPrincipalName ?? displayName ?? id
}
