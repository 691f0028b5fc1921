import type { IncomingHttpHeaders } from 'node:http'
import type { Target } from '../faults/effects.js'

/** One request as a Microsoft host would see it: the first path segment has become the host. */
export interface HttpRequest {
  method: string
  host: string
  path: string
  /** Undecoded, without the question mark. */
  query: string
  headers: IncomingHttpHeaders
  body: string
  /** Where absolute links to a Microsoft host point: at that host, or at the simulator for a plain client. */
  linkTo(host: string): string
  /** Calls back when the exchange is over; a request inside another is over at once. */
  whenDone?: (then: () => void) => void
}

export interface HttpReply {
  status: number
  headers?: Record<string, string>
  /** A string is sent as it is; anything else as JSON; undefined means no body. */
  body?: unknown
}

/** A reply, and whom it concerns: a fault may still spoil its delivery. */
export interface Answer {
  reply: HttpReply
  target: Target
}

/** The value of a header that may have been sent several times. */
export function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

export function html(status: number, body: string): HttpReply {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'self' 'unsafe-inline'; base-uri 'none'",
    },
    body,
  }
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
