import type { CloudName } from '../clouds.js'
import { header, html, type HttpReply, type HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { consent } from '../world/consent.js'
import type { Application, Tenant } from '../world/model.js'
import { consentPage, errorPage } from './consent-page.js'
import { findTenantOrRefuse } from './tenants.js'
import { TokenError } from './token-errors.js'

/** What the asking product passes along and gets back. */
export interface ConsentRequest {
  clientId: string
  redirectUri: string | undefined
  state: string | undefined
  scope: string | undefined
}

/**
 * `GET /{tenant}/adminconsent` and its v2.0 form show the page on which a person decides; the page posts back here.
 * https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
export function adminConsent(
  simulation: Simulation,
  request: HttpRequest,
  cloud: CloudName,
  segment: string,
): HttpReply {
  const posted = request.method === 'POST'
  const fields = new URLSearchParams(posted ? request.body : request.query)
  const asked: ConsentRequest = {
    clientId: fields.get('client_id')?.toLowerCase() ?? '',
    redirectUri: fields.get('redirect_uri') ?? undefined,
    state: fields.get('state') ?? undefined,
    scope: fields.get('scope') ?? undefined,
  }
  try {
    const tenants = tenantsToChooseFrom(simulation, cloud, segment)
    const application = findApplication(simulation, asked, tenants, segment)
    refuseForeignRedirect(application, asked)
    if (!posted) return consentPage(asked, application, tenants)
    const tenant = tenants.find(({ id }) => id === fields.get('tenant')) ?? tenants.at(0)
    if (!tenant) throw new TokenError(50059)
    return decide(simulation, asked, application, tenant, {
      accepted: fields.get('decision') === 'accept',
      isAdministrator: fields.get('person') !== 'user',
    })
  } catch (error) {
    if (!(error instanceof TokenError) && !(error instanceof ConsentError)) throw error
    return errorPage(error.message, header(request.headers, 'client-request-id'))
  }
}

/** A refusal that Microsoft shows on its own page, without calling back. */
class ConsentError extends Error {
  constructor(code: number, text: string) {
    super(`AADSTS${code}: ${text}`)
  }
}

/** With `organizations` the tenant is the one the person belongs to. */
function tenantsToChooseFrom(simulation: Simulation, cloud: CloudName, segment: string): Tenant[] {
  if (!['organizations', 'common'].includes(segment.toLowerCase())) {
    return [findTenantOrRefuse(simulation.world, cloud, segment)]
  }
  return simulation.world.tenants.filter((tenant) => tenant.cloud === cloud && !tenant.deleted)
}

function findApplication(
  simulation: Simulation,
  asked: ConsentRequest,
  tenants: Tenant[],
  segment: string,
): Application {
  if (asked.clientId === '') throw new TokenError(900144, { value: 'client_id' })
  const application = simulation.world.findApplication(asked.clientId)
  const foreign = application?.audience === 'AzureADMyOrg' && !tenants.some(({ id }) => id === application.homeTenantId)
  if (!application || foreign) {
    throw new TokenError(700016, {
      appId: asked.clientId,
      tenant: tenants.length === 1 ? (tenants[0]?.name ?? '') : segment,
    })
  }
  return application
}

function refuseForeignRedirect(application: Application, { redirectUri }: ConsentRequest): void {
  if (redirectUri === undefined || application.redirectUris.length === 0) return
  if (application.redirectUris.some((registered) => sameAddress(registered, redirectUri))) return
  throw new ConsentError(
    50011,
    `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${application.appId}'.`,
  )
}

/** Exact, but for the port of a loopback address. https://learn.microsoft.com/entra/identity-platform/reply-url */
function sameAddress(registered: string, given: string): boolean {
  if (registered === given) return true
  if (!URL.canParse(registered) || !URL.canParse(given)) return false
  const [a, b] = [new URL(registered), new URL(given)]
  const loopback = a.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(a.hostname)
  return loopback && a.protocol === b.protocol && a.hostname === b.hostname && a.pathname === b.pathname
}

function decide(
  simulation: Simulation,
  asked: ConsentRequest,
  application: Application,
  tenant: Tenant,
  { accepted, isAdministrator }: { accepted: boolean; isAdministrator: boolean },
): HttpReply {
  if (accepted && !isAdministrator) {
    return callBack(application, asked, {
      error: 'access_denied',
      error_description:
        'AADSTS90094: The grant requires administrator permission. The signed-in person may not grant it.',
      error_uri: 'https://login.microsoftonline.com/error?code=90094',
      admin_consent: 'True',
    })
  }
  if (!accepted) {
    return callBack(application, asked, {
      error: 'access_denied',
      error_description: 'AADSTS65004: User declined to consent to access the app.',
      error_uri: 'https://login.microsoftonline.com/error?code=65004',
      admin_consent: 'True',
    })
  }
  consent(tenant, application, simulation.clock.now())
  return callBack(application, asked, {
    admin_consent: 'True',
    tenant: tenant.id,
    ...(asked.scope === undefined ? {} : { scope: asked.scope }),
  })
}

function callBack(application: Application, asked: ConsentRequest, answer: Record<string, string>): HttpReply {
  const address = asked.redirectUri ?? application.redirectUris[0]
  if (application.redirectUris.length === 0 || address === undefined) {
    throw new ConsentError(500113, 'No reply address is registered for the application.')
  }
  const location = new URL(address)
  for (const [name, value] of Object.entries(answer)) location.searchParams.set(name, value)
  if (asked.state !== undefined) location.searchParams.set('state', asked.state)
  return { ...html(302, ''), headers: { location: location.href, 'cache-control': 'no-store' } }
}
