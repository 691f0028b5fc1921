import type { IncomingHttpHeaders } from 'node:http'
import type { CollectionRules } from './collection-rules.js'
import type { TokenCall } from './delta-token.js'

/** How a delta query shows a set. */
export interface DeltaRules extends Pick<CollectionRules, 'type' | 'defaults' | 'defaultPage'> {
  /** As it appears after `$metadata#`. */
  context: string
  /** So many links fill a page: a large group takes several. */
  linksPage?: number
  /** Relationships that can be followed, and whether they are when nothing is selected. */
  links: Readonly<Record<string, { always: boolean }>>
}

export interface DeltaCall extends TokenCall {
  root: string
  headers: IncomingHttpHeaders
  /** The moment that lists show. */
  listedAt: number
}
