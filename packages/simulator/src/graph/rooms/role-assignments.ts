import { readBody } from '../../odata/body.js'
import { propertyNames } from '../../odata/types.js'
import { activatedRole, roleAssignmentId, roleEntity } from '../../world/role-holders.js'
import { directoryRoles, isInForce, isPrivileged, rolesOf } from '../../world/roles.js'
import type { Entity, Tenant } from '../../world/model.js'
import { isRoleAssignable } from '../../world/groups.js'
import { audit } from '../audit.js'
import { findForWrite } from '../directory-objects.js'
import { GraphError } from '../graph-error.js'
import { relatedObjects } from '../member-types.js'
import { createdReply, type GraphReply, noContent } from '../reply.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'
import { shown } from '../shown.js'
import { withRegistrations } from './applications.js'

const DEFINITION = 'unifiedRoleDefinition'
const ASSIGNMENT = 'unifiedRoleAssignment'

const definitionRules = { type: DEFINITION, defaults: propertyNames(DEFINITION), defaultPage: 999, maxPage: 999 }

/** The built-in roles; a definition's id is its template's. */
const roleDefinitions: readonly Entity[] = Object.entries(directoryRoles).map(([displayName, id]) => ({
  id,
  description: `Can do what the role ${displayName} allows.`,
  displayName,
  isBuiltIn: true,
  isEnabled: true,
  isPrivileged: isPrivileged(id),
  resourceScopes: ['/'],
  rolePermissions: [
    {
      allowedResourceActions: ['microsoft.directory/users/standard/read'],
      condition: null,
      excludedResourceActions: [],
    },
  ],
  templateId: id,
  version: '1',
}))

const definitionsById = new Map(roleDefinitions.map((definition) => [definition.id, definition]))

/** What assignments, eligibilities and their instances relate to. */
export const roleRelations = {
  directoryScope: () => null,
  principal: ({ principalId }: Entity, call: GraphCall) => [...relatedObjects(call, [String(principalId)])][0] ?? null,
  roleDefinition: ({ roleDefinitionId }: Entity) => definitionsById.get(String(roleDefinitionId)) ?? null,
}

const assignmentRules = {
  type: ASSIGNMENT,
  defaults: propertyNames(ASSIGNMENT),
  defaultPage: 100,
  maxPage: 999,
  expands: roleRelations,
  expandsOne: true,
}

const assignments = (call: GraphCall) =>
  [...call.list('roleAssignments')].filter((assignment) => isInForce(assignment, call.now.getTime()))

function bad(value: string): GraphError {
  return new GraphError('badRequest', { value })
}

/** https://learn.microsoft.com/graph/api/rbacapplication-post-roleassignments */
function createAssignment(call: GraphCall): GraphReply {
  const required = ['principalId', 'roleDefinitionId', 'directoryScopeId']
  const body = readBody(call, ASSIGNMENT, { required, readOnly: ['id'] })
  const [principalId, roleDefinitionId, scope] = required.map((name) => String(body[name])) as [string, string, string]
  const entity = assignRole(call, principalId, roleDefinitionId, scope)
  return createdReply(call, 'roleManagement/directory/roleAssignments', shown(entity, ASSIGNMENT))
}

/** Gives a principal a role for good, past PIM. */
export function assignRole(call: GraphCall, principalId: string, roleDefinitionId: string, scope: string): Entity {
  const { tenant, now } = call
  const definition = definitionsById.get(roleDefinitionId)
  if (!definition) throw bad('The role definition does not exist.')
  const principal = findForWrite(tenant, principalId, ['users', 'groups', 'servicePrincipals'])
  if (!principal) throw new GraphError('notFound', { value: principalId })
  if (principal.type === 'group' && !isRoleAssignable(principal.entity)) {
    throw bad('Roles can only be assigned to groups whose property isAssignableToRole is true.')
  }
  checkScope(tenant, scope)
  const id = roleAssignmentId(roleDefinitionId, principal.entity.id, scope)
  const set = tenant.set('roleAssignments')
  if (set.view().get(id)) {
    throw bad('A conflicting object with one or more of the specified property values is present in the directory.')
  }
  const held = { role: roleDefinitionId, principal: principal.entity, type: principal.type }
  const facts = roleEntity(tenant, held, { id, start: null, end: null, created: now })
  const entity = set.create({ ...facts, directoryScopeId: scope, assignmentType: 'Assigned' }, now.getTime())
  activateRole(call, roleDefinitionId)
  note(call, 'Add member to role', entity)
  return entity
}

