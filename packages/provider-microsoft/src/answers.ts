import { type AppError, serviceUnavailable, throttled, unexpectedAnswer } from '@tenantry/core'
import { provenanceOf, retryAfterSeconds } from './provenance.js'

/** The JSON body of an answer, or the reason why there is none. */
export function parseJson(text: string, response: Response, service: string, url: string, at: Date): unknown {
  const context = { provenance: provenanceOf('GET', url, response, at) }
  try {
    return JSON.parse(text)
  } catch {
    const what = /^\s*</.test(text)
      ? 'a web page instead of data'
      : text === ''
        ? 'nothing at all'
        : 'data that breaks off or is damaged'
    throw unexpectedAnswer({ service, what }, context)
  }
}

/** The error for an answer that says “not now”, whatever was asked; undefined for any other answer. */
export function notNow(
  method: string,
  url: string,
  response: Response,
  at: Date,
  providerCode?: string,
): AppError | undefined {
  const context = { provenance: provenanceOf(method, url, response, at, providerCode) }
  const wait = retryAfterSeconds(response, at)
  const retry = wait === undefined ? {} : { retryAfterSeconds: wait }
  if (response.status === 429) return throttled(wait === undefined ? {} : { seconds: wait }, { ...context, ...retry })
  if (response.status >= 500) {
    return serviceUnavailable({ service: new URL(url).host, status: response.status }, { ...context, ...retry })
  }
  return undefined
}
