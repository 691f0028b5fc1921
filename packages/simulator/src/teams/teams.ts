import { randomUUID } from 'node:crypto'
import type { CloudName } from '../clouds.js'
import { type Bearer, type BearerProblem, readBearer } from '../entra/bearer.js'
import { hasTeams } from '../exchange/licences.js'
import { findRefusal } from '../faults/refuse.js'
import { type Answer, header, type HttpReply, type HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import type { Tenant } from '../world/model.js'
import { TEAMS_APP_ID } from '../world/resources.js'
import { rolesOf, roleTemplateId } from '../world/roles.js'
import { findType, shapeOf } from './configurations.js'
import { csTenant } from './tenant.js'

/** A refusal of the Teams administration, thrown where it is found. */
class TeamsError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message)
  }
}

/** Directory roles that may look, and those that may change. https://learn.microsoft.com/microsoftteams/teams-powershell-application-authentication */
const WRITING = ['Global Administrator', 'Teams Administrator', 'Teams Communications Administrator'].map(
  roleTemplateId,
)
const READING = [
  ...WRITING,
  ...['Global Reader', 'Teams Communications Support Engineer', 'Teams Telephony Administrator'].map(roleTemplateId),
]

/** Answers for the Teams administration, as its PowerShell module asks. */
export async function answerTeams(simulation: Simulation, request: HttpRequest, cloud: CloudName): Promise<Answer> {
  const correlation = header(request.headers, 'x-ms-correlation-id') ?? randomUUID()
  const target: Answer['target'] = {
    tenantId: undefined,
    service: 'teams',
    method: request.method,
    path: request.path,
    query: request.query,
    struck: [],
  }
  let reply: HttpReply
  try {
    const bearer = await readBearer(simulation, request, cloud, TEAMS_APP_ID)
    if (typeof bearer === 'string') throw unauthorized(bearer)
    target.tenantId = bearer.tenantId
    const refused = findRefusal(simulation, target)
    if (refused) throw new TeamsError(refused.status, 'ServiceUnavailable', 'The service is busy.', refused.headers)
    reply = route(simulation, request, bearer)
  } catch (error) {
    if (!(error instanceof TeamsError)) throw error
    const { status, code, message, headers } = error
    reply = { status, headers, body: { code, message, action: null, diagnosticId: correlation } }
  }
  return {
    reply: { ...reply, headers: { 'request-id': correlation, 'x-ms-correlation-id': correlation, ...reply.headers } },
    target,
  }
}

function unauthorized(problem: BearerProblem): TeamsError {
  const message = problem === 'expired' ? 'The token has expired.' : 'Authorization has been denied for this request.'
  return new TeamsError(401, 'Unauthorized', message, { 'www-authenticate': 'Bearer' })
}

function route(simulation: Simulation, request: HttpRequest, bearer: Bearer): HttpReply {
  const tenant = simulation.world.findTenant(bearer.tenantId)
  const now = simulation.clock.now()
  if (!tenant || tenant.deleted) throw unauthorized('invalid')
  const held = rolesOf(tenant, bearer.principalId, now.getTime()).filter((role) => bearer.wids.includes(role))
  const writes = request.method !== 'GET'
  if (!held.some((role) => (writes ? WRITING : READING).includes(role))) {
    throw new TeamsError(403, 'Forbidden', 'Access Denied. The application holds no role that allows this.')
  }
  if (!hasTeams(tenant)) throw new TeamsError(404, 'NotFound', 'The tenant has no Teams.')
  const segments = request.path.split('/').slice(1).map(decodeURIComponent)
  const [area = '', resource = '', name = '', , identity] = segments
  if (area.toLowerCase() === 'teams.tenant' && resource.toLowerCase() === 'tenants' && !writes) {
    return { status: 200, body: csTenant(tenant) }
  }
  const type =
    area.toLowerCase() === 'skype.policy' && resource.toLowerCase() === 'configurations' ? findType(name) : undefined
  if (!type) throw new TeamsError(404, 'NotFound', `No configuration of the name '${name}' was found.`)
  return writes ? change(tenant, request, type, identity, now) : read(tenant, type, identity)
}

function read(tenant: Tenant, type: string, identity: string | undefined): HttpReply {
  const view = tenant.set(`teams/${type}`).view()
  const shown = ({ id: _id, ...object }: Record<string, unknown>) => object
  if (identity === undefined) return { status: 200, body: [...view].map(shown) }
  return { status: 200, body: shown(requireConfiguration(tenant, type, identity)) }
}

/** A policy may be named with or without the `Tag:` before its name. */
function requireConfiguration(tenant: Tenant, type: string, identity: string) {
  const view = tenant.set(`teams/${type}`).view()
  const found = view.find('Identity', identity) ?? view.find('Identity', `Tag:${identity}`)
  if (!found)
    throw new TeamsError(404, 'NotFound', `Cannot find an instance of '${type}' with the identity '${identity}'.`)
  return found
}

/** `PUT` changes the properties given and leaves the others. */
function change(
  tenant: Tenant,
  request: HttpRequest,
  type: string,
  identity: string | undefined,
  now: Date,
): HttpReply {
  if (request.method !== 'PUT') throw new TeamsError(405, 'MethodNotAllowed', 'The method is not supported.')
  let body: Record<string, unknown>
  try {
    body = JSON.parse(request.body) as Record<string, unknown>
  } catch {
    throw new TeamsError(400, 'BadRequest', 'The request body is not valid JSON.')
  }
  const object = requireConfiguration(tenant, type, identity ?? 'Global')
  const { Identity: _identity, Key: _key, ConfigMetadata: _metadata, DataSource: _source, ...changes } = body
  const unknown = Object.keys(changes).find((name) => !(name in shapeOf(type)))
  if (unknown !== undefined) throw new TeamsError(400, 'BadRequest', `The property '${unknown}' is not known.`)
  tenant.set(`teams/${type}`).update(object.id, changes, now.getTime())
  return { status: 200, body: {} }
}
