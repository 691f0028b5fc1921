import { plainPath, reasonInside, reasonToRefuse } from './call-rules.js'
import { AppError } from './errors.js'
import type { CallOptions, DnsType, Host } from './host.js'
import type { ConnectionSetup, ProviderPlugin } from './plugin.js'
import { callForbidden, cancelled, notReachable, timedOut, unexpectedAnswer } from './shared-errors.js'
import { WholeAnswer } from './whole-answer.js'

/** One exchange, as the integration log keeps it. Holds no query, no body and no id but the provider's request id. */
export interface CallRecord {
  at: string
  /** `METHOD host/path` with ids blanked. */
  operation: string
  purpose: string
  durationMs: number
  /** HTTP status; absent when there was no answer. */
  status?: number
  requestId?: string
  /** Permissions that allow the call, as the plugin said. */
  permissions: readonly string[]
  /** The error, when there was no answer. */
  problem?: { code: string; why: string; fix: string }
}

/** Sends one request, as `fetch` does; of the answer only these parts are looked at. */
export type Send = (
  url: string,
  init: RequestInit,
) => Promise<Pick<Response, 'status' | 'statusText' | 'headers'> & { body: AsyncIterable<Uint8Array> | null }>

/** What a host is made of. */
export interface HostOptions {
  plugin: Pick<ProviderPlugin, 'hosts' | 'forbiddenCalls' | 'bundles' | 'requestIdHeaders'>
  setup: Pick<ConnectionSetup, 'kind' | 'config'>
  /** Base address of the simulated cloud; every call goes there when set. */
  simulator?: string
  /** How requests are sent; the platform's guarded fetch, or plain `fetch`. */
  send?: Send
  /** Seconds until a call without a complete answer is given up. */
  deadlineSeconds?: number
  /** Largest answer read, in bytes. */
  maxBytes?: number
  signal: AbortSignal
  clock: { now(): Date }
  log: Host['log']
  onCall: (record: CallRecord) => void
  workloadToken: Host['workloadToken']
  /** How the domain name system is asked; see `Host`. Absent: it may not be asked. */
  resolve?: (name: string, type: DnsType, signal: AbortSignal) => Promise<readonly string[]>
}

const DEADLINE_SECONDS = 30
const MAX_BYTES = 64 * 1024 * 1024
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const MAIL = /[^/'()]+@[^/'()]+/g

/** Makes the door through which a plugin reaches the world. */
export function createHost(options: HostOptions): Host {
  const allowed = options.plugin.hosts(options.setup).map((host) => host.toLowerCase())
  const underWay = new Set<AbortController>()
  options.signal.addEventListener('abort', () => {
    for (const call of underWay) call.abort(options.signal.reason)
  })
  return {
    clock: options.clock,
    signal: options.signal,
    log: options.log,
    workloadToken: options.workloadToken,
    fetch: (url, call = {}) => exchange(url, call, allowed, underWay, options),
    resolve: (name, type) => asked(name, type, options),
  }
}

async function asked(name: string, type: DnsType, options: HostOptions): Promise<readonly string[]> {
  const operation = `DNS ${type} ${name}`
  const started = options.clock.now()
  const record = (facts: Pick<CallRecord, 'problem'>) =>
    options.onCall({
      at: started.toISOString(),
      operation,
      purpose: 'Read the domain name system',
      durationMs: Math.max(0, options.clock.now().getTime() - started.getTime()),
      permissions: [],
      ...facts,
    })
  try {
    if (!options.resolve) throw callForbidden({ operation, reason: 'names may not be asked for here' })
    const records = await options.resolve(name, type, options.signal)
    record({})
    return records
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    record({ problem: { code: error.code, why: error.why, fix: error.fix } })
    throw error
  }
}

