import { errors, type JWTPayload } from 'jose'
import { type CloudName, clouds } from '../clouds.js'
import { verifyToken } from '../entra/verify-token.js'
import { header, type HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import type { ServicePrincipal, Tenant } from '../world/model.js'
import { findServicePrincipal } from '../world/consent.js'
import { findResourceApi, GRAPH_APP_ID } from '../world/resources.js'
import { GraphError } from './graph-error.js'

/** Who calls, as the token says. */
export interface Caller {
  tenantId: string
  appId: string
  roles: string[]
  expiresAt: Date
}

const WWW_AUTHENTICATE = {
  'www-authenticate': `Bearer realm="", authorization_uri="https://${clouds.global.login}/common/oauth2/authorize", client_id="${GRAPH_APP_ID}"`,
}

/** Reads and proves the bearer token: Graph takes only its own, in their life. */
export async function authenticate(simulation: Simulation, request: HttpRequest, cloud: CloudName): Promise<Caller> {
  const token = /^Bearer\s+(.*)$/i.exec(header(request.headers, 'authorization') ?? '')?.[1]?.trim()
  if (!token) throw new GraphError('emptyToken', { headers: WWW_AUTHENTICATE })
  if (token.split('.').length !== 3) throw new GraphError('malformedToken', { headers: WWW_AUTHENTICATE })
  try {
    const { caller, resource } = holderOf(await verifyToken(simulation, token), cloud)
    if (resource !== GRAPH_APP_ID) throw new GraphError('invalidAudience', { headers: WWW_AUTHENTICATE })
    return caller
  } catch (error) {
    if (error instanceof GraphError) throw error
    const kind = error instanceof errors.JWTExpired ? 'expiredToken' : 'invalidSignature'
    throw new GraphError(kind, { headers: WWW_AUTHENTICATE })
  }
}

interface Holder {
  caller: Caller
  /** App id of the API that the token is for. */
  resource: string | undefined
  cloud: CloudName
}

/** Read once from each token. */
const holders = new WeakMap<JWTPayload, Holder>()

function holderOf(payload: JWTPayload, cloud: CloudName): Holder {
  const known = holders.get(payload)
  if (known?.cloud === cloud) return known
  const holder: Holder = {
    caller: {
      tenantId: String(payload['tid']),
      appId: String(payload['appid']),
      roles: Array.isArray(payload['roles']) ? payload['roles'].map(String) : [],
      expiresAt: new Date(Number(payload.exp) * 1000),
    },
    resource: findResourceApi(String(payload.aud), cloud)?.appId,
    cloud,
  }
  holders.set(payload, holder)
  return holder
}

/** The caller as the tenant's directory knows it: a valid token outlives a removed or not yet replicated principal. */
export function identify(
  simulation: Simulation,
  caller: Caller,
): { tenant: Tenant; servicePrincipal: ServicePrincipal } {
  const tenant = simulation.world.findTenant(caller.tenantId)
  const servicePrincipal = tenant && findServicePrincipal(tenant, caller.appId)
  if (!tenant || tenant.deleted || !servicePrincipal || servicePrincipal.knownAt > simulation.clock.now()) {
    throw new GraphError('identityNotFound')
  }
  return { tenant, servicePrincipal }
}
