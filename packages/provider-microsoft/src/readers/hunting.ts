import { type ListPage, type Resource, unexpectedAnswer } from '@tenantry/core'
import { exposureEdges, exposureNodes } from '@tenantry/m365/resources/exposure-graph'
import { oauthAppInfo } from '@tenantry/m365/resources/oauth-app-info'
import { z } from 'zod'
import type { MicrosoftConnection } from '../connection.js'
import { HUNTING } from './access.js'
import { anything, callFor, listBy, type MicrosoftReader } from './graph.js'

/** Far below the most rows of an answer, beyond which it would be cut. https://learn.microsoft.com/graph/api/security-security-runhuntingquery */
const ROWS = 10_000

const answer = z.looseObject({ results: z.array(anything) })

/** A table of advanced hunting in the order of its key; `from` is the last key read. */
async function* rows(
  { graph }: MicrosoftConnection,
  resource: Resource,
  latest: string,
  from?: string,
): AsyncGenerator<ListPage> {
  const table = resource.source.slice('hunting:'.length)
  const key = resource.key ?? ''
  const call = { ...callFor(resource, HUNTING), slow: 6 }
  for (let last = from; ;) {
    const beyond = last === undefined ? [] : [`where strcmp(${key}, ${quoted(last)}) > 0`]
    const Query = [table, ...beyond, ...(latest ? [latest] : []), `sort by ${key} asc`, `take ${ROWS}`].join(' | ')
    const { results } = await graph.query('/security/runHuntingQuery', { Query }, answer, call)
    const end = results.at(-1)?.[key]
    if (results.length < ROWS) {
      yield { items: results }
      return
    }
    if (typeof end !== 'string' || end === last) {
      throw unexpectedAnswer({ service: 'Microsoft Graph', what: `a table ${table} that leads back to itself` })
    }
    last = end
    yield { items: results, next: last }
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

const table = (resource: Resource, latest = '') =>
  listBy(resource, HUNTING, (connection, _context, from) => rows(connection, resource, latest, from))

/** What Defender XDR knows; nothing else is ever asked of it, and no table of messages. */
export const huntingReaders: readonly MicrosoftReader[] = [
  table(exposureNodes),
  table(exposureEdges),
  table(oauthAppInfo, 'summarize arg_max(Timestamp, *) by OAuthAppId'),
]
