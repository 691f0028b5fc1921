/** What a problem notice shows, whichever way the problem arrived. */
export interface NoticeProblem {
  title: string
  why: string
  fix: string
  code?: string
  /** When it happened. */
  at?: string
  /** Our own id of the request. */
  requestId?: string
  /** The provider's id of the exchange. */
  providerRequestId?: string
  /** The provider's own code. */
  providerCode?: string
  /** What was asked of the provider. */
  operation?: string
  learnMore?: string
  retryAfterSeconds?: number
}
