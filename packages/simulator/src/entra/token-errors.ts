import type { HttpReply } from '../http/exchange.js'

interface Kind {
  status: number
  error: string
  text: string
}

/**
 * The errors a client-credentials request can meet. Braces are filled in.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const kinds = {
  50027: { status: 400, error: 'invalid_request', text: 'JWT token is invalid or malformed.' },
  50049: { status: 400, error: 'invalid_instance', text: 'Unknown or invalid instance.' },
  50059: {
    status: 400,
    error: 'invalid_request',
    text: 'No tenant-identifying information found in either the request or implied by any provided credentials.',
  },
  50196: {
    status: 400,
    error: 'invalid_grant',
    text: 'The server terminated an operation because it encountered a client request loop. Please contact your app vendor.',
  },
  53003: {
    status: 400,
    error: 'access_denied',
    text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  },
  65001: {
    status: 400,
    error: 'invalid_grant',
    text: "The user or administrator has not consented to use the application with ID '{appId}'. Send an interactive authorization request for this user and resource.",
  },
  70003: {
    status: 400,
    error: 'unsupported_grant_type',
    text: "The app requested an unsupported grant type '{value}'.",
  },
  70011: {
    status: 400,
    error: 'invalid_scope',
    text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {value} is not valid.",
  },
  90002: {
    status: 400,
    error: 'invalid_request',
    text: "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
  },
  90033: { status: 503, error: 'temporarily_unavailable', text: 'A transient error has occurred. Please try again.' },
  90055: {
    status: 429,
    error: 'temporarily_unavailable',
    text: 'The request was throttled because there are too many requests for the tenant. Please try again later.',
  },
  500011: {
    status: 400,
    error: 'invalid_resource',
    text: 'The resource principal named {value} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
  },
  700016: {
    status: 400,
    error: 'unauthorized_client',
    text: "Application with identifier '{appId}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
  },
  700023: {
    status: 401,
    error: 'invalid_client',
    text: 'Client assertion audience claim does not match Realm issuer. Review the documentation at https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials.',
  },
  700024: {
    status: 401,
    error: 'invalid_client',
    text: 'Client assertion is not within its valid time range. Current time: {now}, assertion valid from {from}, expiry time of assertion {to}.',
  },
  700027: {
    status: 401,
    error: 'invalid_client',
    text: 'The certificate with identifier used to sign the client assertion is not registered on application, is expired, or its signature does not match. [Reason - {value}]',
  },
  700211: {
    status: 401,
    error: 'invalid_client',
    text: "No matching federated identity record found for presented assertion issuer '{value}'. Please check your federated identity credential Subject, Audience and Issuer against the presented assertion.",
  },
  700212: {
    status: 401,
    error: 'invalid_client',
    text: "No matching federated identity record found for presented assertion audience '{value}'. Please check your federated identity credential Subject, Audience and Issuer against the presented assertion.",
  },
  700213: {
    status: 401,
    error: 'invalid_client',
    text: "No matching federated identity record found for presented assertion subject '{value}'. Please check your federated identity credential Subject, Audience and Issuer against the presented assertion.",
  },
  900023: {
    status: 400,
    error: 'invalid_request',
    text: "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.",
  },
  900144: {
    status: 400,
    error: 'invalid_request',
    text: "The request body must contain the following parameter: '{value}'.",
  },
  900561: {
    status: 400,
    error: 'invalid_request',
    text: 'The endpoint only accepts POST requests. Received a {value} request.',
  },
  1002012: {
    status: 400,
    error: 'invalid_scope',
    text: 'The provided value for scope {value} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  },
  7000112: { status: 400, error: 'unauthorized_client', text: "Application '{appId}'({value}) is disabled." },
  7000215: {
    status: 401,
    error: 'invalid_client',
    text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{appId}'.",
  },
  7000216: {
    status: 400,
    error: 'invalid_request',
    text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  },
  7000218: {
    status: 401,
    error: 'invalid_client',
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  7000222: {
    status: 401,
    error: 'invalid_client',
    text: "The provided client secret keys for app '{appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
  },
  7000229: {
    status: 401,
    error: 'invalid_client',
    text: 'The client application {appId} is missing service principal in the tenant {tenant}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119',
  },
} satisfies Record<number, Kind>

export type TokenErrorCode = keyof typeof kinds

export const tokenErrorCodes = Object.keys(kinds).map(Number) as TokenErrorCode[]

export type TokenErrorValues = Partial<Record<'appId' | 'tenant' | 'value' | 'now' | 'from' | 'to', string>>

/** A refusal of the sign-in service, thrown where it is found. */
export class TokenError extends Error {
  constructor(
    readonly code: TokenErrorCode,
    readonly values: TokenErrorValues = {},
    readonly replyHeaders: Record<string, string> = {},
  ) {
    super(`AADSTS${code}: ${fill(kinds[code].text, values)}`)
  }
}

function fill(text: string, values: TokenErrorValues): string {
  return text.replace(/\{(\w+)\}/g, (_, name: keyof TokenErrorValues) => values[name] ?? '')
}

/** The OAuth error body, with the identifiers that Microsoft's support asks for. */
export function tokenErrorReply(
  error: TokenError,
  facts: { now: Date; traceId: string; correlationId: string; login: string },
): HttpReply {
  const { status, error: oauthError } = kinds[error.code]
  const timestamp = facts.now.toISOString().slice(0, 19).replace('T', ' ') + 'Z'
  return {
    status,
    headers: error.replyHeaders,
    body: {
      error: oauthError,
      error_description: `${error.message} Trace ID: ${facts.traceId} Correlation ID: ${facts.correlationId} Timestamp: ${timestamp}`,
      error_codes: [error.code],
      timestamp,
      trace_id: facts.traceId,
      correlation_id: facts.correlationId,
      error_uri: `${facts.login}/error?code=${error.code}`,
    },
  }
}
