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

interface Sealed {
  content: Round | Standing
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
  /** How the token that comes is found expired, if it is. */
  expire?: '400' | '410'
}

/** The token of a next link. */
export function writeRound(round: Round, call: TokenCall): string {
  return write(round, 'skip', call)
}

export function readRound(token: string, call: TokenCall): Round {
  return read(token, 'skip', call) as Round
}

/** The token of a delta link. */
export function writeStanding(standing: Standing, call: TokenCall): string {
  return write(standing, 'delta', call)
}

export function readStanding(token: string, call: TokenCall): Standing {
  return read(token, 'delta', call) as Standing
}

type Kind = 'skip' | 'delta'

function write(content: Round | Standing, kind: Kind, call: TokenCall): string {
  const sealed: Sealed = { content, issued: call.now.getTime(), world: call.tenant.begunAt.getTime() }
  return seal(sealed, placeOf(kind, call))
}

function read(token: string, kind: Kind, call: TokenCall): Round | Standing {
  const sealed = unseal(token, placeOf(kind, call)) as Sealed | undefined
  if (!sealed) throw new GraphError('badRequest', { value: 'Badly formed token.' })
  const stale = call.now.getTime() - sealed.issued > LIFE || sealed.world !== call.tenant.begunAt.getTime()
  if (call.expire !== undefined || stale) throw expired(call, call.expire ?? '410', sealed)
  return sealed.content
}

/** https://learn.microsoft.com/graph/delta-query-overview#synchronization-reset */
function expired(call: TokenCall, as: '400' | '410', { content, issued }: Sealed): GraphError {
  const kind: GraphErrorKind = as === '400' ? 'syncStateNotFound' : 'resyncRequired'
  const select = content.select === undefined ? '' : `$select=${encodeURIComponent(content.select)}&`
  const filter = content.ids?.map((id) => `id eq '${id}'`).join(' or ')
  const options = `${select}${filter === undefined ? '' : `$filter=${encodeURIComponent(filter)}&`}`
  return new GraphError(kind, {
    value: String(Math.floor(issued / 1000)),
    ...(as === '410' ? { headers: { location: `${call.url}?${options}$deltatoken=` } } : {}),
  })
}

function placeOf(kind: Kind, { tenant, url, version }: TokenCall): string {
  return `${kind} ${tenant.id} ${url.slice(url.indexOf(`/${version}/`)).toLowerCase()}`
}
