import { randomUUID } from 'node:crypto'
import type { Answer, HttpRequest } from '../http/exchange.js'

/** Where Get-M365UnifiedTenantSettings asks. */
export const APP_CATALOG_HOST = 'substrate.office.com'

/** The settings of all apps of an organization are for people who are signed in: an application is refused. */
export function answerAppCatalog(request: HttpRequest): Answer {
  const message = 'Access is denied: this resource does not support tokens of applications.'
  return {
    reply: {
      status: 403,
      headers: { 'request-id': randomUUID() },
      body: { error: { code: 'Forbidden', message } },
    },
    target: { tenantId: undefined, service: 'teams', method: request.method, path: request.path, query: request.query },
  }
}
