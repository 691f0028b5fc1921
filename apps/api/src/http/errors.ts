import { defineError, type DeclaredError } from '@tenantry/core'

/** The request is not in the shape the operation documents. */
export const validationFailed = defineError({
  code: 'validation_failed',
  status: 422,
  title: 'Some fields are not right',
  why: (p: { count: number }) => (p.count === 1 ? 'One field is not right.' : `${p.count} fields are not right.`),
  fix: () => 'See `errors` for each field and what it must be.',
  example: { count: 1 },
})

/** The body cannot be read. */
export const bodyUnreadable = defineError({
  code: 'body_unreadable',
  status: 400,
  title: 'The request body cannot be read',
  why: (p: { reason: string }) => `The body cannot be read: ${p.reason}.`,
  fix: () => 'Send one JSON object in UTF-8, at most 1 MB and 32 levels deep.',
  example: { reason: 'it is not valid JSON' },
})

/** The address or the headers cannot be read. */
export const requestUnreadable = defineError({
  code: 'request_unreadable',
  status: 400,
  title: 'The request cannot be read',
  why: () => 'Its address or its headers are not well formed.',
  fix: () => 'Encode the address as a URL; see the reference for the form of each field.',
  example: {},
})

/** The body is larger than allowed. */
export const bodyTooLarge = defineError({
  code: 'body_too_large',
  status: 413,
  title: 'The request body is too large',
  why: () => 'The body is larger than 1 MB.',
  fix: () => 'Send less at once.',
  example: {},
})

/** The body is not JSON. */
export const jsonOnly = defineError({
  code: 'json_only',
  status: 415,
  title: 'Only JSON is accepted',
  why: (p: { contentType: string }) => `The content type is ${p.contentType}.`,
  fix: () => 'Send the header `Content-Type: application/json`.',
  example: { contentType: 'text/plain' },
})

/** Nothing shows who asks. */
export const notSignedIn = defineError({
  code: 'not_signed_in',
  status: 401,
  title: 'You are not signed in',
  why: () => 'The request carries no valid session and no valid API key.',
  fix: () => 'Sign in, or send `Authorization: Bearer <API key>`.',
  example: {},
})

/** The role lacks a permission. */
export const notPermitted = defineError({
  code: 'not_permitted',
  status: 403,
  title: 'Your role does not allow this',
  why: (p: { permission: string; role?: string; roles?: readonly string[] }) =>
    p.role ? `The role ${p.role} does not have ${p.permission}.` : `This key does not have ${p.permission}.`,
  fix: (p) =>
    p.roles?.length ? `Ask someone with the role ${p.roles.join(' or ')}.` : 'Ask an owner of the organization.',
  example: { permission: 'members:write', role: 'auditor', roles: ['owner', 'admin'] },
})

/** A request from a browser that another site may have sent. */
export const crossSiteRefused = defineError({
  code: 'cross_site_refused',
  status: 403,
  title: 'The request may come from another site',
  why: (p: { reason: string }) => `A request that changes something ${p.reason}.`,
  fix: () => 'Send the header `x-tenantry: 1` from our own pages, or use an API key instead of the session cookie.',
  example: { reason: 'lacks the header x-tenantry' },
})

/** Nothing is here for the one who asks; what is there for others is not told. */
export const notFound = defineError({
  code: 'not_found',
  status: 404,
  title: 'Not found',
  why: (p: { what: string }) => `There is no such ${p.what}, or it is not yours.`,
  fix: () => 'Check the address and the organization.',
  example: { what: 'connection' },
})

/** Too many requests from one key or address. */
export const tooManyRequests = defineError({
  code: 'too_many_requests',
  status: 429,
  title: 'Too many requests',
  why: (p: { seconds: number }) => `The limit is used up for the next ${p.seconds} s.`,
  fix: () => 'Wait as long as the header `Retry-After` says.',
  retryable: true,
  example: { seconds: 10 },
})

/** The same idempotency key for another request. */
export const idempotencyKeyReused = defineError({
  code: 'idempotency_key_reused',
  status: 409,
  title: 'This idempotency key was used for another request',
  why: () => 'A request with this key and a different address or body was already answered.',
  fix: () => 'Use a new key for each new piece of work.',
  example: {},
})

/** The first request with this key is still running. */
export const idempotencyKeyInUse = defineError({
  code: 'idempotency_key_in_use',
  status: 409,
  title: 'The same request is still running',
  why: () => 'A request with this idempotency key has not finished yet.',
  fix: () => 'Ask again in a moment: the same key then gives its answer.',
  retryable: true,
  example: {},
})

/** PostgreSQL does not answer. */
export const databaseUnavailable = defineError({
  code: 'database_unavailable',
  status: 503,
  title: 'The database is away',
  why: () => 'The database does not answer at the moment.',
  fix: () => 'Try again in a few seconds. If it lasts, an operator should look at the database.',
  retryable: true,
  example: {},
})

/** A fault of ours. Its text goes to the log alone. */
export const internal = defineError({
  code: 'internal',
  status: 500,
  title: 'Something went wrong on our side',
  why: () => 'An unexpected fault stopped this request.',
  fix: () => 'Try again. If it stays, give the request ID to the operator: the log has the details under it.',
  example: {},
})

/** The errors any operation may answer with, in the order of the catalogue. */
export const httpErrors: readonly DeclaredError[] = [
  validationFailed,
  bodyUnreadable,
  requestUnreadable,
  bodyTooLarge,
  jsonOnly,
  notSignedIn,
  notPermitted,
  crossSiteRefused,
  notFound,
  tooManyRequests,
  idempotencyKeyReused,
  idempotencyKeyInUse,
  databaseUnavailable,
  internal,
]
