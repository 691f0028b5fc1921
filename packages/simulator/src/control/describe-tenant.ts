import type { Simulation } from '../simulation.js'
import { findServicePrincipal } from '../world/consent.js'
import { stateOf } from '../world/delegated-administration.js'
import { defaultDomain } from '../world/domain-names.js'
import { hasExchange, hasPremium } from '../world/licences.js'
import type { Tenant } from '../world/model.js'
import { directoryRolesOf } from './directory-role-changes.js'
import { readyApp } from './ready.js'

/** A tenant as a list shows it. */
export function summarize(simulation: Simulation, tenant: Tenant) {
  return {
    id: tenant.id,
    name: tenant.name,
    defaultDomain: defaultDomain(tenant),
    cloud: tenant.cloud,
    deleted: tenant.deleted,
    partner: tenant.isPartner,
    users: tenant.headcount.users,
    premium: (['P1', 'P2'] as const).filter((feature) => hasPremium(tenant, feature)),
    apps: appIds(tenant).map((appId) => {
      const principal = findServicePrincipal(tenant, appId)
      return {
        clientId: appId,
        name: simulation.world.findApplication(appId)?.displayName ?? appId,
        servicePrincipal: principal ? (principal.enabled ? 'enabled' : 'disabled') : 'removed',
      }
    }),
  }
}

/** A tenant with what its apps were granted. */
export function describeGrants(simulation: Simulation, tenant: Tenant) {
  return {
    ...summarize(simulation, tenant),
    propagation: tenant.propagation,
    apps: appIds(tenant).map((appId) => describeApp(simulation, tenant, appId)),
  }
}

/** Everything the control API knows about a tenant. */
export function describeTenant(simulation: Simulation, tenant: Tenant) {
  return {
    ...describeGrants(simulation, tenant),
    country: tenant.country,
    posture: tenant.posture,
    purchases: tenant.purchases.map(({ skuPartNumber, units }) => ({ skuPartNumber, units })),
    lapsed: [...tenant.lapsed],
    exchange: hasExchange(tenant),
    replication: tenant.replication,
    apps: appIds(tenant).map((appId) => ({
      ...describeApp(simulation, tenant, appId),
      ...credentials(simulation, tenant, appId),
      roles: rolesOf(tenant, appId),
    })),
    relationships: tenant.relationships.length,
    administeredBy: simulation.world.tenants.flatMap((partner) =>
      partner.relationships
        .filter(({ customerTenantId }) => customerTenantId === tenant.id)
        .map((relationship) => {
          const { status, endsAt } = stateOf(relationship, simulation.clock.now())
          return { partner: partner.name, status, roles: relationship.roles, endsAt: endsAt.toISOString() }
        }),
    ),
  }
}

/** Registered here, consented to here, or removed from here. */
function appIds(tenant: Tenant): string[] {
  const here = [...tenant.applications, ...tenant.servicePrincipals].map(({ appId }) => appId)
  return [...new Set([...here, ...tenant.removedAppIds])]
}

function describeApp(simulation: Simulation, tenant: Tenant, appId: string) {
  const application = simulation.world.findApplication(appId)
  const principal = findServicePrincipal(tenant, appId)
  const now = simulation.clock.now()
  return {
    clientId: appId,
    name: application?.displayName ?? appId,
    servicePrincipal: principal ? (principal.enabled ? 'enabled' : 'disabled') : 'removed',
    granted: principal?.grants.filter((grant) => grant.inTokensAt <= now).map(({ role }) => role) ?? [],
    propagating: principal?.grants.filter((grant) => grant.honouredAt > now).map(({ role }) => role) ?? [],
    redirectUris: application?.redirectUris ?? [],
  }
}

function credentials(simulation: Simulation, tenant: Tenant, appId: string) {
  const application = simulation.world.findApplication(appId)
  return application?.homeTenantId === tenant.id ? { credentials: readyApp(tenant, application) } : {}
}

function rolesOf(tenant: Tenant, appId: string): string[] {
  const principal = findServicePrincipal(tenant, appId)
  return principal ? directoryRolesOf(tenant, principal.id) : []
}
