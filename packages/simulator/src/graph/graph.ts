import { randomUUID } from 'node:crypto'
import type { CloudName } from '../clouds.js'
import { distort } from '../faults/distort.js'
import type { Target } from '../faults/effects.js'
import { refuseByFault, refuseInBatch } from '../faults/refuse.js'
import { type Answer, header, type HttpReply, type HttpRequest } from '../http/exchange.js'
import { Query } from '../odata/query.js'
import type { Simulation } from '../simulation.js'
import { refuseByLimit } from '../throttling/refuse.js'
import { authenticate, type Caller, identify } from './authenticate.js'
import { authorize } from './authorize.js'
import { answerBatch } from './batch.js'
import { GraphError, graphErrorReply, type RequestIds } from './graph-error.js'
import { GraphReply } from './reply.js'
import { findRoute } from './routes.js'

const JSON_TYPE = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'

/** Answers for a Graph host. */
export async function answerGraph(simulation: Simulation, request: HttpRequest, cloud: CloudName): Promise<Answer> {
  const requestId = randomUUID()
  const ids: RequestIds = {
    requestId,
    clientRequestId: header(request.headers, 'client-request-id') ?? requestId,
    now: simulation.clock.now(),
  }
  const headers = { 'request-id': ids.requestId, 'client-request-id': ids.clientRequestId, 'odata-version': '4.0' }
  const target = targetOf(request, undefined)
  let reply: HttpReply
  try {
    const caller = await authenticate(simulation, request, cloud)
    target.tenantId = caller.tenantId
    const asked = readPath(request)
    refuseByFault(simulation, target)
    reply =
      asked.path.toLowerCase() === '/$batch'
        ? answerBatch(request, asked.version, (inner) => answerOne(simulation, caller, inner, ids, target))
        : read(simulation, caller, request, asked, target)
  } catch (error) {
    reply = refusal(error, ids)
  }
  return {
    reply: { ...reply, headers: { ...headers, ...reply.headers } },
    target,
  }
}

/** A single request of a batch: the faults of its own path strike it alone. */
function answerOne(
  simulation: Simulation,
  caller: Caller,
  request: HttpRequest,
  ids: RequestIds,
  outer: Target,
): HttpReply {
  const target = targetOf(request, caller.tenantId, outer.struck)
  try {
    refuseByFault(simulation, target)
    refuseInBatch(simulation, target)
    const reply = read(simulation, caller, request, readPath(request), target)
    const address = () => `${request.linkTo(request.host)}${request.path}${request.query && `?${request.query}`}`
    return distort(simulation, target, reply, address) ?? reply
  } catch (error) {
    return refusal(error, ids)
  }
}

function targetOf({ path, method, query }: HttpRequest, tenantId: string | undefined, struck: string[] = []): Target {
  return { tenantId, service: 'graph', path, method, query, struck }
}

function refusal(error: unknown, ids: RequestIds): HttpReply {
  if (!(error instanceof GraphError)) throw error
  return graphErrorReply(error, ids)
}

interface Asked {
  version: string
  path: string
}

function readPath(request: HttpRequest): Asked {
  const found = /^\/(v1\.0|beta)(\/.*)?$/i.exec(request.path)
  if (!found) throw new GraphError('invalidQuery', { value: 'Invalid version.' })
  return { version: (found[1] as string).toLowerCase(), path: found[2] ?? '/' }
}

/** Identity, then the path, then permission, and only then what is there. */
function read(
  simulation: Simulation,
  caller: Caller,
  request: HttpRequest,
  { version, path }: Asked,
  target: Target,
): HttpReply {
  const now = simulation.clock.now()
  const { tenant, servicePrincipal } = identify(simulation, caller)
  const { room, keys, allowed } = findRoute(request.method, version, path)
  const query = new Query(request.query)
  const limitHeaders = refuseByLimit(
    simulation,
    {
      tenant,
      appId: caller.appId,
      method: request.method,
      path: room.path,
      query,
      mailbox: keys[0] ?? '',
      bytes: request.body.length,
      whenDone: request.whenDone,
    },
    target,
  )
  authorize(allowed, caller, servicePrincipal, now)
  const host = request.linkTo(request.host)
  const eventual = header(request.headers, 'consistencylevel')?.toLowerCase() === 'eventual'
  const { readSeconds, listSeconds, indexSeconds } = tenant.replication
  const readAt = now.getTime() - readSeconds * 1000
  const listedAt = now.getTime() - (eventual ? indexSeconds : listSeconds) * 1000
  const answer = room.answer({
    simulation,
    tenant,
    caller,
    servicePrincipal,
    method: request.method,
    version,
    query,
    headers: request.headers,
    keys,
    now,
    eventual,
    root: `${host}/${version}`,
    url: `${host}${request.path}`,
    target,
    emptyPage: simulation.faults.take('emptyPage', target) !== undefined,
    body: () => readBody(request.body),
    read: (set) => tenant.set(set).view(readAt),
    readAt,
    list: (set) => tenant.set(set).view(listedAt),
    listedAt,
  })
  return toReply(answer, limitHeaders)
}

function toReply(answer: unknown, headers: Record<string, string>): HttpReply {
  if (answer instanceof GraphReply) {
    const type: Record<string, string> = answer.body === undefined ? {} : { 'content-type': JSON_TYPE }
    return { status: answer.status, headers: { ...type, ...headers, ...answer.headers }, body: answer.body }
  }
  if (typeof answer === 'number') {
    return { status: 200, headers: { 'content-type': 'text/plain', ...headers }, body: String(answer) }
  }
  return { status: 200, headers: { 'content-type': JSON_TYPE, ...headers }, body: answer }
}

function readBody(text: string): Record<string, unknown> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = undefined
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new GraphError('invalidQuery', {
      value:
        'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    })
  }
  return body as Record<string, unknown>
}
