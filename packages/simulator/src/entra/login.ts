import { randomUUID } from 'node:crypto'
import type { CloudName } from '../clouds.js'
import type { Target } from '../faults/effects.js'
import { refuseByFault } from '../faults/refuse.js'
import { type Answer, header, html, type HttpReply, type HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { adminConsent } from './admin-consent.js'
import { instanceDiscovery, openIdConfiguration, publishedKeys } from './metadata.js'
import { olderToken, token } from './token-endpoint.js'
import { TokenError, tokenErrorReply } from './token-errors.js'

/** Answers for a sign-in host. */
export async function answerLogin(simulation: Simulation, request: HttpRequest, cloud: CloudName): Promise<Answer> {
  const [, tenant = '', ...rest] = request.path.split('/').map(decode)
  const target: Target = {
    tenantId: simulation.world.findTenant(tenant)?.id,
    service: 'login',
    path: request.path,
    method: request.method,
    struck: [],
  }
  const traceId = randomUUID()
  const correlationId = header(request.headers, 'client-request-id') ?? randomUUID()
  try {
    refuseByFault(simulation, target)
    const reply = await route(simulation, request, cloud, tenant, rest.join('/').toLowerCase(), target)
    return { target, reply: { ...reply, headers: { 'x-ms-request-id': traceId, ...reply.headers } } }
  } catch (error) {
    if (!(error instanceof TokenError)) throw error
    const login = request.linkTo(request.host)
    const reply = tokenErrorReply(error, { now: simulation.clock.now(), traceId, correlationId, login })
    const headers = { 'x-ms-request-id': traceId, 'cache-control': 'no-store, no-cache', ...reply.headers }
    return { target, reply: { ...reply, headers } }
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

async function route(
  simulation: Simulation,
  request: HttpRequest,
  cloud: CloudName,
  tenant: string,
  below: string,
  target: Target,
): Promise<HttpReply> {
  switch (below) {
    case 'discovery/instance':
      return instanceDiscovery(request)
    case 'oauth2/v2.0/token':
      refuseToken(simulation, request, target)
      return token(simulation, request, cloud, tenant, target)
    case 'oauth2/token':
      refuseToken(simulation, request, target)
      return olderToken(simulation, request, cloud, tenant, target)
    case '.well-known/openid-configuration':
      return openIdConfiguration(simulation, request, cloud, tenant, 'v1')
    case 'v2.0/.well-known/openid-configuration':
      return openIdConfiguration(simulation, request, cloud, tenant, 'v2')
    case 'discovery/keys':
    case 'discovery/v2.0/keys':
      return publishedKeys(simulation, `${request.linkTo(request.host)}/${target.tenantId ?? '{tenantid}'}/v2.0`)
    case 'adminconsent':
    case 'v2.0/adminconsent':
      return adminConsent(simulation, request, cloud, tenant)
    default:
      return html(404, '<!doctype html><title>404</title><p>The resource you are looking for has been removed.</p>')
  }
}

/** Faults that only the token endpoint has. */
function refuseToken(simulation: Simulation, request: HttpRequest, target: Target): void {
  if (simulation.faults.take('tokenEndpointDown', target)) throw new TokenError(90033)
  const fault = simulation.faults.take('tokenError', target)
  if (!fault) return
  const appId = new URLSearchParams(request.body).get('client_id') ?? ''
  throw new TokenError(fault.code, { appId, tenant: target.tenantId ?? '' })
}
