import { type AppError, type ErrorContext, serviceUnavailable, throttled, unexpectedAnswer } from '@tenantry/core'
import { retryAfterSeconds } from './provenance.js'

/** The JSON body of an answer, or the reason why there is none. */
export function parseJson(text: string, service: string, context: ErrorContext): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const what = isWebPage(text) ? 'a web page instead of data' : 'data that breaks off or is damaged'
    throw unexpectedAnswer({ service, what: text === '' ? 'nothing at all' : what }, context)
  }
}

export function isWebPage(text: string): boolean {
  return /^\s*</.test(text)
}

/** The error for an answer that says “not now”, whatever was asked; undefined for any other answer. */
export function notNow(response: Response, service: string, at: Date, context: ErrorContext): AppError | undefined {
  const wait = retryAfterSeconds(response, at)
  const retry = { ...context, ...(wait !== undefined && { retryAfterSeconds: wait }) }
  if (response.status === 429) return throttled(wait === undefined ? {} : { seconds: wait }, retry)
  if (response.status >= 500) return serviceUnavailable({ service, status: response.status }, retry)
  return undefined
}

/** Objects of an answer that is a list, one object, or nothing, as PowerShell writes lists of any length. */
export function rowsOf(answer: unknown): Record<string, unknown>[] {
  return [answer ?? []]
    .flat()
    .flatMap((row) => (typeof row === 'object' && row !== null ? [row as Record<string, unknown>] : []))
}

/** What CIPP says it did: it says so in one text, in several, or inside of objects, and with status 200 whatever it was. */
export function textsOf(answer: unknown): string[] {
  if (typeof answer === 'string') return answer === '' ? [] : [answer]
  if (Array.isArray(answer)) return answer.flatMap(textsOf)
  if (typeof answer !== 'object' || answer === null) return []
  const { Results, resultText } = answer as { Results?: unknown; resultText?: unknown }
  return textsOf(Results ?? resultText)
}
