import { randomUUID } from 'node:crypto'
import type { CloudName } from '../clouds.js'
import { type BearerProblem, readBearer } from '../entra/bearer.js'
import { findRefusal } from '../faults/refuse.js'
import { type Answer, header, type HttpReply, type HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { hasSharePoint } from '../world/licences.js'
import type { Tenant } from '../world/model.js'
import { SHAREPOINT_APP_ID } from '../world/resources.js'
import { sharePointName } from '../world/share-point-name.js'
import { sites } from './sites.js'
import { changeTenantSettings, tenantSettings } from './tenant-settings.js'

const PAGE = 300
const TYPE = 'Microsoft.Online.SharePoint.TenantAdministration.Tenant'
const ACCESS_DENIED = '-2147024891, System.UnauthorizedAccessException'
const PERMISSION = 'Sites.FullControl.All'

/** A refusal of SharePoint, thrown where it is found. */
class SharePointError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message)
  }
}

/** Answers for a SharePoint host: of the administration's REST interface, what an application may read and set. */
export async function answerSharePoint(
  simulation: Simulation,
  request: HttpRequest,
  { cloud, name, admin }: { cloud: CloudName; name: string; admin: boolean },
): Promise<Answer> {
  const headers = {
    'request-id': randomUUID(),
    sprequestguid: randomUUID(),
    microsoftsharepointteamservices: '16.0.0.26615',
    'x-ms-client-request-id': header(request.headers, 'client-request-id') ?? randomUUID(),
  }
  const target: Answer['target'] = {
    tenantId: undefined,
    service: 'sharepoint',
    method: request.method,
    path: request.path,
    query: request.query,
    struck: [],
  }
  let reply: HttpReply
  try {
    const bearer = await readBearer(simulation, request, cloud, SHAREPOINT_APP_ID)
    if (typeof bearer === 'string') throw unauthorized(bearer)
    target.tenantId = bearer.tenantId
    const tenant = simulation.world.findTenant(bearer.tenantId)
    if (!tenant || tenant.deleted || sharePointName(tenant) !== name || !hasSharePoint(tenant))
      throw unauthorized('invalid')
    // SharePoint takes tokens of applications only when a certificate or an assertion has got them.
    if (bearer.proof !== '2') throw new SharePointError(401, '', 'Unsupported app only token.')
    const refused = findRefusal(simulation, target)
    if (refused)
      throw new SharePointError(
        refused.status,
        '-2147429894, Microsoft.SharePoint.Client.ServerException',
        'The request has been throttled.',
        refused.headers,
      )
    if (!admin || !bearer.roles.includes(PERMISSION))
      throw new SharePointError(
        403,
        ACCESS_DENIED,
        'Access denied. You do not have permission to perform this action or access this resource.',
      )
    reply = route(tenant, request, simulation.clock.now())
  } catch (error) {
    if (!(error instanceof SharePointError)) throw error
    reply = refusal(error, verbosity(request))
  }
  return { reply: { ...reply, headers: { ...headers, ...reply.headers } }, target }
}

function unauthorized(problem: BearerProblem): SharePointError {
  const message = problem === 'expired' ? 'The token has expired.' : 'Access denied.'
  return new SharePointError(401, ACCESS_DENIED, message, {
    'www-authenticate':
      'Bearer realm="",client_id="00000003-0000-0ff1-ce00-000000000000",trusted_issuers="00000001-0000-0000-c000-000000000000@*"',
  })
}

function refusal(error: SharePointError, verbose: Verbosity): HttpReply {
  const { status, code, message, headers } = error
  if (code === '')
    return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body: message }
  const body =
    verbose === 'verbose'
      ? { error: { code, message: { lang: 'en-US', value: message } } }
      : { 'odata.error': { code, message: { lang: 'en-US', value: message } } }
  return { status, headers, body }
}

type Verbosity = 'verbose' | 'minimal' | 'none'

/** `Accept` says how much is told about types; without a word, it is XML, which nothing here needs. */
function verbosity({ headers }: HttpRequest): Verbosity {
  const accept = header(headers, 'accept') ?? ''
  const [, asked] = /odata(?:\.metadata)?=(\w+)/i.exec(accept) ?? []
  if (asked?.toLowerCase() === 'verbose') return 'verbose'
  return asked?.toLowerCase().startsWith('no') ? 'none' : 'minimal'
}

