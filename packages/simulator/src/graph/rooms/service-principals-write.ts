import { readBody } from '../../odata/body.js'
import { catalogue } from '../../world/apps/population.js'
import { registrationOf } from '../../world/apps/registering.js'
import { mirrorRegistrations, retire } from '../../world/apps/registrations.js'
import { newServicePrincipal, THIRD_PARTY_STORAGE_APP_ID } from '../../world/apps/service-principals.js'
import { findServicePrincipal, resourceObjectId, servicePrincipalOf } from '../../world/consent.js'
import { purgeDeleted, softDelete } from '../../world/deleted-items.js'
import type { Application, Entity } from '../../world/model.js'
import { MICROSOFT_TENANT_ID } from '../../world/resources.js'
import { audit } from '../audit.js'
import { GraphError } from '../graph-error.js'
import { requireByKey } from '../object-key.js'
import { createdReply, type GraphReply, noContent } from '../reply.js'
import { type GraphCall, key, type Room } from '../room.js'
import { shown } from '../shown.js'

const READ_ONLY = [
  'id',
  'appOwnerOrganizationId',
  'appRoles',
  'deletedDateTime',
  'oauth2PermissionScopes',
  'passwordCredentials',
  'servicePrincipalType',
  'signInAudience',
  'verifiedPublisher',
]

function principalForWrite(call: GraphCall): Entity {
  return requireByKey(call.tenant.set('servicePrincipals').view(), key(call))
}

/** An application that may have a principal here: one of the tenant, or one that others offer to every tenant. */
function findApplication(call: GraphCall, appId: string): Application | undefined {
  const { tenant, simulation } = call
  const offered = simulation.world.findApplication(appId)
  if (offered) return offered.homeTenantId === tenant.id || offered.audience !== 'AzureADMyOrg' ? offered : undefined
  const own = tenant.set('applications').view().find('appId', appId)
  return own && registrationOf(tenant, own)
}

function createServicePrincipal(call: GraphCall): GraphReply {
  const body = readBody(call, 'servicePrincipal', { required: ['appId'], readOnly: READ_ONLY })
  const { tenant, now } = call
  const appId = String(body['appId']).toLowerCase()
  if (tenant.set('servicePrincipals').view().find('appId', appId)) {
    throw new GraphError('sameKey', {
      value: `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    })
  }
  const entity = fromApplication(call, appId, body) ?? fromMicrosoft(call, appId, body)
  if (!entity) {
    throw new GraphError('badRequest', {
      value: `The appId '${appId}' of the service principal does not reference a valid application object.`,
    })
  }
  mirrorRegistrations(call.simulation.world, tenant, now)
  note(call, 'Add service principal', entity)
  return createdReply(call, 'servicePrincipals', shown(entity, 'servicePrincipal'))
}

function fromApplication(call: GraphCall, appId: string, body: Record<string, unknown>): Entity | undefined {
  const application = findApplication(call, appId)
  if (!application) return undefined
  const { tenant, now } = call
  const principal = servicePrincipalOf(tenant, application, now)
  principal.knownAt = new Date(now.getTime() + tenant.propagation.tokenSeconds * 1000)
  principal.enabled = body['accountEnabled'] !== false
  return tenant.set('servicePrincipals').create(
    newServicePrincipal({
      displayName: application.displayName,
      ...body,
      id: principal.id,
      appId,
      appOwnerOrganizationId: application.homeTenantId,
      signInAudience: application.audience,
    }),
    now.getTime(),
  )
}

/** Microsoft's own are offered to every tenant. */
function fromMicrosoft({ tenant, now }: GraphCall, appId: string, body: Record<string, unknown>): Entity | undefined {
  const known = Object.entries({
    ...catalogue.microsoft,
    'Microsoft 365 third-party storage': THIRD_PARTY_STORAGE_APP_ID,
  }).find(([, id]) => id === appId)
  if (!known) return undefined
  return tenant.set('servicePrincipals').create(
    newServicePrincipal({
      displayName: known[0],
      ...body,
      id: resourceObjectId(tenant, appId),
      appId,
      appOwnerOrganizationId: MICROSOFT_TENANT_ID,
      signInAudience: 'AzureADMultipleOrgs',
    }),
    now.getTime(),
  )
}

function updateServicePrincipal(call: GraphCall): GraphReply {
  const entity = principalForWrite(call)
  const body = readBody(call, 'servicePrincipal', { readOnly: [...READ_ONLY, 'appId'] })
  const principal = findServicePrincipal(call.tenant, String(entity['appId']))
  if (principal && principal.id === entity.id && typeof body['accountEnabled'] === 'boolean') {
    principal.enabled = body['accountEnabled']
  }
  call.tenant.set('servicePrincipals').update(entity.id, body, call.now.getTime())
  note(call, 'Update service principal', entity)
  return noContent()
}

/** Consent goes with the principal: its grants, what others granted on it, and the roles it held. */
export function deleteServicePrincipal(call: GraphCall, entity: Entity): void {
  const { tenant, now } = call
  const principal = tenant.servicePrincipals.find(({ id }) => id === entity.id)
  if (principal) tenant.removedAppIds.add(principal.appId)
  retire(tenant, 'servicePrincipals', entity.id)
  removeWhere(call, 'appRoleAssignments', ['principalId', 'resourceId'], entity.id)
  removeWhere(call, 'oauth2PermissionGrants', ['clientId', 'resourceId'], entity.id)
  removeWhere(call, 'roleAssignments', ['principalId'], entity.id)
  // Made anew and deleted again: only the last one can come back.
  if (tenant.set('deletedItems').view().get(entity.id)) purgeDeleted(tenant, entity.id, now)
  softDelete(tenant, '#microsoft.graph.servicePrincipal', entity.id, now)
  note(call, 'Remove service principal', entity)
}

function removeWhere({ tenant, now }: GraphCall, set: string, properties: readonly string[], id: string): void {
  const gone = [...tenant.set(set).view()].filter((entity) => properties.some((property) => entity[property] === id))
  for (const entity of gone) tenant.set(set).remove(entity.id, now.getTime())
}

function note(call: GraphCall, activity: string, { id, displayName }: Entity): void {
  audit(call, {
    activity,
    category: 'ApplicationManagement',
    targets: [{ id, type: 'ServicePrincipal', displayName: String(displayName) }],
  })
}

export const servicePrincipalWriteRooms: Room[] = [
  { method: 'POST', path: '/servicePrincipals', answer: createServicePrincipal },
  { method: 'PATCH', path: '/servicePrincipals/{id}', answer: updateServicePrincipal },
  {
    method: 'DELETE',
    path: '/servicePrincipals/{id}',
    answer(call) {
      deleteServicePrincipal(call, principalForWrite(call))
      return noContent()
    },
  },
]
