import {
  type AppError,
  authenticationRefused,
  consentMissing,
  type ErrorContext,
  licenceMissing,
  permissionMissing,
  permissionPropagating,
  serviceAbsent,
  unexpectedAnswer,
} from '@tenantry/core'
import { z } from 'zod'
import { pageExpired } from './errors.js'

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
  /** The service that a tenant does not have where there is nothing. */
  absent?: string | undefined
}

/** Codes of workloads that were not bought: reports and sign-ins, and Privileged Identity Management. */
const NOT_LICENSED = ['authentication_requestfromnonpremiumtenantorb2ctenant', 'aadpremiumlicenserequired']
/** What workloads say without a code of their own: most of them, Intune, and advanced hunting of a table it lacks. */
const SAYS_NOT_LICENSED = /licen[cs]e|not applicable to target tenant|failed to resolve table/i
const NO_PRINCIPAL = 'authorization_identitynotfound'
const EXPIRED_PAGE = 'directory_expiredpagetoken'

/** The error to report for an answer of Graph that is neither success nor “not now”. */
export function fromGraphRefusal(body: unknown, call: RefusedCall, context: ErrorContext): AppError {
  const { code, message } = graphRefusal.safeParse(body).data?.error ?? { code: '', message: '' }
  const lowered = code.toLowerCase()
  const notLicensed =
    NOT_LICENSED.includes(lowered) || ([400, 403].includes(call.status) && SAYS_NOT_LICENSED.test(message))
  if (call.absent !== undefined && (notLicensed || call.status === 404)) {
    return serviceAbsent({ service: call.absent, tenant: call.tenant }, context)
  }
  if (notLicensed) {
    return licenceMissing({ feature: call.feature, licence: call.licence ?? 'a licence that includes it' }, context)
  }
  if (lowered === EXPIRED_PAGE) return pageExpired({}, context)
  if (lowered === NO_PRINCIPAL) return consentMissing({ tenant: call.tenant }, context)
  if (call.status === 401) return authenticationRefused({ providerCode: code || '401' }, context)
  if (call.status === 403) {
    return call.held === undefined
      ? permissionMissing({ permissions: call.permissions.slice(0, 1), tenant: call.tenant }, context)
      : permissionPropagating({ permission: call.held, tenant: call.tenant }, context)
  }
  return unexpectedAnswer({ service: call.service, what: `status ${call.status}${code && ` (${code})`}` }, context)
}
