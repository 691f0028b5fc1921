import { GraphError } from '../graph/graph-error.js'
import type { CollectionCall } from './collection-rules.js'
import type { Start } from './page.js'
import { seal, unseal } from './sealed-token.js'

/** As the directory's own tokens begin. */
const PREFIX = 'RFNwdAoAA'
/** How long a listing may be left lying; Microsoft does not say. */
const LIFE = 3_600_000

interface Content {
  start: Start
  issued: number
}

type Place = Pick<CollectionCall, 'tenant' | 'url' | 'version' | 'query' | 'now'>

export function writePageToken(start: Start, call: Place): string {
  const content: Content = { start, issued: call.now.getTime() }
  return PREFIX + seal(content, placeOf(call))
}

/** Where a page begins. A token goes with the options of the first call, and not on for ever. */
export function readPageToken(token: string, call: Place): Start {
  const content = unseal(token.replace(PREFIX, ''), placeOf(call)) as Content | undefined
  if (!content || call.now.getTime() - content.issued > LIFE) throw new GraphError('expiredPage')
  return content.start
}

function placeOf({ tenant, url, version, query }: Place): string {
  return `${tenant.id} ${url.slice(url.indexOf(`/${version}/`)).toLowerCase()} ${query.wish}`
}
