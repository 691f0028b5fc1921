import type { ReadContext } from '@tenantry/core'
import {
  roleAssignments,
  roleAssignmentSchedules,
  roleEligibilities,
  roleGroupMembers,
} from '@tenantry/m365/resources/role-assignments'
import { roleDefinitions } from '@tenantry/m365/resources/role-definitions'
import { rolePolicies } from '@tenantry/m365/resources/role-management-policies'
import { z } from 'zod'
import type { MicrosoftConnection } from '../connection.js'
import { GROUPS, ROLES } from './access.js'
import { isGone } from './gone.js'
import { anything, callFor, list, listBy, type MicrosoftReader, turned } from './graph.js'

const identified = z.looseObject({ id: z.string() })
const readMembers = callFor(roleGroupMembers, GROUPS)

/** Only such groups can hold roles, and none of them is in another. https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept */
const ROLE_GROUPS = '/groups?$filter=isAssignableToRole%20eq%20true&$select=id&$top=999'

async function* groupMembers({ graph }: MicrosoftConnection, from?: string) {
  for await (const { value, next } of graph.pages(from ?? ROLE_GROUPS, identified, readMembers)) {
    const items = []
    for (const { id } of value) {
      const members = await membersOf(graph, id)
      if (members) items.push({ id, members })
    }
    yield { items, ...(next !== undefined && { next }) }
  }
}

async function membersOf(graph: MicrosoftConnection['graph'], id: string): Promise<unknown[] | undefined> {
  const members: unknown[] = []
  try {
    for await (const { value } of graph.pages(
      `/groups/${id}/members?$select=id,displayName&$top=999`,
      anything,
      readMembers,
    )) {
      members.push(...value)
    }
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
  return members
}

const readRules = callFor(rolePolicies, ROLES)
const readGroupRules = { ...readRules, permissions: ['RoleManagementPolicy.Read.AzureADGroup'] }
/** Where the next part of the list is a group's. */
const OF_GROUP = 'group:'

/** Graph wants the scope named. https://learn.microsoft.com/graph/api/policyroot-list-rolemanagementpolicyassignments */
function rulesOf(scopeType: 'DirectoryRole' | 'Group', scopeId: string): string {
  const filter = encodeURIComponent(`scopeId eq '${scopeId}' and scopeType eq '${scopeType}'`)
  return `/policies/roleManagementPolicyAssignments?$filter=${filter}&$expand=policy($expand=rules)`
}

/** The rules of roles, and then those of the groups that hold roles, as far as they are known. */
async function* rules({ graph }: MicrosoftConnection, { facts }: ReadContext, from?: string) {
  const known = facts.read(roleGroupMembers)
  const groups = known.status === 'read' ? known.value.map(({ id }) => id) : []
  const after = (id?: string) => groups[id === undefined ? 0 : groups.indexOf(id) + 1]
  const nextGroup = (id: string | undefined) => id !== undefined && { next: `${OF_GROUP}${id}` }
  if (!from?.startsWith(OF_GROUP)) {
    for await (const page of turned(graph.pages(from ?? rulesOf('DirectoryRole', '/'), anything, readRules))) {
      yield { ...nextGroup(after()), ...page }
    }
  }
  let group = from?.startsWith(OF_GROUP) ? from.slice(OF_GROUP.length) : after()
  while (group !== undefined) {
    const items: unknown[] = []
    for await (const { value } of graph.pages(rulesOf('Group', group), anything, readGroupRules)) items.push(...value)
    const next = after(group)
    yield { items, ...nextGroup(next) }
    group = next
  }
}

/** Who holds which role, who could, and what is asked of them. */
export const entraRoleReaders: readonly MicrosoftReader[] = [
  list(roleDefinitions, ROLES),
  list(roleAssignments, ROLES),
  list(roleAssignmentSchedules, ROLES),
  list(roleEligibilities, ROLES),
  listBy(roleGroupMembers, GROUPS, (connection, _context, from) => groupMembers(connection, from)),
  listBy(rolePolicies, { ...ROLES, after: [roleGroupMembers] }, rules),
]
