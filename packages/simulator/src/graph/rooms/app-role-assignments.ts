import { readBody } from '../../odata/body.js'
import { propertyNames } from '../../odata/types.js'
import { DEFAULT_ACCESS } from '../../world/apps/grants.js'
import { mirrorRegistrations } from '../../world/apps/registrations.js'
import { newGrant } from '../../world/consent.js'
import { directoryTime } from '../../world/directory.js'
import type { Entity, ServicePrincipal } from '../../world/model.js'
import { resourceApis } from '../../world/resources.js'
import { audit } from '../audit.js'
import { type DirectoryObject, findForWrite } from '../directory-objects.js'
import { GraphError } from '../graph-error.js'
import { holds } from '../holds.js'
import { newId } from '../new-id.js'
import { requireByKey } from '../object-key.js'
import { createdReply, type GraphReply, noContent } from '../reply.js'
import { collection, type GraphCall, key, type Room } from '../room.js'
import { shown } from '../shown.js'

const TYPE = 'appRoleAssignment'

const rules = { type: TYPE, defaults: propertyNames(TYPE), defaultPage: 100, maxPage: 999, directory: true }

/** Which end of the assignment the call's path names. */
type Side = 'principalId' | 'resourceId'

const PRINCIPALS: Record<string, string> = { user: 'User', group: 'Group', servicePrincipal: 'ServicePrincipal' }

function owner(call: GraphCall, set: string): Entity {
  return requireByKey(call.read(set), key(call))
}

function assignments(call: GraphCall, set: string, side: Side): Entity[] {
  const { id } = owner(call, set)
  return [...call.list('appRoleAssignments')].filter((assignment) => assignment[side] === id)
}

/** Granting is a right of its own. https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto */
function requireRight(call: GraphCall): void {
  if (!holds(call, 'AppRoleAssignment.ReadWrite.All')) throw new GraphError('denied')
}

function assign(call: GraphCall, set: string, side: Side): GraphReply {
  requireRight(call)
  const at = requireByKey(call.tenant.set(set).view(), key(call))
  const body = readBody(call, TYPE, { required: ['principalId', 'resourceId', 'appRoleId'], readOnly: ['id'] })
  if (body[side] !== at.id) {
    throw new GraphError('badRequest', { value: `The ${side} in the request body does not match the request URI.` })
  }
  const principal = find(call, body['principalId'], ['users', 'groups', 'servicePrincipals'])
  const resource = find(call, body['resourceId'], ['servicePrincipals']).entity
  const appRoleId = String(body['appRoleId'])
  checkRole(resource, principal, appRoleId)
  const others = [...call.tenant.set('appRoleAssignments').view()]
  const isSame = (other: Entity) =>
    other['principalId'] === principal.entity.id &&
    other['resourceId'] === resource.id &&
    other['appRoleId'] === appRoleId
  if (others.some(isSame)) {
    throw new GraphError('badRequest', { value: 'Permission being assigned already exists on the object' })
  }
  const entity = grantRegistered(call, principal, resource, appRoleId) ?? create(call, principal, resource, appRoleId)
  note(call, 'Add', principal.entity, resource)
  return createdReply(call, 'appRoleAssignments', shown(entity, TYPE))
}

function find(call: GraphCall, id: unknown, sets: readonly string[]): DirectoryObject {
  const found = findForWrite(call.tenant, String(id), sets)
  if (!found) throw new GraphError('notFound', { value: String(id) })
  return found
}

function checkRole(resource: Entity, principal: DirectoryObject, appRoleId: string): void {
  const roles = resource['appRoles'] as { id: string; allowedMemberTypes: string[] }[]
  const wanted = principal.type === 'servicePrincipal' ? 'Application' : 'User'
  const role = roles.find(({ id }) => id === appRoleId)
  const isDefault =
    appRoleId === DEFAULT_ACCESS && !roles.some(({ allowedMemberTypes }) => allowedMemberTypes.includes(wanted))
  if (isDefault || role?.allowedMemberTypes.includes(wanted)) return
  throw new GraphError('badRequest', { value: 'Permission being assigned was not found on application' })
}

/** An application that gets tokens: the grant reaches them, and Graph, after its time. */
function grantRegistered(
  call: GraphCall,
  principal: DirectoryObject,
  resource: Entity,
  appRoleId: string,
): Entity | undefined {
  const { tenant, now } = call
  const registered = tenant.servicePrincipals.find(({ id }) => id === principal.entity.id)
  const api = resourceApis.find(({ appId }) => appId === resource['appId'])
  const role = [...(api?.appRoles ?? [])].find(([, id]) => id === appRoleId)?.[0]
  if (!registered || !api || role === undefined) return undefined
  const grant = newGrant(registered, { resourceAppId: api.appId, role, roleId: appRoleId }, now, tenant.propagation)
  registered.grants.push(grant)
  const entity = create(call, principal, resource, appRoleId, grant.id)
  mirrorRegistrations(call.simulation.world, tenant, now)
  return entity
}

function create(
  call: GraphCall,
  { type, entity }: DirectoryObject,
  resource: Entity,
  appRoleId: string,
  id = newId(call, 'appRoleAssignments'),
): Entity {
  return call.tenant.set('appRoleAssignments').create(
    {
      id,
      appRoleId,
      createdDateTime: directoryTime(call.now),
      principalDisplayName: entity['displayName'],
      principalId: entity.id,
      principalType: PRINCIPALS[type],
      resourceDisplayName: resource['displayName'],
      resourceId: resource.id,
    },
    call.now.getTime(),
  )
}

function unassign(call: GraphCall, set: string, side: Side): GraphReply {
  requireRight(call)
  const { id } = requireByKey(call.tenant.set(set).view(), key(call))
  const assignment = call.tenant.set('appRoleAssignments').view().get(key(call, 1))
  if (!assignment || assignment[side] !== id) throw new GraphError('notFound', { value: key(call, 1) })
  const registered: ServicePrincipal | undefined = call.tenant.servicePrincipals.find(
    (principal) => principal.id === assignment['principalId'],
  )
  if (registered) registered.grants = registered.grants.filter((grant) => grant.id !== assignment.id)
  call.tenant.set('appRoleAssignments').remove(assignment.id, call.now.getTime())
  note(call, 'Remove', { id: String(assignment['principalId']) }, { id: String(assignment['resourceId']) })
  return noContent()
}

function note(call: GraphCall, verb: 'Add' | 'Remove', principal: Entity, resource: Entity): void {
  audit(call, {
    activity: `${verb} app role assignment ${verb === 'Add' ? 'to' : 'from'} service principal`,
    category: 'ApplicationManagement',
    operation: verb === 'Add' ? 'Assign' : 'Unassign',
    targets: [
      { id: resource.id, type: 'ServicePrincipal' },
      { id: principal.id, type: 'ServicePrincipal' },
    ],
  })
}

/** The app role assignments beneath an object: granted to it, or granted on it. */
export function appRoleAssignmentRooms(set: string, name: string, side: Side): Room[] {
  const path = `/${set}/{id}/${name}`
  return [
    collection(path, rules, (call) => assignments(call, set, side), { context: 'appRoleAssignments' }),
    { method: 'POST', path, answer: (call) => assign(call, set, side) },
    { method: 'DELETE', path: `${path}/{assignmentId}`, answer: (call) => unassign(call, set, side) },
  ]
}
