import type { IncomingHttpHeaders } from 'node:http'
import { header } from '../http/exchange.js'

/** What a client would rather have, from its Prefer header. https://www.rfc-editor.org/rfc/rfc7240 */
export function preference(headers: IncomingHttpHeaders, name: string): string | undefined {
  for (const part of (header(headers, 'prefer') ?? '').split(/[,;]/)) {
    const [key = '', value = ''] = part.split('=', 2)
    if (key.trim().toLowerCase() === name) return value.trim().replace(/^"(.*)"$/, '$1')
  }
  return undefined
}
