import type { AppError, ErrorContext, Provenance } from './errors.js'
import { serviceUnavailable, throttled, unexpectedAnswer } from './shared-errors.js'

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/**
 * Says which exchange an answer came from, without ids or query. A provider gives the headers that carry its id of an
 * exchange, in order of preference, and how paths of it read best.
 */
export function provenanceBy(requestIdHeaders: readonly string[], readable: (path: string) => string = (path) => path) {
  return (method: string, url: string, response: Response, at: Date, providerCode?: string): Provenance => {
    const { host, pathname } = new URL(url)
    const requestId = requestIdHeaders.map((name) => response.headers.get(name)).find((value) => value !== null)
    return {
      operation: `${method} ${host}${readable(pathname).replace(ID, '{id}')}`,
      at: at.toISOString(),
      status: response.status,
      ...(requestId && { requestId }),
      ...(providerCode && { providerCode }),
    }
  }
}

/** The seconds of a Retry-After header, which is a number of seconds or a date. */
export function retryAfterSeconds(response: Response, now: Date): number | undefined {
  const header = response.headers.get('retry-after')?.trim()
  if (!header) return undefined
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds))
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now.getTime()) / 1000))
}

/** The error for an answer that says “not now”, whatever was asked; undefined for any other answer. */
export function notNow(response: Response, service: string, at: Date, context: ErrorContext): AppError | undefined {
  const wait = retryAfterSeconds(response, at)
  const retry = { ...context, ...(wait !== undefined && { retryAfterSeconds: wait }) }
  if (response.status === 429) return throttled(wait === undefined ? {} : { seconds: wait }, retry)
  if (response.status >= 500) return serviceUnavailable({ service, status: response.status }, retry)
  return undefined
}

/** The JSON body of an answer, or the reason why there is none. */
export function parseJson(text: string, service: string, context: ErrorContext): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const what = isWebPage(text) ? 'a web page instead of data' : 'data that breaks off or is damaged'
    throw unexpectedAnswer({ service, what: text === '' ? 'nothing at all' : what }, context)
  }
}

/** Whether a body is meant for a person's eyes. */
export function isWebPage(text: string): boolean {
  return /^\s*</.test(text)
}
