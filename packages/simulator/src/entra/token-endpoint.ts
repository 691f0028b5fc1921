import { type CloudName, clouds, cloudOfSharePoint } from '../clouds.js'
import type { Target } from '../faults/effects.js'
import type { HttpReply, HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { findServicePrincipal } from '../world/consent.js'
import { hasExchange, hasSharePoint } from '../world/licences.js'
import type { Application, ServicePrincipal, Tenant } from '../world/model.js'
import {
  EXCHANGE_APP_ID,
  findResourceApi,
  PROTECTION_APP_ID,
  type ResourceApi,
  SHAREPOINT_APP_ID,
} from '../world/resources.js'
import { sharePointName } from '../world/share-point-name.js'
import { type IssuedToken, issueToken } from './access-token.js'
import { authenticateClient } from './client-authentication.js'
import { findTenantOrRefuse } from './tenants.js'
import { TokenError } from './token-errors.js'

const NOT_STORED = { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' }

/** `POST /{tenant}/oauth2/v2.0/token`, client credentials. Refusals are thrown. */
export async function token(
  simulation: Simulation,
  request: HttpRequest,
  cloud: CloudName,
  tenantSegment: string,
  target: Target,
): Promise<HttpReply> {
  const issued = await issue(simulation, request, cloud, tenantSegment, target, (form) => required(form, 'scope'))
  return { status: 200, headers: NOT_STORED, body: issued }
}

/** The older form names a resource instead of a scope, and answers numbers as text. */
export async function olderToken(
  simulation: Simulation,
  request: HttpRequest,
  cloud: CloudName,
  tenantSegment: string,
  target: Target,
): Promise<HttpReply> {
  const resource = (form: URLSearchParams) => required(form, 'resource').replace(/\/$/, '')
  const issued = await issue(simulation, request, cloud, tenantSegment, target, (form) => `${resource(form)}/.default`)
  const now = Math.floor(simulation.clock.now().getTime() / 1000)
  return {
    status: 200,
    headers: NOT_STORED,
    body: {
      token_type: issued.token_type,
      expires_in: String(issued.expires_in),
      ext_expires_in: String(issued.ext_expires_in),
      expires_on: String(now + issued.expires_in),
      not_before: String(now),
      resource: resource(new URLSearchParams(request.body)),
      access_token: issued.access_token,
    },
  }
}

async function issue(
  simulation: Simulation,
  request: HttpRequest,
  cloud: CloudName,
  tenantSegment: string,
  target: Target,
  scopeOf: (form: URLSearchParams) => string,
): Promise<IssuedToken> {
  if (request.method !== 'POST') throw new TokenError(900561, { value: request.method })
  const now = simulation.clock.now()
  const form = new URLSearchParams(request.body)
  const tenant = findTenantOrRefuse(simulation.world, cloud, tenantSegment)
  const grantType = required(form, 'grant_type')
  if (grantType !== 'client_credentials') throw new TokenError(70003, { value: grantType })
  const appId = required(form, 'client_id').toLowerCase()
  const application = findApplication(simulation, tenant, appId)
  const { resource, audience } = findResource(tenant, scopeOf(form))
  const proof = await authenticateClient(
    application,
    {
      clientSecret: form.get('client_secret') ?? undefined,
      assertion: form.get('client_assertion') ?? undefined,
      assertionType: form.get('client_assertion_type') ?? undefined,
    },
    { now, issuerKey: simulation.keys.issuer, audiences: assertionAudiences(request, cloud, tenantSegment, tenant) },
  )
  const servicePrincipal = findOwnServicePrincipal(tenant, application)
  refuseBlocked(simulation, target)
  const subject = { tenant, application, servicePrincipal, resource, audience, proof }
  return issueToken(subject, simulation.keys.entra, now)
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (!value) throw new TokenError(900144, { value: name })
  return value
}

/** A tenant knows the apps registered in it and those of others that were consented to in it. */
function findApplication(simulation: Simulation, tenant: Tenant, appId: string): Application {
  const application = simulation.world.findApplication(appId)
  const known =
    application &&
    (application.homeTenantId === tenant.id ||
      (application.audience === 'AzureADMultipleOrgs' &&
        (findServicePrincipal(tenant, appId) !== undefined || tenant.removedAppIds.has(appId))))
  if (!known) throw new TokenError(700016, { appId, tenant: tenant.name })
  return application
}

function findOwnServicePrincipal(tenant: Tenant, application: Application): ServicePrincipal {
  const servicePrincipal = findServicePrincipal(tenant, application.appId)
  if (!servicePrincipal) throw new TokenError(7000229, { appId: application.appId, tenant: tenant.id })
  if (!servicePrincipal.enabled) {
    throw new TokenError(7000112, { appId: application.appId, value: application.displayName })
  }
  return servicePrincipal
}

function findResource(tenant: Tenant, scope: string): { resource: ResourceApi; audience: string } {
  const scopes = scope
    .split(' ')
    .filter((part) => part !== '' && !['openid', 'profile', 'offline_access'].includes(part))
  const [only] = scopes
  if (only === undefined || scopes.length > 1) throw new TokenError(70011, { value: scope })
  if (!only.endsWith('/.default')) throw new TokenError(1002012, { value: only })
  const audience = only.slice(0, -'/.default'.length)
  const resource = findResourceApi(audience, tenant.cloud) ?? findOwnApi(tenant, audience)
  if (!resource || !isSubscribed(tenant, resource, audience)) {
    throw new TokenError(500011, { value: audience, tenant: tenant.name })
  }
  return { resource, audience }
}

/** An API registered in the tenant itself. */
function findOwnApi(tenant: Tenant, audience: string): ResourceApi | undefined {
  const application = tenant.applications.find(({ identifierUri }) => identifierUri === audience.toLowerCase())
  return (
    application && {
      appId: application.appId,
      displayName: application.displayName,
      identifiers: [audience],
      appRoles: new Map(),
    }
  )
}

/** A tenant knows the APIs of what it has bought; its SharePoint has an address of its own. */
function isSubscribed(tenant: Tenant, { appId }: ResourceApi, audience: string): boolean {
  if (appId === EXCHANGE_APP_ID || appId === PROTECTION_APP_ID) return hasExchange(tenant)
  if (appId !== SHAREPOINT_APP_ID) return true
  const name = cloudOfSharePoint(
    audience
      .replace(/^https:\/\//i, '')
      .replace(/\/$/, '')
      .toLowerCase(),
  )?.name
  return hasSharePoint(tenant) && (name === undefined || name === sharePointName(tenant))
}

function assertionAudiences(request: HttpRequest, cloud: CloudName, segment: string, tenant: Tenant): string[] {
  const hosts = [`https://${clouds[cloud].login}`, request.linkTo(request.host)]
  const names = [segment, tenant.id, ...tenant.domains.map(({ name }) => name)]
  return hosts.flatMap((host) =>
    names.flatMap((name) => [
      `${host}/${name}/oauth2/v2.0/token`,
      `${host}/${name}/v2.0`,
      `${host}/${name}/oauth2/token`,
    ]),
  )
}

/** Conditional Access for workload identities is judged last, when the application has proved itself. */
function refuseBlocked(simulation: Simulation, target: Target): void {
  if (simulation.faults.take('conditionalAccess', target)) throw new TokenError(53003)
}
