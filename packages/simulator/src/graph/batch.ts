import type { HttpReply, HttpRequest } from '../http/exchange.js'
import { pick } from '../world/ids.js'
import { GraphError } from './graph-error.js'

interface BatchItem {
  id: string
  method: string
  url: string
  headers?: Record<string, string>
  body?: unknown
  dependsOn?: string[]
}

interface BatchAnswer {
  id: string
  status: number
  headers?: Record<string, string>
  body?: unknown
}

const LIMIT = 20
const NOT_PASSED_ON = ['request-id', 'client-request-id']

/** `POST /$batch`: each request is judged by itself. https://learn.microsoft.com/graph/json-batching */
export function answerBatch(
  request: HttpRequest,
  version: string,
  answer: (inner: HttpRequest) => HttpReply,
): HttpReply {
  if (request.method !== 'POST') throw new GraphError('methodNotAllowed')
  const items = readItems(request.body)
  const statuses = new Map<string, number>()
  const responses = items.map((item): BatchAnswer => {
    const failed = (item.dependsOn ?? []).some((id) => (statuses.get(id.toLowerCase()) ?? 424) >= 400)
    const reply = failed ? failedDependency() : answer(inner(request, version, item))
    statuses.set(item.id.toLowerCase(), reply.status)
    return toAnswer(item.id, reply)
  })
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: { responses: shuffled(responses) },
  }
}

function readItems(body: string): BatchItem[] {
  let requests: unknown
  try {
    requests = (JSON.parse(body) as { requests?: unknown }).requests
  } catch {
    throw new GraphError('invalidQuery', { value: 'Invalid batch payload format.' })
  }
  if (!Array.isArray(requests) || requests.length === 0) {
    throw new GraphError('invalidQuery', { value: 'Invalid batch payload format.' })
  }
  if (requests.length > LIMIT) {
    throw new GraphError('invalidQuery', {
      value: `Number of batch request steps exceeds the maximum value of ${LIMIT}.`,
    })
  }
  const ids = new Set<string>()
  for (const item of requests as unknown[]) {
    if (!isItem(item)) {
      throw new GraphError('invalidQuery', { value: 'Every batch request needs id, method and url.' })
    }
    checkItem(item, ids)
    ids.add(item.id.toLowerCase())
  }
  return requests as BatchItem[]
}

function isItem(item: unknown): item is BatchItem {
  if (typeof item !== 'object' || item === null) return false
  const { id, method, url, dependsOn = [] } = item as Record<string, unknown>
  const named = [id, method, url].every((text) => typeof text === 'string' && text !== '')
  return named && Array.isArray(dependsOn) && dependsOn.every((other) => typeof other === 'string')
}

function checkItem(item: BatchItem, before: ReadonlySet<string>): void {
  const refuse = (value: string) => new GraphError('invalidQuery', { value })
  if (before.has(item.id.toLowerCase())) throw refuse(`Duplicate batch request id '${item.id}'.`)
  if (/^https?:/i.test(item.url) || /^\/?\$batch\b/i.test(item.url)) {
    throw refuse(`Batch request '${item.id}' needs a relative url of a single request.`)
  }
  if (item.dependsOn?.some((other) => !before.has(other.toLowerCase()))) {
    throw refuse(`Batch request '${item.id}' depends on a request that does not come before it.`)
  }
  const typed = Object.keys(item.headers ?? {}).some((name) => name.toLowerCase() === 'content-type')
  if (item.body !== undefined && !typed) {
    throw refuse(`Batch request '${item.id}' has a body and needs a Content-Type header.`)
  }
}

/** Answers come in any order: the id says which is which. */
function shuffled(answers: BatchAnswer[]): BatchAnswer[] {
  const place = ({ id, status }: BatchAnswer) => pick(2 ** 31, id, status, answers.length)
  return answers.toSorted((a, b) => place(a) - place(b))
}

function inner(outer: HttpRequest, version: string, item: BatchItem): HttpRequest {
  const url = item.url.startsWith('/') ? item.url : `/${item.url}`
  const [path = '/', ...query] = url.split('?')
  const headers = Object.fromEntries(
    Object.entries(item.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return {
    method: item.method.toUpperCase(),
    host: outer.host,
    path: `/${version}${path}`,
    query: query.join('?'),
    headers,
    body: readBody(item, headers),
    linkTo: (host) => outer.linkTo(host),
  }
}

/** JSON is part of the batch and plain text a string in it; any other body comes base64-encoded. */
function readBody({ body }: BatchItem, headers: Record<string, string>): string {
  if (body === undefined) return ''
  if (typeof body === 'string' && !isPlain(headers['content-type'])) return Buffer.from(body, 'base64').toString('utf8')
  if (typeof body === 'string' && headers['content-type']?.startsWith('text/')) return body
  return JSON.stringify(body)
}

function isPlain(contentType: string | undefined): boolean {
  return contentType === undefined || /^(application\/([\w.]+\+)?json|text\/plain)\b/i.test(contentType)
}

function failedDependency(): HttpReply {
  const error = new GraphError('failedDependency')
  return { status: error.status, body: { error: { code: error.code, message: error.message } } }
}

function toAnswer(id: string, reply: HttpReply): BatchAnswer {
  const headers: Record<string, string> = {
    'Cache-Control': 'no-cache',
    ...(reply.body === undefined ? {} : { 'Content-Type': 'application/json' }),
  }
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    if (!NOT_PASSED_ON.includes(name)) headers[headerName(name)] = value
  }
  return {
    id,
    status: reply.status,
    headers,
    ...(reply.body === undefined ? {} : { body: answerBody(reply.body, headers['Content-Type']) }),
  }
}

function headerName(name: string): string {
  return name.startsWith('x-ms-') ? name : name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
}

function answerBody(body: unknown, contentType: string | undefined): unknown {
  return typeof body === 'string' && !isPlain(contentType) ? Buffer.from(body).toString('base64') : body
}
