import { type AppError, notNow as notNowAt, parseJson as parseJsonOf } from '@tenantry/core'
import { provenanceOf } from './provenance.js'

/** The JSON body of an answer, or the reason why there is none. */
export function parseJson(text: string, response: Response, service: string, url: string, at: Date): unknown {
  return parseJsonOf(text, service, { provenance: provenanceOf('GET', url, response, at) })
}

/** The error for an answer that says “not now”, whatever was asked; undefined for any other answer. */
export function notNow(
  method: string,
  url: string,
  response: Response,
  at: Date,
  providerCode?: string,
): AppError | undefined {
  const provenance = provenanceOf(method, url, response, at, providerCode)
  return notNowAt(response, new URL(url).host, at, { provenance })
}
