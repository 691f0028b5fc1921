import { createWriteStream, openSync, type WriteStream } from 'node:fs'
import { header, type HttpReply, type HttpRequest } from './exchange.js'

const SECRET_FIELDS = new Set([
  'access_token',
  'client_assertion',
  'client_secret',
  'password',
  'refresh_token',
  'secrettext',
  'temporaryaccesspass',
])
const SECRET_HEADERS = new Set(['authorization', 'cookie'])

/** Cmdlets are left out: their addresses look like Graph's, `beta` and all, and no metadata describes what they carry. */
const EXCHANGE_ADMIN = /^\/adminapi\//i

/** Writes one JSON line per exchange with a Microsoft host, without anything secret. */
export class TrafficLog {
  readonly #stream: WriteStream | undefined

  constructor(file: string | undefined) {
    this.#stream = file === undefined ? undefined : createWriteStream(file, { fd: openSync(file, 'a') })
  }

  /** The reply is left out when it did not arrive whole. */
  record(request: HttpRequest, reply: HttpReply, time: Date, arrived: boolean): void {
    if (!this.#stream || this.#stream.writableEnded || EXCHANGE_ADMIN.test(request.path)) return
    const query = request.query === '' ? '' : `?${request.query}`
    const line = {
      time: time.toISOString(),
      method: request.method,
      url: `https://${request.host}${request.path}${query}`,
      status: reply.status,
      requestHeaders: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !SECRET_HEADERS.has(name))),
      requestBody: withoutSecrets(requestBody(request)),
      ...(arrived ? { responseBody: withoutSecrets(responseBody(reply)) } : {}),
    }
    this.#stream.write(`${JSON.stringify(line)}\n`)
  }

  async close(): Promise<void> {
    const stream = this.#stream
    if (stream) await new Promise<void>((resolve) => stream.end(resolve))
  }
}

function requestBody({ body, headers }: HttpRequest): unknown {
  if (body === '') return null
  const type = header(headers, 'content-type') ?? ''
  if (type.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(body))
  try {
    return JSON.parse(body) as unknown
  } catch {
    return body
  }
}

/** Pages are for people, who may be shown a new secret. */
function responseBody({ body, headers }: HttpReply): unknown {
  return headers?.['content-type']?.startsWith('text/html') ? '[page]' : (body ?? null)
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) =>
      SECRET_FIELDS.has(name.toLowerCase()) ? [name, '[redacted]'] : [name, withoutSecrets(field)],
    ),
  )
}
