import type { Field, Fields } from '../control/field.js'
import { tokenErrorCodes } from '../entra/token-errors.js'
import type { FaultEffect, FaultKind, SchemaSurprise, Service } from './effects.js'

export interface Kind {
  title: string
  effect: string
  group: 'Refusals' | 'Broken exchanges' | 'Broken lists' | 'Broken contents' | 'Sign-in' | 'DNS'
  /** The first is the usual one. */
  services: readonly Service[]
  /** What may be said about it besides where it strikes. */
  fields?: Fields
  /** How many it strikes of those it meets, unless told: all of them. */
  probability?: number
}

const HTTP = ['graph', 'login', 'exchange', 'sharepoint', 'teams', 'cipp'] as const
const DATA = ['graph', 'exchange', 'sharepoint', 'teams', 'cipp'] as const

const retryAfter: Field = { title: 'Retry-After', type: 'retryAfter' }

function status(...options: number[]): Field {
  return { title: 'Status', type: 'oneOf', options }
}

const surprises = [
  'unknownEnum',
  'missingField',
  'wrongType',
  'newNestedObject',
  'hugeString',
  'loneSurrogate',
  'nul',
] as const satisfies readonly SchemaSurprise[]

/** Every kind of fault: the control API reads plans by it, and the page makes its form of it. */
export const kinds: Readonly<Record<FaultKind, Kind>> = {
  throttle: {
    title: 'Throttle',
    effect: '429; at sign-in AADSTS90055',
    group: 'Refusals',
    services: HTTP,
    fields: { retryAfter },
  },
  serverError: {
    title: 'Server error',
    effect: 'That status; at sign-in AADSTS90033. A service that is down, with status 503',
    group: 'Refusals',
    services: HTTP,
    fields: { status: status(500, 502, 503, 504), retryAfter },
  },
  claimsChallenge: {
    title: 'Claims challenge',
    effect: '401 whose WWW-Authenticate carries claims: the token is to be got anew with them',
    group: 'Refusals',
    services: ['graph'],
  },
  partialBatch: {
    title: 'Part of a batch fails',
    effect: 'Single requests of a batch are refused: half of them unless a probability is given',
    group: 'Refusals',
    services: ['graph'],
    fields: { status: status(429, 500, 503, 504) },
    probability: 0.5,
  },
  expireDelta: {
    title: 'Delta tokens expire',
    effect: '400 syncStateNotFound, or 410 resyncRequired with the Location of a fresh round',
    group: 'Refusals',
    services: ['graph'],
    fields: { as: { title: 'As', type: 'oneOf', options: ['400', '410'] } },
  },
  slow: {
    title: 'Slow',
    effect: 'The answer takes so long, by a real clock: a cold start, a busy service',
    group: 'Broken exchanges',
    services: HTTP,
    fields: { milliseconds: { title: 'Milliseconds', type: 'whole', from: 1, to: 600_000 } },
  },
  hang: {
    title: 'Hang',
    effect: 'Nothing comes, or the body stalls',
    group: 'Broken exchanges',
    services: HTTP,
    fields: { phase: { title: 'Phase', type: 'oneOf', options: ['headers', 'body'] } },
  },
  reset: {
    title: 'Reset the connection',
    effect: 'The request is carried out, and the connection reset',
    group: 'Broken exchanges',
    services: HTTP,
  },
  lostAnswer: {
    title: 'Lose the answer',
    effect: 'The request is carried out, and a gateway answers in its place',
    group: 'Broken exchanges',
    services: HTTP,
    fields: { status: status(502, 503, 504) },
  },
  truncate: {
    title: 'Cut the answer short',
    effect: 'Half the body, then the connection ends',
    group: 'Broken exchanges',
    services: HTTP,
  },
  truncatedGzip: {
    title: 'Cut compressed bytes short',
    effect: 'A gzip body that ends in the middle, in an answer that looks whole',
    group: 'Broken exchanges',
    services: HTTP,
  },
  clockSkew: {
    title: 'Clock is off',
    effect: 'The Date header is off by so many seconds',
    group: 'Broken exchanges',
    services: HTTP,
    fields: { skewSeconds: { title: 'Seconds', type: 'whole', from: -31_536_000, to: 31_536_000, required: true } },
  },
  byteOrderMark: {
    title: 'Byte order mark',
    effect: 'U+FEFF before the body',
    group: 'Broken contents',
    services: HTTP,
  },
  html: {
    title: 'HTML instead of JSON',
    effect: 'An HTML page in place of JSON, with status 200 unless told',
    group: 'Broken contents',
    services: HTTP,
    fields: { status: { title: 'Status', type: 'whole', from: 200, to: 599 } },
  },
  noContent: {
    title: '204 instead of 200',
    effect: '204 without a body where there should be one',
    group: 'Broken contents',
    services: DATA,
  },
  errorInside: {
    title: 'An error as 200',
    effect: '200 whose body is an error',
    group: 'Broken contents',
    services: DATA,
  },
  schemaSurprise: {
    title: 'Schema surprise',
    effect: 'The first object of the answer is not as documented: `property`, or one that suits',
    group: 'Broken contents',
    services: DATA,
    fields: {
      as: { title: 'What', type: 'oneOf', options: surprises, required: true },
      property: { title: 'Property', type: 'text' },
    },
  },
  emptyPage: {
    title: 'Empty page',
    effect: 'An empty page with a next link',
    group: 'Broken lists',
    services: ['graph'],
  },
  failedPage: {
    title: 'A page fails',
    effect: 'Pages after the first are refused; `after` says how many still come',
    group: 'Broken lists',
    services: ['graph', 'exchange'],
    fields: { status: status(500, 502, 503, 504) },
  },
  loopingLink: {
    title: 'Links go round',
    effect: 'A page whose next link leads to itself',
    group: 'Broken lists',
    services: DATA,
  },
  foreignLink: {
    title: 'Links lead away',
    effect: 'A next link to a host that is not Microsoft’s',
    group: 'Broken lists',
    services: DATA,
  },
  missingHalf: {
    title: 'Half a list is missing',
    effect: '200 without every other object: always the same ones',
    group: 'Broken lists',
    services: DATA,
  },
  conditionalAccess: {
    title: 'Blocked by Conditional Access',
    effect: 'AADSTS53003',
    group: 'Sign-in',
    services: ['login'],
  },
  tokenEndpointDown: {
    title: 'Token endpoint down',
    effect: '503, AADSTS90033',
    group: 'Sign-in',
    services: ['login'],
  },
  tokenError: {
    title: 'Any sign-in error',
    effect: 'That AADSTS code',
    group: 'Sign-in',
    services: ['login'],
    fields: { code: { title: 'Code', type: 'oneOf', options: tokenErrorCodes, required: true } },
  },
  servfail: { title: 'SERVFAIL', effect: 'The name server fails', group: 'DNS', services: ['dns'] },
  noAnswer: { title: 'No answer', effect: 'The name server is silent', group: 'DNS', services: ['dns'] },
  truncatedAnswer: {
    title: 'Truncated answer',
    effect: 'TC over UDP, whatever the size: ask again over TCP',
    group: 'DNS',
    services: ['dns'],
  },
}

export const faultKinds = Object.keys(kinds) as FaultEffect['kind'][]

export function usualService(kind: FaultKind): Service {
  return kinds[kind].services[0] as Service
}

export function usualProbability(kind: FaultKind): number {
  return kinds[kind].probability ?? 1
}
