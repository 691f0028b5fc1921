import { opaqueId } from '../world/apps/grants.js'
import { findServicePrincipal, newGrant, resourceObjectId, servicePrincipalOf } from '../world/consent.js'
import { hasExchange } from '../world/licences.js'
import type { ServicePrincipal, Tenant } from '../world/model.js'
import { EXCHANGE_APP_ID, resourceApis } from '../world/resources.js'
import type { World } from '../world/world.js'
import { type Delegation, holdsOneOf } from './delegation.js'
import type { Permissions } from './templates.js'

/** Microsoft Graph refused to make or change something. */
export class GraphRefusal extends Error {}

const MAKES_PRINCIPALS = ['Application Administrator', 'Cloud Application Administrator']
const GRANTS_ANYTHING = ['Privileged Role Administrator']

/** The app's service principal in the tenant, made when it is missing. */
export function ensurePrincipal(world: World, delegation: Delegation, appId: string, at: Date): ServicePrincipal {
  const { tenant } = delegation
  const existing = findServicePrincipal(tenant, appId)
  if (existing) return existing
  if (!holdsOneOf(delegation, MAKES_PRINCIPALS)) {
    throw new GraphRefusal('Insufficient privileges to complete the operation.')
  }
  const application = world.findApplication(appId)
  const isForeign = application?.audience === 'AzureADMyOrg' && application.homeTenantId !== tenant.id
  if (!application || isForeign) {
    throw new GraphRefusal(
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
    )
  }
  const principal = servicePrincipalOf(tenant, application, at)
  principal.knownAt = new Date(at.getTime() + tenant.propagation.tokenSeconds * 1000)
  return principal
}

/**
 * Grants what is missing of the application permissions, and replaces the delegated ones. The refusals of single
 * grants are given back.
 */
export function grantPermissions(
  delegation: Delegation,
  principal: ServicePrincipal,
  permissions: Permissions,
  at: Date,
): string[] {
  const refusals: string[] = []
  for (const [resourceAppId, { applicationPermissions = [], delegatedPermissions = [] }] of Object.entries(
    permissions,
  )) {
    const api = resourceApis.find(({ appId }) => appId === resourceAppId)
    if (!api || (resourceAppId === EXCHANGE_APP_ID && !hasExchange(delegation.tenant))) {
      refusals.push(`Resource '${resourceAppId}' does not exist.`)
      continue
    }
    for (const { id = '' } of applicationPermissions) {
      const role = [...api.appRoles].find(([, roleId]) => roleId === id.toLowerCase())?.[0]
      const held = principal.grants.some((grant) => grant.resourceAppId === resourceAppId && grant.role === role)
      if (held) continue
      if (role === undefined)
        refusals.push(`Permission being assigned was not found on application '${resourceAppId}'.`)
      else if (!mayGrant(delegation, resourceAppId)) refusals.push('Authorization_RequestDenied')
      else {
        const granted = { resourceAppId, role, roleId: id.toLowerCase() }
        principal.grants.push(newGrant(principal, granted, at, delegation.tenant.propagation))
      }
    }
    const scopes = delegatedPermissions.flatMap(({ value }) => value ?? [])
    if (scopes.length > 0) replaceScopes(delegation.tenant, principal, resourceAppId, scopes, at)
  }
  return refusals
}

/** https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent: Graph's app roles need more. */
function mayGrant(delegation: Delegation, resourceAppId: string): boolean {
  const isGraph = resourceApis[0]?.appId === resourceAppId
  return holdsOneOf(delegation, isGraph ? GRANTS_ANYTHING : [...GRANTS_ANYTHING, ...MAKES_PRINCIPALS])
}

/** What the customer had consented to besides is gone afterwards. */
function replaceScopes(
  tenant: Tenant,
  principal: ServicePrincipal,
  resourceAppId: string,
  scopes: readonly string[],
  at: Date,
): void {
  const grants = tenant.set('oauth2PermissionGrants')
  const resourceId = resourceObjectId(tenant, resourceAppId)
  const scope = scopes.join(' ')
  const existing = [...grants.view()].find(
    (grant) =>
      grant['clientId'] === principal.id &&
      grant['resourceId'] === resourceId &&
      grant['consentType'] === 'AllPrincipals',
  )
  if (existing) {
    grants.update(existing.id, { scope }, at.getTime())
    return
  }
  grants.create(
    {
      id: opaqueId(principal.id, resourceId),
      clientId: principal.id,
      consentType: 'AllPrincipals',
      principalId: null,
      resourceId,
      scope,
    },
    at.getTime(),
  )
}

/** What the app was granted in a tenant, in the form of a permission set. */
export function permissionsIn(tenant: Tenant, principal: ServicePrincipal): Permissions {
  const delegated = [...tenant.set('oauth2PermissionGrants').view()].filter(
    (grant) => grant['clientId'] === principal.id && grant['consentType'] === 'AllPrincipals',
  )
  const permissions: Permissions = {}
  for (const { appId } of resourceApis) {
    const scopes = delegated
      .filter((grant) => grant['resourceId'] === resourceObjectId(tenant, appId))
      .flatMap((grant) => String(grant['scope']).split(' '))
    const roles = principal.grants.filter(({ resourceAppId }) => resourceAppId === appId)
    if (scopes.length === 0 && roles.length === 0) continue
    permissions[appId] = {
      applicationPermissions: roles.map(({ roleId, role }) => ({ id: roleId, value: role })),
      delegatedPermissions: scopes.filter((value) => value !== '').map((value) => ({ value })),
    }
  }
  return permissions
}
