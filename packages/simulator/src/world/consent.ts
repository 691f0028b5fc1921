import { guid } from './ids.js'
import type { Application, Grant, Propagation, ServicePrincipal, Tenant } from './model.js'
import { resourceApis } from './resources.js'

function later(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000)
}

/** The application's service principal in this tenant, made when there is none. */
export function servicePrincipalOf(tenant: Tenant, application: Application, now: Date): ServicePrincipal {
  const existing = findServicePrincipal(tenant, application.appId)
  if (existing) return existing
  const servicePrincipal: ServicePrincipal = {
    id: guid(tenant.id, 'service-principal', application.appId),
    appId: application.appId,
    displayName: application.displayName,
    enabled: true,
    createdAt: now,
    knownAt: now,
    grants: [],
    rolesAtFirst: [],
  }
  tenant.servicePrincipals.push(servicePrincipal)
  tenant.removedAppIds.delete(application.appId)
  return servicePrincipal
}

export function findServicePrincipal(tenant: Tenant, appId: string): ServicePrincipal | undefined {
  return tenant.servicePrincipals.find((candidate) => candidate.appId === appId)
}

/** What an administrator's consent does: a service principal, and every app role the registration asks for. */
export function consent(tenant: Tenant, application: Application, now: Date): ServicePrincipal {
  const isNew = !findServicePrincipal(tenant, application.appId)
  const servicePrincipal = servicePrincipalOf(tenant, application, now)
  if (isNew) servicePrincipal.knownAt = later(now, tenant.propagation.tokenSeconds)
  grantRequiredAccess(tenant, application, now, tenant.propagation)
  return servicePrincipal
}

export function grantRequiredAccess(
  tenant: Tenant,
  application: Application,
  now: Date,
  propagation: Propagation,
): void {
  const servicePrincipal = servicePrincipalOf(tenant, application, now)
  for (const { resourceAppId, roles } of application.requiredAccess) {
    const api = resourceApis.find((candidate) => candidate.appId === resourceAppId)
    for (const role of roles) {
      const roleId = api?.appRoles.get(role)
      if (!roleId) throw new Error(`${api?.displayName ?? resourceAppId} has no app role '${role}'.`)
      if (servicePrincipal.grants.some((grant) => grant.role === role && grant.resourceAppId === resourceAppId))
        continue
      servicePrincipal.grants.push(newGrant(servicePrincipal, { resourceAppId, role, roleId }, now, propagation))
    }
  }
}

/** A grant of one app role: it reaches tokens, and Graph, after its time. */
export function newGrant(
  servicePrincipal: ServicePrincipal,
  role: Pick<Grant, 'resourceAppId' | 'role' | 'roleId'>,
  now: Date,
  propagation: Propagation,
): Grant {
  return {
    id: guid(servicePrincipal.id, 'grant', role.roleId),
    ...role,
    createdAt: now,
    inTokensAt: later(now, propagation.tokenSeconds),
    honouredAt: later(now, propagation.graphSeconds),
  }
}

/** The object id of Microsoft's own API in a tenant. */
export function resourceObjectId(tenant: Tenant, resourceAppId: string): string {
  return guid(tenant.id, 'resource', resourceAppId)
}