function checkScope(tenant: Tenant, scope: string): void {
  const unit = /^\/administrativeUnits\/(.+)$/.exec(scope)?.[1]
  const application = /^\/([0-9a-f-]{36})$/i.exec(scope)?.[1]
  const isKnown =
    scope === '/' ||
    (unit !== undefined && findForWrite(tenant, unit, ['administrativeUnits'])) ||
    (application !== undefined && findForWrite(tenant, application, ['applications', 'servicePrincipals', 'groups']))
  if (!isKnown) throw bad(`The directory scope '${scope}' does not exist.`)
}

/** A role that somebody holds is activated in the tenant. */
export function activateRole({ tenant, now }: GraphCall, templateId: string): Entity {
  const set = tenant.set('directoryRoles')
  const existing = set.view().find('roleTemplateId', templateId)
  if (existing) return existing
  const name = Object.keys(directoryRoles).find((role) => directoryRoles[role] === templateId)
  if (name === undefined) throw bad('The role template does not exist.')
  return set.create(activatedRole(tenant, name, templateId), now.getTime())
}

export function unassignRole(call: GraphCall, assignment: Entity): void {
  call.tenant.set('roleAssignments').remove(assignment.id, call.now.getTime())
  note(call, 'Remove member from role', assignment)
}

function deleteAssignment(call: GraphCall): GraphReply {
  const assignment = call.tenant.set('roleAssignments').view().get(key(call))
  if (!assignment) throw new GraphError('notFound', { value: key(call) })
  unassignRole(call, assignment)
  return noContent()
}

function note(call: GraphCall, activity: string, assignment: Entity): void {
  audit(call, {
    activity,
    category: 'RoleManagement',
    operation: activity.startsWith('Add') ? 'Assign' : 'Unassign',
    targets: [
      { id: String(assignment['principalId']), type: 'Other' },
      { id: String(assignment['roleDefinitionId']), type: 'Role' },
    ],
  })
}

/** Roles of one principal, those through groups with them; a filter must name it. */
function transitiveAssignments(call: GraphCall): Entity[] {
  const filter = call.query.get('$filter') ?? ''
  const principalId = /principalId\s+eq\s+'([^']+)'/i.exec(filter)?.[1]
  if (principalId === undefined) throw bad('The filter of this request must name a principalId.')
  if (!call.eventual || call.query.get('$count') !== 'true') {
    throw new GraphError('unsupportedQuery', {
      value: 'This request needs the header ConsistencyLevel: eventual and the query parameter $count=true.',
    })
  }
  return rolesOf(call.tenant, principalId, call.listedAt).map((roleDefinitionId) => ({
    id: roleAssignmentId(roleDefinitionId, principalId, '/transitive'),
    directoryScopeId: '/',
    principalId,
    principalOrganizationId: call.tenant.id,
    roleDefinitionId,
  }))
}

const PATH = '/roleManagement/directory'

export const roleAssignmentRooms: Room[] = withRegistrations([
  collection(`${PATH}/roleDefinitions`, definitionRules, () => roleDefinitions),
  single(`${PATH}/roleDefinitions/{id}`, definitionRules, (call) => definitionsById.get(key(call).toLowerCase())),
  collection(`${PATH}/roleAssignments`, assignmentRules, assignments),
  single(`${PATH}/roleAssignments/{id}`, assignmentRules, (call) => call.read('roleAssignments').get(key(call))),
  { method: 'POST', path: `${PATH}/roleAssignments`, answer: createAssignment },
  { method: 'DELETE', path: `${PATH}/roleAssignments/{id}`, answer: deleteAssignment },
  {
    ...collection(`${PATH}/transitiveRoleAssignments`, assignmentRules, transitiveAssignments),
    versions: ['beta'],
  },
])
