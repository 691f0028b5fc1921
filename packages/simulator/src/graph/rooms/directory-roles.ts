import { propertyNames } from '../../odata/types.js'
import type { Entity } from '../../world/model.js'
import { directoryRoles, isInForce } from '../../world/roles.js'
import { GraphError } from '../graph-error.js'
import { relatedObjects, relationshipRooms } from '../member-types.js'
import { findByKey, requireByKey } from '../object-key.js'
import { alreadyLinked, readReference } from '../references.js'
import { createdReply, type GraphReply, noContent } from '../reply.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'
import { shown } from '../shown.js'
import { withRegistrations } from './applications.js'
import { activateRole, assignRole, roleAssignmentRooms, unassignRole } from './role-assignments.js'

const ROLE = 'directoryRole'
const TEMPLATE = 'directoryRoleTemplate'

const roleRules = {
  type: ROLE,
  defaults: propertyNames(ROLE),
  defaultPage: 999,
  maxPage: 999,
  directory: true,
  refuses: ['$top', '$orderby', '$search'],
  expands: { members: (role: Entity, call: GraphCall) => [...relatedObjects(call, memberIds(call, role))] },
}

const templateRules = { type: TEMPLATE, defaults: propertyNames(TEMPLATE), defaultPage: 999, maxPage: 999 }

const templates: readonly Entity[] = Object.entries(directoryRoles).map(([displayName, id]) => ({
  id,
  description: `Can do what the role ${displayName} allows.`,
  displayName,
}))

/** Who holds the role in the whole tenant by now: eligible people do not. */
function memberIds(call: GraphCall, role: Entity): string[] {
  return holdings(call.list('roleAssignments'), role, call.now).map((assignment) => String(assignment['principalId']))
}

function holdings(assignments: Iterable<Entity>, role: Entity, now: Date): Entity[] {
  return [...assignments].filter(
    (assignment) =>
      assignment['roleDefinitionId'] === role['roleTemplateId'] &&
      assignment['directoryScopeId'] === '/' &&
      isInForce(assignment, now.getTime()),
  )
}

function roleForWrite(call: GraphCall): Entity {
  return requireByKey(call.tenant.set('directoryRoles').view(), key(call))
}

/** https://learn.microsoft.com/graph/api/directoryrole-post-directoryroles */
function activate(call: GraphCall): GraphReply {
  const templateId = call.body()['roleTemplateId']
  if (typeof templateId !== 'string') {
    throw new GraphError('badRequest', {
      value: "A value is required for property 'roleTemplateId' of resource 'DirectoryRole'.",
    })
  }
  if (call.tenant.set('directoryRoles').view().find('roleTemplateId', templateId)) {
    throw new GraphError('badRequest', {
      value: 'A conflicting object with one or more of the specified property values is present in the directory.',
    })
  }
  return createdReply(call, 'directoryRoles', shown(activateRole(call, templateId), ROLE))
}

function addMember(call: GraphCall): GraphReply {
  const role = roleForWrite(call)
  const { entity } = readReference(call, ['users', 'groups', 'servicePrincipals'])
  const held = holdings(call.tenant.set('roleAssignments').view(), role, call.now)
  if (held.some(({ principalId }) => principalId === entity.id)) {
    throw alreadyLinked('members')
  }
  assignRole(call, entity.id, String(role['roleTemplateId']), '/')
  return noContent()
}

function removeMember(call: GraphCall): GraphReply {
  const held = holdings(call.tenant.set('roleAssignments').view(), roleForWrite(call), call.now)
  const assignment = held.find(({ principalId }) => principalId === key(call, 1).toLowerCase())
  if (!assignment) throw new GraphError('notFound', { value: key(call, 1) })
  unassignRole(call, assignment)
  return noContent()
}

const PATH = '/directoryRoles/{id}'

export const directoryRoleRooms: Room[] = withRegistrations([
  ...roleAssignmentRooms,
  collection('/directoryRoles', roleRules, (call) => call.list('directoryRoles')),
  single(PATH, roleRules, (call) => findByKey(call.read('directoryRoles'), key(call))),
  { method: 'POST', path: '/directoryRoles', answer: activate },
  ...relationshipRooms(
    `${PATH}/members`,
    (call) => memberIds(call, requireByKey(call.read('directoryRoles'), key(call))),
    { casts: ['user', 'group', 'servicePrincipal'] },
  ),
  { method: 'POST', path: `${PATH}/members/$ref`, answer: addMember },
  { method: 'DELETE', path: `${PATH}/members/{memberId}/$ref`, answer: removeMember },
  collection('/directoryRoleTemplates', templateRules, () => templates),
  single('/directoryRoleTemplates/{id}', templateRules, (call) =>
    templates.find(({ id }) => id === key(call).toLowerCase()),
  ),
])
