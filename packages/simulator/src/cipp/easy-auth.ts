import { BlockList, isIPv6 } from 'node:net'
import { verifyToken } from '../entra/verify-token.js'
import { header, type HttpReply, type HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import type { ApiClient } from '../world/api-clients.js'
import type { Application } from '../world/model.js'
import type { CippInstance } from './instance.js'

type Client = Application & { apiClient: ApiClient }

const TEXT = 'You do not have permission to view this directory or page.'

function refused(status: 401 | 403, instance: CippInstance): HttpReply {
  const challenge = `Bearer realm="${instance.apiHost}" authorization_uri="https://login.windows.net/${instance.partner.id}/oauth2/authorize"`
  return {
    status,
    headers: {
      'content-type': 'text/html',
      ...(status === 401 ? { 'www-authenticate': challenge } : {}),
    },
    body: status === 401 ? '' : TEXT,
  }
}

/**
 * App Service Authentication in front of the function app: the token must be for one of the clients that it was told
 * of, and the application that got it must be one, too.
 * https://learn.microsoft.com/azure/app-service/configure-authentication-provider-aad
 */
export async function authenticateClient(
  simulation: Simulation,
  instance: CippInstance,
  request: HttpRequest,
): Promise<Client | HttpReply> {
  const token = /^Bearer\s+(.*)$/i.exec(header(request.headers, 'authorization') ?? '')?.[1]?.trim()
  if (!token) return refused(401, instance)
  let claims: { tid: unknown; aud: unknown; appid: unknown }
  try {
    const payload = await verifyToken(simulation, token)
    claims = { tid: payload['tid'], aud: payload.aud, appid: payload['appid'] }
  } catch {
    return refused(401, instance)
  }
  const clients = instance.partner.applications.filter(isAllowed)
  const audiences = clients.flatMap(({ appId, identifierUri }) => [appId, identifierUri ?? []].flat())
  if (claims.tid !== instance.partner.id || !audiences.includes(String(claims.aud))) return refused(401, instance)
  return clients.find(({ appId }) => appId === claims.appid) ?? refused(403, instance)
}

function isAllowed(application: Application): application is Client {
  return application.apiClient !== undefined && application.apiClient.enabled && application.apiClient.saved
}

export function isReply(answer: Client | HttpReply): answer is HttpReply {
  return 'status' in answer
}

/** Where the request comes from, as the load balancer in front says. */
export function addressOf({ headers }: HttpRequest): string {
  const [first = ''] = (header(headers, 'x-forwarded-for') ?? '127.0.0.1').split(',')
  return first.trim().replace(/:\d+$/, (port) => (first.includes('.') ? '' : port))
}

export function isWithin(address: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0 || ranges.includes('Any')) return true
  const list = new BlockList()
  for (const range of ranges) {
    const [net = '', bits] = range.split('/')
    const family = isIPv6(net) ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(net, family)
    else list.addSubnet(net, Number(bits), family)
  }
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}