async function exchange(
  to: string,
  call: CallOptions,
  allowed: readonly string[],
  underWay: Set<AbortController>,
  options: HostOptions,
): Promise<Response> {
  const { permissions = [], purpose = 'Call', patience = 1, signal, ...init } = call
  const method = (init.method ?? 'GET').toUpperCase()
  const url = parsed(to)
  if (!url) throw callForbidden({ operation: `${method} call`, reason: 'it names no address' })
  const path = plainPath(url)
  const operation = `${method} ${url.host}${(path ?? '/…').replace(ID, '{id}').replace(MAIL, '{user}')}`

  const started = options.clock.now()
  const record = (facts: Pick<CallRecord, 'status' | 'requestId' | 'problem'>) =>
    options.onCall({
      at: started.toISOString(),
      operation,
      purpose,
      durationMs: Math.max(0, options.clock.now().getTime() - started.getTime()),
      permissions,
      ...facts,
    })
  const reason = reasonToRefuse(url, method, path, allowed, options) ?? reasonInside(url, path, init.body, options)
  if (reason) {
    const problem = callForbidden({ operation, reason })
    record({ problem: { code: problem.code, why: problem.why, fix: problem.fix } })
    throw problem
  }
  const seconds = patience * (options.deadlineSeconds ?? DEADLINE_SECONDS)
  const stop = new AbortController()
  const cancel = () => stop.abort(signal?.reason)
  let isLate = false
  const deadline = setTimeout(() => {
    isLate = !stop.signal.aborted
    stop.abort()
  }, seconds * 1000).unref()
  if (options.signal.aborted || signal?.aborted) stop.abort()
  signal?.addEventListener('abort', cancel)
  underWay.add(stop)
  try {
    const answer = await (options.send ?? fetch)(address(url, options.simulator), {
      ...init,
      method,
      headers: headersFor(url, init.headers, options.simulator),
      redirect: 'manual',
      signal: stop.signal,
    })
    const body = await readAll(answer.body, options.maxBytes ?? MAX_BYTES, url.host)
    const requestId = options.plugin.requestIdHeaders.map((name) => answer.headers.get(name)).find((id) => id !== null)
    record({ status: answer.status, ...(requestId && { requestId }) })
    return new WholeAnswer(body, answer.status, answer.statusText, answer.headers)
  } catch (error) {
    const problem = failure(error, url.host, seconds, isLate, stop.signal)
    record({ problem: { code: problem.code, why: problem.why, fix: problem.fix } })
    throw problem
  } finally {
    clearTimeout(deadline)
    signal?.removeEventListener('abort', cancel)
    underWay.delete(stop)
  }
}

function parsed(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}

function address(url: URL, simulator: string | undefined): string {
  return simulator === undefined ? url.href : `${simulator}/${url.host}${url.pathname}${url.search}`
}

/** Under names in lower case, so that those of the platform replace what a plugin calls the same. */
function headersFor(url: URL, given: CallOptions['headers'], simulator: string | undefined): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of entriesOf(given ?? {})) headers[name.toLowerCase()] = value
  if (simulator !== undefined) {
    headers['x-forwarded-host'] = url.host
    headers['x-forwarded-proto'] = 'https'
  }
  return headers
}

function entriesOf(headers: NonNullable<CallOptions['headers']>): Iterable<[string, string]> {
  if (headers instanceof Headers || Array.isArray(headers)) return new Headers(headers)
  return Object.entries(headers as Record<string, string>)
}

async function readAll(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
  service: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw unexpectedAnswer({ service, what: `more than ${maxBytes} bytes` })
    chunks.push(chunk)
  }
  const [only] = chunks
  if (chunks.length === 1 && only?.buffer instanceof ArrayBuffer) return only as Uint8Array<ArrayBuffer>
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers at that address',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'its name is unknown',
  EAI_AGAIN: 'its name cannot be looked up now',
  ETIMEDOUT: 'the address does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'the address does not answer',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to it',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
}

function failure(error: unknown, service: string, seconds: number, isLate: boolean, stop: AbortSignal): AppError {
  if (error instanceof AppError) return error
  if (isLate) return timedOut({ service, seconds }, { cause: error })
  if (stop.aborted) return cancelled({}, { cause: error })
  const code = errorCode(error)
  const reason = (code && REASONS[code]) ?? 'the connection broke off'
  return notReachable({ service, reason }, { cause: error })
}

function errorCode(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string') return current.code
  }
  return undefined
}
