import type { Provenance } from '@tenantry/core'

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/** Response headers with the id of an exchange: of App Service in front of CIPP, and of Microsoft Entra. */
export const requestIdHeaders = ['x-ms-middleware-request-id', 'x-ms-request-id', 'x-azure-ref'] as const

/** Says which exchange an answer came from, without ids or query. */
export function provenanceOf(
  method: string,
  url: string,
  response: Response,
  at: Date,
  providerCode?: string,
): Provenance {
  const { host, pathname } = new URL(url)
  const requestId = requestIdHeaders.map((name) => response.headers.get(name)).find((value) => value !== null)
  return {
    operation: `${method} ${host}${pathname.replace(ID, '{id}')}`,
    at: at.toISOString(),
    status: response.status,
    ...(requestId && { requestId }),
    ...(providerCode && { providerCode }),
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
