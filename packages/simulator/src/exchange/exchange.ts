import { randomUUID } from 'node:crypto'
import type { CloudName } from '../clouds.js'
import { type Bearer, readBearer } from '../entra/bearer.js'
import { findRefusal } from '../faults/refuse.js'
import { type Answer, header, type HttpReply, type HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { findServicePrincipal } from '../world/consent.js'
import { hasExchange } from '../world/licences.js'
import type { Tenant } from '../world/model.js'
import { EXCHANGE_APP_ID, PROTECTION_APP_ID } from '../world/resources.js'
import { adminApi } from './admin-api.js'
import { answerBatch } from './batch.js'
import { ExchangeError, type ExchangeErrorKind, exchangeErrorReply, ExchangeUnauthorized } from './exchange-error.js'
import type { Execution } from './execute.js'
import { invokeCommand } from './invoke.js'
import { accessOfApp, type ExchangeService } from './rbac/access.js'

const RESOURCES = { exchange: EXCHANGE_APP_ID, compliance: PROTECTION_APP_ID } as const
const FAULTS = {
  429: 'throttled',
  500: 'serverError',
  502: 'badGateway',
  503: 'serverBusy',
  504: 'gatewayTimeout',
} as const satisfies Record<number, ExchangeErrorKind>

/** Answers for a host of Exchange Online, or of Security & Compliance, which speaks the same way. */
export async function answerExchange(
  simulation: Simulation,
  request: HttpRequest,
  cloud: CloudName,
  service: ExchangeService = 'exchange',
): Promise<Answer> {
  const requestId = randomUUID()
  const headers = {
    'request-id': requestId,
    'client-request-id': header(request.headers, 'client-request-id') ?? requestId,
    'x-calculatedbetarget': 'DM6PR09MB4321.namprd09.prod.outlook.com',
  }
  const target: Answer['target'] = {
    tenantId: undefined,
    service: 'exchange',
    method: request.method,
    path: request.path,
    query: request.query,
    struck: [],
  }
  let reply: HttpReply
  try {
    const bearer = await readBearer(simulation, request, cloud, RESOURCES[service])
    if (typeof bearer === 'string') throw new ExchangeUnauthorized(bearer)
    target.tenantId = bearer.tenantId
    reply = route(simulation, request, bearer, service, target)
  } catch (error) {
    reply = refusal(error)
  }
  return { reply: { ...reply, headers: { ...headers, ...reply.headers } }, target }
}

function refusal(error: unknown): HttpReply {
  if (error instanceof ExchangeUnauthorized) {
    return {
      status: 401,
      headers: { 'www-authenticate': 'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", error="invalid_token"' },
    }
  }
  if (!(error instanceof ExchangeError)) throw error
  return exchangeErrorReply(error)
}

function route(
  simulation: Simulation,
  request: HttpRequest,
  bearer: Bearer,
  service: ExchangeService,
  target: Answer['target'],
): HttpReply {
  const found = /^\/adminapi\/(beta|v1\.0|v2\.0)\/([^/]+)\/([^/]+)$/i.exec(request.path)
  if (!found) throw new ExchangeError('unknownPath', { value: request.path.split('/')[1] ?? '' })
  const [, version = '', segment = '', resource = ''] = found
  const tenant = requireTenant(simulation, bearer, decodeURIComponent(segment))
  refuseByFault(simulation, target)
  refuseByLimit(simulation, tenant, request, bearer.appId, target)
  const preview = version.toLowerCase() === 'v2.0'
  const permission = preview ? 'Exchange.ManageAsAppV2' : 'Exchange.ManageAsApp'
  if (!bearer.roles.includes(permission)) throw new ExchangeUnauthorized('permission')
  const execution = executionOf(simulation, tenant, service, bearer)
  if (preview) return adminApi(execution, request, resource)
  if (/^\$batch$/i.test(decodeURIComponent(resource))) {
    return answerBatch(request, (inner) => single(simulation, inner, bearer, service, target))
  }
  if (/^invokecommand$/i.test(resource)) return invokeCommand(execution, request)
  throw new ExchangeError('unknownPath', { value: resource })
}

/** One request of a batch: refused by itself. */
function single(
  simulation: Simulation,
  request: HttpRequest,
  bearer: Bearer,
  service: ExchangeService,
  outer: Answer['target'],
): HttpReply {
  try {
    return route(simulation, request, bearer, service, { ...outer, path: request.path, query: request.query })
  } catch (error) {
    return refusal(error)
  }
}

/** A token speaks for its own tenant, and one without Exchange knows nobody. */
function requireTenant(simulation: Simulation, bearer: Bearer, segment: string): Tenant {
  const tenant = simulation.world.findTenant(bearer.tenantId)
  const named = simulation.world.findTenant(segment)
  if (!tenant || tenant.deleted || named !== tenant || !hasExchange(tenant)) throw new ExchangeUnauthorized('tenant')
  return tenant
}

function executionOf(simulation: Simulation, tenant: Tenant, service: ExchangeService, bearer: Bearer): Execution {
  const { appId, principalId, wids } = bearer
  const access = accessOfApp(tenant, service, { id: principalId, appId, wids }, simulation.clock.now())
  if (access.grants.length === 0) throw new ExchangeError('roleUnsupported', { value: appId })
  const displayName = findServicePrincipal(tenant, appId)?.displayName ?? appId
  return {
    simulation,
    tenant,
    service,
    access,
    actor: { app: { appId, displayName, servicePrincipalId: principalId } },
    callerName: appId,
  }
}

function refuseByFault(simulation: Simulation, target: Answer['target']): void {
  const refused = findRefusal(simulation, target)
  if (refused) throw new ExchangeError(FAULTS[refused.status], { headers: refused.headers })
}

/** Few cmdlets of an application run at once in a tenant; the next one is asked to wait a moment. */
function refuseByLimit(
  simulation: Simulation,
  tenant: Tenant,
  request: HttpRequest,
  appId: string,
  target: Answer['target'],
): void {
  const { method, path, whenDone } = request
  const query = new URLSearchParams(request.query)
  const options = { get: (name: string) => query.get(name) ?? undefined }
  const { refusedBy, headers } = simulation.limits.admit({
    service: 'exchange',
    tenant,
    appId,
    method,
    path,
    query: options,
    whenDone,
  })
  if (!refusedBy) return
  target.struck?.push(`limit ${refusedBy.name}`)
  throw new ExchangeError('throttled', { headers })
}