function route(tenant: Tenant, request: HttpRequest, now: Date): HttpReply {
  const path = decodeURIComponent(request.path).replace(/\/$/, '')
  const verbose = verbosity(request)
  if (/^\/_api\/(SPO\.Tenant|SPOInternalUseOnly\.Tenant)$/i.test(path))
    return tenantReply(tenant, request, verbose, now)
  const [, index] =
    /^\/_api\/SPO\.Tenant\/GetSitePropertiesFromSharePoint(?:ByFilters)?\(?(?:startIndex='?(\d+)'?.*)?\)?$/i.exec(
      path,
    ) ?? []
  if (/\/GetSiteProperties/i.test(path) || /\/sites$/i.test(path))
    return sitesReply(tenant, Number(index ?? new URLSearchParams(request.query).get('startIndex') ?? 0), verbose)
  throw new SharePointError(
    404,
    '-1, Microsoft.SharePoint.Client.ResourceNotFoundException',
    `Cannot find resource for the request ${path.split('/').at(-1) ?? ''}.`,
  )
}

function tenantReply(tenant: Tenant, request: HttpRequest, verbose: Verbosity, now: Date): HttpReply {
  const method = (header(request.headers, 'x-http-method') ?? request.method).toUpperCase()
  if (method === 'GET') {
    const settings = tenantSettings(tenant)
    return answer(verbose, { type: TYPE }, settings)
  }
  if (method !== 'PATCH' && method !== 'MERGE')
    throw new SharePointError(
      405,
      '-1, Microsoft.SharePoint.Client.InvalidClientQueryException',
      'The HTTP method is not supported.',
    )
  let changes: Record<string, unknown>
  try {
    const { __metadata: _metadata, ...given } = JSON.parse(request.body) as Record<string, unknown>
    changes = given
  } catch {
    throw new SharePointError(
      400,
      '-1, Microsoft.SharePoint.Client.InvalidClientQueryException',
      'An unexpected end of content was found.',
    )
  }
  const unknown = changeTenantSettings(tenant, changes, now.getTime())
  if (unknown !== undefined) {
    throw new SharePointError(
      400,
      '-1, Microsoft.SharePoint.Client.InvalidClientQueryException',
      `The property '${unknown}' does not exist on type '${TYPE}'. Make sure to only use property names that are defined by the type.`,
    )
  }
  return { status: 204 }
}

function sitesReply(tenant: Tenant, from: number, verbose: Verbosity): HttpReply {
  const all = [...sites(tenant)]
  const shown = all.slice(from, from + PAGE)
  const next = from + PAGE < all.length ? from + PAGE : -1
  const page = { NextStartIndex: next, NextStartIndexFromSharePoint: next === -1 ? null : String(next) }
  if (verbose === 'verbose') return { status: 200, headers: CONTENT.verbose, body: { d: { ...page, results: shown } } }
  return { status: 200, headers: CONTENT[verbose], body: { ...page, value: shown } }
}

const CONTENT = {
  verbose: { 'content-type': 'application/json;odata=verbose;charset=utf-8' },
  minimal: { 'content-type': 'application/json;odata=minimalmetadata;streaming=true;charset=utf-8' },
  none: { 'content-type': 'application/json;odata=nometadata;streaming=true;charset=utf-8' },
} as const

function answer(verbose: Verbosity, metadata: { type: string }, body: Record<string, unknown>): HttpReply {
  if (verbose === 'verbose') {
    const collections = Object.entries(body).map(([name, value]) => [
      name,
      Array.isArray(value) ? { __metadata: { type: 'Collection(Edm.String)' }, results: value } : value,
    ])
    return {
      status: 200,
      headers: CONTENT.verbose,
      body: { d: { __metadata: metadata, ...Object.fromEntries(collections) } },
    }
  }
  const annotation = verbose === 'minimal' ? { 'odata.type': metadata.type } : {}
  return { status: 200, headers: CONTENT[verbose], body: { ...annotation, ...body } }
}
