import type { HttpReply, HttpRequest } from '../http/exchange.js'
import { ExchangeError } from './exchange-error.js'

interface BatchItem {
  id: string
  method: string
  url: string
  headers?: Record<string, string>
  body?: unknown
}

/** More than Graph takes; each is throttled and refused by itself. */
const LIMIT = 100

/** `POST …/$batch` with whole addresses inside. */
export function answerBatch(request: HttpRequest, single: (inner: HttpRequest) => HttpReply): HttpReply {
  if (request.method !== 'POST') throw new ExchangeError('methodNotAllowed', { value: request.method })
  const responses = readItems(request.body).map((item) => {
    const { status, headers = {}, body } = single(inner(request, item))
    return {
      id: item.id,
      status,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    }
  })
  return { status: 200, headers: { 'content-type': 'application/json' }, body: { responses } }
}

function readItems(body: string): BatchItem[] {
  let requests: unknown
  try {
    requests = (JSON.parse(body) as { requests?: unknown }).requests
  } catch {
    requests = undefined
  }
  if (!Array.isArray(requests) || requests.length === 0 || requests.length > LIMIT) {
    throw new ExchangeError('badInput', { value: `A batch needs from 1 to ${LIMIT} requests.` })
  }
  const items = requests as Partial<BatchItem>[]
  const ids = new Set<string>()
  return items.map(({ id, method, url, headers, body: content }) => {
    if (typeof id !== 'string' || typeof url !== 'string' || ids.has(id)) {
      throw new ExchangeError('badInput', { value: 'Every batch request needs an id of its own, method and url.' })
    }
    ids.add(id)
    return { id, method: method ?? 'POST', url, ...(headers ? { headers } : {}), body: content }
  })
}

/** The address may be whole, of the real host or of this one, or begin at the host. */
function inner(outer: HttpRequest, item: BatchItem): HttpRequest {
  const [whole = '', ...query] = item.url.split('?')
  const path = /\/adminapi\/.*$/i.exec(whole)?.[0] ?? `/${whole.replace(/^\//, '')}`
  const headers = Object.fromEntries(
    Object.entries(item.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return {
    method: item.method.toUpperCase(),
    host: outer.host,
    path,
    query: query.join('?'),
    headers: { ...(outer.headers['prefer'] === undefined ? {} : { prefer: outer.headers['prefer'] }), ...headers },
    body: typeof item.body === 'string' ? item.body : JSON.stringify(item.body ?? {}),
    linkTo: (host) => outer.linkTo(host),
  }
}
