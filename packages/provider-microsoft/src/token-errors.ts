import {
  AppError,
  appDisabled,
  appNotFound,
  authenticationRefused,
  blockedByPolicy,
  certificateInvalid,
  consentMissing,
  type ErrorContext,
  secretExpired,
  secretInvalid,
  serviceUnavailable,
  tenantNotFound,
} from '@tenantry/core'
import { z } from 'zod'
import type { Credential } from './credentials.js'
import { federatedTokenInvalid, federationNotTrusted, signInLoop } from './errors.js'

/** The body of a refusal by the token endpoint. */
export const tokenRefusal = z.looseObject({
  error: z.string(),
  error_codes: z.array(z.number()).optional(),
  correlation_id: z.string().optional(),
  trace_id: z.string().optional(),
})

export type TokenRefusal = z.output<typeof tokenRefusal>

/** What the sentences about a refusal need to name. */
export interface RefusedSignIn {
  clientId: string
  tenant: string
  login: string
  multiTenant: boolean
  credential: Credential['kind']
}

const assertionInvalid = (signIn: RefusedSignIn, context: ErrorContext) =>
  signIn.credential === 'federatedCredential'
    ? federatedTokenInvalid(signIn, context)
    : certificateInvalid(signIn, context)

const SECRET = 'credential.values.clientSecret'

/**
 * Codes of the identity service and what they mean for an app that signs in by itself.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const meanings: Record<number, (signIn: RefusedSignIn, context: ErrorContext) => AppError> = {
  7000215: (signIn, context) => secretInvalid(signIn, context).about(SECRET),
  7000222: (signIn, context) => secretExpired(signIn, context).about(SECRET),
  700016: (signIn, context) => {
    const error = appNotFound(signIn, context)
    // Where an app works in many tenants, its ID is right and the consent of one of them is missing.
    return signIn.multiTenant ? error : error.about('config.clientId')
  },
  7000229: (signIn, context) => consentMissing(signIn, context),
  65001: (signIn, context) => consentMissing(signIn, context),
  7000112: (signIn, context) => appDisabled(signIn, context),
  90002: (signIn, context) => tenantNotFound(signIn, context).about('config.tenantId'),
  900023: (signIn, context) => tenantNotFound(signIn, context).about('config.tenantId'),
  700027: assertionInvalid,
  700024: assertionInvalid,
  50027: assertionInvalid,
  700021: (signIn, context) => federationNotTrusted(signIn, context),
  70021: (signIn, context) => federationNotTrusted(signIn, context),
  700211: (signIn, context) => federationNotTrusted(signIn, context),
  700212: (signIn, context) => federationNotTrusted(signIn, context),
  700213: (signIn, context) => federationNotTrusted(signIn, context),
  53003: (signIn, context) => blockedByPolicy(signIn, context),
  530032: (signIn, context) => blockedByPolicy(signIn, context),
  530035: (signIn, context) => blockedByPolicy(signIn, context),
  50076: (signIn, context) => blockedByPolicy(signIn, context),
  50196: (signIn, context) => signInLoop(signIn, context),
  90033: (signIn, context) => serviceUnavailable({ service: signIn.login }, context),
  90006: (signIn, context) => serviceUnavailable({ service: signIn.login }, context),
  90024: (signIn, context) => serviceUnavailable({ service: signIn.login }, context),
  90012: (signIn, context) => serviceUnavailable({ service: signIn.login }, context),
  90090: (signIn, context) => serviceUnavailable({ service: signIn.login }, context),
}

/** The error to report for a refusal by the token endpoint. */
export function fromTokenRefusal(code: number | undefined, signIn: RefusedSignIn, context: ErrorContext): AppError {
  const meaning = code === undefined ? undefined : meanings[code]
  if (meaning) return meaning(signIn, context)
  return authenticationRefused({ providerCode: code === undefined ? 'none' : `AADSTS${code}` }, context)
}

/** Whether a tenant was never subscribed to the service that a token was asked for. */
export function isUnknownThere(error: unknown): boolean {
  return error instanceof AppError && error.provenance?.providerCode === 'AADSTS500011'
}
