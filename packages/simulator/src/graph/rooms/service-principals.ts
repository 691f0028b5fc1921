import { propertyNames } from '../../odata/types.js'
import { resourceObjectId } from '../../world/consent.js'
import { directoryTime } from '../../world/directory.js'
import { hasExchange } from '../../world/licences.js'
import type { Entity, Grant, ServicePrincipal, Tenant } from '../../world/model.js'
import { EXCHANGE_APP_ID, MICROSOFT_TENANT_ID, type ResourceApi, resourceApis } from '../../world/resources.js'
import type { Simulation } from '../../simulation.js'
import { isGuid } from '../../entra/tenants.js'
import { GraphError } from '../graph-error.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'

const servicePrincipalRules = {
  type: 'servicePrincipal',
  defaults: propertyNames('servicePrincipal'),
  defaultPage: 100,
  maxPage: 999,
  directory: true,
  orders: ['displayName'],
}

const assignmentRules = {
  type: 'appRoleAssignment',
  defaults: propertyNames('appRoleAssignment'),
  defaultPage: 100,
  maxPage: 999,
  directory: true,
}

/** Microsoft's own APIs, as they stand in every tenant that has the product. */
function resources(tenant: Tenant): ResourceApi[] {
  return resourceApis.filter(({ appId }) => appId !== EXCHANGE_APP_ID || hasExchange(tenant))
}

function microsoftPrincipal(tenant: Tenant, api: ResourceApi): Entity {
  return {
    id: resourceObjectId(tenant, api.appId),
    accountEnabled: true,
    appDisplayName: api.displayName,
    appId: api.appId,
    appOwnerOrganizationId: MICROSOFT_TENANT_ID,
    appRoleAssignmentRequired: false,
    displayName: api.displayName,
    servicePrincipalNames: [api.appId, ...api.identifiers],
    servicePrincipalType: 'Application',
    signInAudience: 'AzureADMultipleOrgs',
    appRoles: [...api.appRoles].map(([value, id]) => ({
      allowedMemberTypes: ['Application'],
      description: value,
      displayName: value,
      id,
      isEnabled: true,
      origin: 'Application',
      value,
    })),
  }
}

function ownPrincipal(simulation: Simulation, principal: ServicePrincipal): Entity {
  const application = simulation.world.findApplication(principal.appId)
  return {
    id: principal.id,
    accountEnabled: principal.enabled,
    appDisplayName: principal.displayName,
    appId: principal.appId,
    appOwnerOrganizationId: application?.homeTenantId,
    appRoleAssignmentRequired: false,
    displayName: principal.displayName,
    replyUrls: application?.redirectUris ?? [],
    servicePrincipalNames: [principal.appId],
    servicePrincipalType: 'Application',
    signInAudience: application?.audience,
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
  }
}

/** What Graph knows by now: a new principal takes its time to replicate. */
function known({ tenant, now }: GraphCall): ServicePrincipal[] {
  return tenant.servicePrincipals.filter(({ knownAt }) => knownAt <= now)
}

function servicePrincipals(call: GraphCall): Entity[] {
  return [
    ...known(call).map((principal) => ownPrincipal(call.simulation, principal)),
    ...resources(call.tenant).map((api) => microsoftPrincipal(call.tenant, api)),
  ]
}

/** By object id or `(appId='…')`. */
function find(call: GraphCall): Entity | undefined {
  const wanted = key(call).toLowerCase()
  const appId = /^appid=(.*)$/.exec(wanted)?.[1]
  if (appId === undefined && !isGuid(wanted)) {
    throw new GraphError('badRequest', { value: `Invalid object identifier '${key(call)}'.` })
  }
  return servicePrincipals(call).find((entity) =>
    appId === undefined ? entity.id === wanted : entity['appId'] === appId,
  )
}

function assignment(tenant: Tenant, principal: ServicePrincipal, grant: Grant): Entity {
  const api = resourceApis.find(({ appId }) => appId === grant.resourceAppId)
  return {
    id: grant.id,
    appRoleId: grant.roleId,
    createdDateTime: directoryTime(grant.createdAt),
    principalDisplayName: principal.displayName,
    principalId: principal.id,
    principalType: 'ServicePrincipal',
    resourceDisplayName: api?.displayName,
    resourceId: resourceObjectId(tenant, grant.resourceAppId),
  }
}

function assignments(call: GraphCall, side: 'principalId' | 'resourceId'): Entity[] {
  const entity = find(call)
  if (!entity) throw new GraphError('notFound', { value: key(call) })
  return known(call)
    .flatMap((principal) =>
      principal.grants
        .filter((grant) => grant.createdAt <= call.now)
        .map((grant) => assignment(call.tenant, principal, grant)),
    )
    .filter((candidate) => candidate[side] === entity.id)
}

export const servicePrincipalRooms: Room[] = [
  collection('/servicePrincipals', servicePrincipalRules, servicePrincipals),
  single('/servicePrincipals/{id}', servicePrincipalRules, find),
  collection(
    '/servicePrincipals/{id}/appRoleAssignments',
    assignmentRules,
    (call) => assignments(call, 'principalId'),
    { units: 2, context: 'appRoleAssignments' },
  ),
  collection('/servicePrincipals/{id}/appRoleAssignedTo', assignmentRules, (call) => assignments(call, 'resourceId'), {
    context: 'appRoleAssignments',
  }),
]
