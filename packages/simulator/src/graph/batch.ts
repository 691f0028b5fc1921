import type { HttpReply, HttpRequest } from '../http/exchange.js'
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
const NOT_PASSED_ON = ['request-id', 'client-request-id', 'odata-version', 'x-ms-resource-unit']

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
    // Answers come in any order: the id says which is which.
    body: { responses: responses.reverse() },
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
  const items = requests as BatchItem[]
  const ids = new Set<string>()
  for (const item of items) {
    if (typeof item.id !== 'string' || typeof item.method !== 'string' || typeof item.url !== 'string') {
      throw new GraphError('invalidQuery', { value: 'Every batch request needs id, method and url.' })
    }
    const id = item.id.toLowerCase()
    if (ids.has(id)) throw new GraphError('invalidQuery', { value: `Duplicate batch request id '${item.id}'.` })
    if (/^https?:/i.test(item.url)) {
      throw new GraphError('invalidQuery', { value: `Batch request '${item.id}' needs a relative url.` })
    }
    if ((item.dependsOn ?? []).some((other) => !ids.has(other.toLowerCase()))) {
      throw new GraphError('invalidQuery', {
        value: `Batch request '${item.id}' depends on a request that does not come before it.`,
      })
    }
    if (
      item.body !== undefined &&
      !Object.keys(item.headers ?? {}).some((name) => name.toLowerCase() === 'content-type')
    ) {
      throw new GraphError('invalidQuery', {
        value: `Batch request '${item.id}' has a body and needs a Content-Type header.`,
      })
    }
    ids.add(id)
  }
  return items
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
    body: item.body === undefined ? '' : JSON.stringify(item.body),
    linkTo: (host) => outer.linkTo(host),
  }
}

function failedDependency(): HttpReply {
  const error = new GraphError('failedDependency')
  return { status: error.status, body: { error: { code: error.code, message: error.message } } }
}

function toAnswer(id: string, reply: HttpReply): BatchAnswer {
  const headers = Object.entries(reply.headers ?? {})
    .filter(([name]) => !NOT_PASSED_ON.includes(name))
    .map(([name, value]) => [name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()), value])
  return {
    id,
    status: reply.status,
    headers: { 'Cache-Control': 'no-cache', 'Content-Type': 'application/json', ...Object.fromEntries(headers) },
    body: reply.body,
  }
}
