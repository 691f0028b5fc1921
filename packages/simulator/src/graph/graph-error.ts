import type { HttpReply } from '../http/exchange.js'

/** Refusals of Graph: status, code and text. https://learn.microsoft.com/graph/errors */
const kinds = {
  emptyToken: { status: 401, code: 'InvalidAuthenticationToken', text: 'Access token is empty.' },
  malformedToken: {
    status: 401,
    code: 'InvalidAuthenticationToken',
    text: 'IDX14100: JWT is not well formed, there are no dots (.). The token needs to be in JWS or JWE Compact Serialization Format.',
  },
  invalidSignature: {
    status: 401,
    code: 'InvalidAuthenticationToken',
    text: 'Access token validation failure. Invalid signature.',
  },
  invalidAudience: {
    status: 401,
    code: 'InvalidAuthenticationToken',
    text: 'Access token validation failure. Invalid audience.',
  },
  expiredToken: {
    status: 401,
    code: 'InvalidAuthenticationToken',
    text: 'Lifetime validation failed, the token is expired.',
  },
  identityNotFound: {
    status: 401,
    code: 'Authorization_IdentityNotFound',
    text: 'The identity of the calling application could not be established.',
  },
  denied: {
    status: 403,
    code: 'Authorization_RequestDenied',
    text: 'Insufficient privileges to complete the operation.',
  },
  nonPremiumTenant: {
    status: 403,
    code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    text: "Neither tenant is B2C or tenant doesn't have premium license",
  },
  notLicensed: { status: 403, code: 'Forbidden', text: 'Your tenant is not licensed for this feature.' },
  forbidden: { status: 403, code: 'Forbidden', text: '{value}' },
  meNeedsUser: {
    status: 400,
    code: 'BadRequest',
    text: '/me request is only valid with delegated authentication flow.',
  },
  badRequest: { status: 400, code: 'Request_BadRequest', text: '{value}' },
  invalidQuery: { status: 400, code: 'BadRequest', text: '{value}' },
  unsupportedQuery: { status: 400, code: 'Request_UnsupportedQuery', text: '{value}' },
  expiredPage: {
    status: 400,
    code: 'Directory_ExpiredPageToken',
    text: 'The specified page token value has expired and can no longer be included in your request.',
  },
  unknownSegment: { status: 400, code: 'BadRequest', text: "Resource not found for the segment '{value}'." },
  sameKey: { status: 409, code: 'Request_MultipleObjectsWithSameKeyValue', text: '{value}' },
  aadPremiumLicenseRequired: {
    status: 400,
    code: 'AadPremiumLicenseRequired',
    text: 'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
  },
  invalidFilter: { status: 400, code: 'InvalidFilter', text: '{value}' },
  notFound: {
    status: 404,
    code: 'Request_ResourceNotFound',
    text: "Resource '{value}' does not exist or one of its queried reference-property objects are not present.",
  },
  itemNotFound: { status: 404, code: 'itemNotFound', text: 'The resource could not be found.' },
  methodNotFound: { status: 404, code: 'resourceNotFound', text: 'Authentication method not found.' },
  imageNotFound: { status: 404, code: 'ImageNotFound', text: "The photo wasn't found." },
  mailboxNotEnabled: {
    status: 404,
    code: 'MailboxNotEnabledForRESTAPI',
    text: 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  },
  mailItemNotFound: {
    status: 404,
    code: 'ErrorItemNotFound',
    text: 'The specified object was not found in the store.',
  },
  methodNotAllowed: {
    status: 405,
    code: 'Request_BadRequest',
    text: 'Specified HTTP method is not allowed for the request target.',
  },
  notImplemented: { status: 501, code: 'NotImplemented', text: '{value}' },
  claimsChallenge: {
    status: 401,
    code: 'InvalidAuthenticationToken',
    text: 'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp',
  },
  syncStateNotFound: {
    status: 400,
    code: 'syncStateNotFound',
    text: 'The sync state generation is not found; generation={value}.',
  },
  resyncRequired: {
    status: 410,
    code: 'resyncRequired',
    text: 'The token can no longer be continued from. Start over with a full synchronization.',
  },
  preconditionFailed: {
    status: 412,
    code: 'PreconditionFailed',
    text: 'The object has changed since it was read: its ETag does not match If-Match.',
  },
  failedDependency: {
    status: 424,
    code: 'FailedDependency',
    text: 'A request this one depends on has failed.',
  },
  tooManyRequests: { status: 429, code: 'TooManyRequests', text: 'Please retry again later.' },
  applicationThrottled: {
    status: 429,
    code: 'ApplicationThrottled',
    text: 'Application is over its {value} limit.',
  },
  internal: { status: 500, code: 'InternalServerError', text: 'An internal server error occurred.' },
  badGateway: { status: 502, code: 'UnknownError', text: '' },
  unavailable: { status: 503, code: 'serviceNotAvailable', text: 'The service is temporarily unavailable.' },
  gatewayTimeout: { status: 504, code: 'UnknownError', text: '' },
} satisfies Record<string, { status: number; code: string; text: string }>

export type GraphErrorKind = keyof typeof kinds

/** A refusal of Graph, thrown where it is found. */
export class GraphError extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Record<string, string>

  constructor(
    readonly kind: GraphErrorKind,
    facts: { value?: string; headers?: Record<string, string> } = {},
  ) {
    const { status, code, text } = kinds[kind]
    super(text.replace('{value}', facts.value ?? ''))
    this.status = status
    this.code = code
    this.headers = facts.headers ?? {}
  }
}

export interface RequestIds {
  requestId: string
  clientRequestId: string
  now: Date
}

export function graphErrorReply(error: GraphError, ids: RequestIds): HttpReply {
  return {
    status: error.status,
    headers: error.headers,
    body: {
      error: {
        code: error.code,
        message: error.message,
        innerError: {
          date: ids.now.toISOString().slice(0, 19),
          'request-id': ids.requestId,
          'client-request-id': ids.clientRequestId,
        },
      },
    },
  }
}
