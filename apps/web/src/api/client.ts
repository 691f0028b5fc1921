import { call } from './problem.js'

type Params = { path?: Record<string, string>; query?: Record<string, unknown> }

async function send(method: string, path: string, init: { params?: Params; body?: unknown } = {}) {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(init.params?.path?.[name] ?? ''))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(init.params?.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const response = await fetch(filled + (query.size > 0 ? `?${query}` : ''), {
    method,
    headers: { 'x-tenantry': '1', ...(init.body !== undefined && { 'content-type': 'application/json' }) },
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  })
  const text = await response.text()
  const body = text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as unknown) : text
  return { response, ...(response.ok ? { data: body as never } : { error: body }) }
}

const method = (name: string) => (path: string, init?: { params?: Params; body?: unknown }) => send(name, path, init)

export const api = {
  GET: method('GET'),
  POST: method('POST'),
  PUT: method('PUT'),
  PATCH: method('PATCH'),
  DELETE: method('DELETE'),
}
export { call }
