import type { TokenErrorCode } from '../entra/token-errors.js'

/** Where faults strike. */
export type Service = 'graph' | 'login' | 'exchange' | 'sharepoint' | 'teams' | 'cipp' | 'dns'

type RetryAfter = number | 'none' | 'date'

export type SchemaSurprise =
  | 'unknownEnum'
  | 'missingField'
  | 'wrongType'
  | 'newNestedObject'
  | 'hugeString'
  | 'loneSurrogate'
  | 'nul'

/** What a fault does to the exchanges it meets. */
export type FaultEffect =
  | { kind: 'throttle'; retryAfter?: RetryAfter }
  | { kind: 'serverError'; status?: 500 | 502 | 503 | 504; retryAfter?: RetryAfter }
  | { kind: 'slow'; milliseconds?: number }
  | { kind: 'hang'; phase?: 'headers' | 'body' }
  | { kind: 'reset' }
  | { kind: 'lostAnswer'; status?: 502 | 503 | 504 }
  | { kind: 'truncate' }
  | { kind: 'truncatedGzip' }
  | { kind: 'byteOrderMark' }
  | { kind: 'html'; status?: number }
  | { kind: 'noContent' }
  | { kind: 'errorInside' }
  | { kind: 'clockSkew'; skewSeconds: number }
  | { kind: 'emptyPage' }
  | { kind: 'failedPage'; status?: 500 | 502 | 503 | 504 }
  | { kind: 'loopingLink' }
  | { kind: 'foreignLink' }
  | { kind: 'missingHalf' }
  | { kind: 'schemaSurprise'; as: SchemaSurprise; property?: string }
  | { kind: 'partialBatch'; status?: 429 | 500 | 503 | 504 }
  | { kind: 'expireDelta'; as?: '400' | '410' }
  | { kind: 'claimsChallenge' }
  | { kind: 'conditionalAccess' }
  | { kind: 'tokenEndpointDown' }
  | { kind: 'tokenError'; code: TokenErrorCode }
  | { kind: 'servfail' }
  | { kind: 'noAnswer' }
  | { kind: 'truncatedAnswer' }

export type FaultKind = FaultEffect['kind']

export interface FaultScope {
  /** Only this tenant; every tenant without it. */
  tenantId?: string
  /** Where it strikes, if not at its kind's usual service. */
  service?: Service
  /**
   * Only these paths, with or without the version (`/v1.0/users`, `/users`). Without wildcards whatever begins so; with
   * them the whole path: `*` and `{id}` stand for anything but a slash, `**` for anything.
   */
  path?: string
  method?: string
  /** Of the exchanges it meets, how many it strikes: 0 to 1. */
  probability?: number
  /** How many it lets pass before it begins. */
  after?: number
  /** How often it strikes before it is spent. */
  times?: number
  /** How long it lasts, in simulated time. */
  seconds?: number
}

export type FaultPlan = FaultEffect & FaultScope

export type Fault = FaultPlan & {
  id: string
  struck: number
  /** When it ends by itself, if it does. */
  until?: Date
}

/** An exchange, as far as faults care. */
export interface Target {
  tenantId: string | undefined
  service: Service
  /** Of DNS: the name that is asked for. */
  path: string
  method?: string
  /** Undecoded, without the question mark. */
  query?: string
  /** What struck it, for the request log. */
  struck?: string[]
}
