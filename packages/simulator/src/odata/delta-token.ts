import { GraphError, type GraphErrorKind } from '../graph/graph-error.js'
import type { Asked } from './delta-options.js'
import type { Cursor } from './delta-page.js'
import type { Reach } from './delta-source.js'
import type { Query } from './query.js'
import { seal, unseal } from './sealed-token.js'

/** https://learn.microsoft.com/graph/delta-query-overview#token-duration */
const LIFE = 7 * 86_400_000

/** A round: from what was told before (nothing, in the first) to where the journals reached when it began. */
export interface Round extends Asked {
  from?: Reach
  to: Reach
  /** The moment of the sets it tells of; later pages may tell of a later one. */
  at: number
  cursor?: Cursor
  /** The page before this one came empty. */
  blank?: boolean
}

/** What a delta link goes on from. */
export interface Standing extends Asked {
  reach: Reach
}

interface Sealed<Content> {
  content: Content
  issued: number
  /** The moment the world began: another world knows nothing of this one. */
  world: number
}

export interface TokenCall {
  query: Query
  url: string
  version: string
  now: Date
  tenant: { id: string; begunAt: Date }
  /** How the next token is found expired, if it is. */
  expire?: '400' | '410'
}

export function writeToken(content: Round | Standing, call: TokenCall): string {
  return seal({ content, issued: call.now.getTime(), world: call.tenant.begunAt.getTime() }, placeOf(call))
}

export function readToken<Content extends Round | Standing>(token: string, call: TokenCall): Content {
  const sealed = unseal(token, placeOf(call)) as Sealed<Content> | undefined
  if (!sealed) throw new GraphError('badRequest', { value: 'Badly formed token.' })
  const stale = call.now.getTime() - sealed.issued > LIFE || sealed.world !== call.tenant.begunAt.getTime()
  if (call.expire !== undefined || stale) throw expired(call, call.expire ?? '410', sealed)
  return sealed.content
}

/** https://learn.microsoft.com/graph/delta-query-overview#synchronization-reset */
function expired(call: TokenCall, as: '400' | '410', { content, issued }: Sealed<Asked>): GraphError {
  const kind: GraphErrorKind = as === '400' ? 'syncStateNotFound' : 'resyncRequired'
  const select = content.select === undefined ? '' : `$select=${encodeURIComponent(content.select)}&`
  const filter = content.ids?.map((id) => `id eq '${id}'`).join(' or ')
  const options = `${select}${filter === undefined ? '' : `$filter=${encodeURIComponent(filter)}&`}`
  return new GraphError(kind, {
    value: String(Math.floor(issued / 1000)),
    ...(as === '410' ? { headers: { location: `${call.url}?${options}$deltatoken=` } } : {}),
  })
}

function placeOf({ tenant, url, version }: TokenCall): string {
  return `${tenant.id} ${url.slice(url.indexOf(`/${version}/`)).toLowerCase()}`
}
