import {
  type AppError,
  appNotFound,
  secretExpired,
  secretInvalid,
  serviceUnavailable,
  tenantNotFound,
  throttled,
  unexpectedAnswer,
} from '@tenantry/core'

/** Throws for an answer that says “not now”, whatever was asked. */
export function notNow(response: Response): void {
  if (response.status === 429) {
    const wait = Number(response.headers.get('retry-after') ?? Number.NaN)
    throw Number.isFinite(wait) ? throttled({ seconds: wait }, { retryAfterSeconds: wait }) : throttled({})
  }
  if (response.status >= 500) throw serviceUnavailable({ service: 'Harbour', status: response.status })
}

/** The error for a sign-in that Harbour refused. Names the account and the client, never the secret. */
export function refusedSignIn(body: unknown, { account, clientId }: { account: string; clientId: string }): AppError {
  switch (body !== null && typeof body === 'object' && 'error' in body && body.error) {
    case 'wrong_secret':
      return secretInvalid({ clientId })
    case 'expired_secret':
      return secretExpired({ clientId })
    case 'unknown_account':
      return tenantNotFound({ tenant: account })
    case 'unknown_client':
      return appNotFound({ clientId, tenant: account })
    default:
      return unexpectedAnswer({ service: 'login.harbour.example', what: 'a refusal without a reason' })
  }
}
