import {
  type AppError,
  authenticationRefused,
  consentMissing,
  type ErrorContext,
  licenceMissing,
  permissionMissing,
  permissionPropagating,
  unexpectedAnswer,
} from '@tenantry/core'
import { z } from 'zod'

/** The body of a refusal by Microsoft Graph. https://learn.microsoft.com/graph/errors */
export const graphRefusal = z.looseObject({
  error: z.looseObject({ code: z.string().default(''), message: z.string().default('') }),
})

/** What was being done when Graph refused. */
export interface RefusedCall {
  tenant: string
  service: string
  status: number
  /** Permissions any one of which allows the call. */
  permissions: readonly string[]
  /** The one of them that the token held, if any. */
  held: string | undefined
  feature: string
  licence: string | undefined
}

const NO_PREMIUM_LICENCE = 'authentication_requestfromnonpremiumtenantorb2ctenant'
const NO_PRINCIPAL = 'authorization_identitynotfound'

/** The error to report for an answer of Graph that is neither success nor “not now”. */
export function fromGraphRefusal(body: unknown, call: RefusedCall, context: ErrorContext): AppError {
  const { code, message } = graphRefusal.safeParse(body).data?.error ?? { code: '', message: '' }
  const lowered = code.toLowerCase()
  if (lowered === NO_PREMIUM_LICENCE || (call.status === 403 && /not licensed|licen[cs]e/i.test(message))) {
    return licenceMissing({ feature: call.feature, licence: call.licence ?? 'a licence that includes it' }, context)
  }
  if (lowered === NO_PRINCIPAL) return consentMissing({ tenant: call.tenant }, context)
  if (call.status === 401) return authenticationRefused({ providerCode: code || '401' }, context)
  if (call.status === 403) {
    return call.held === undefined
      ? permissionMissing({ permissions: call.permissions.slice(0, 1), tenant: call.tenant }, context)
      : permissionPropagating({ permission: call.held, tenant: call.tenant }, context)
  }
  return unexpectedAnswer({ service: call.service, what: `status ${call.status}${code && ` (${code})`}` }, context)
}
