import { GraphError } from '../graph/graph-error.js'
import { audienceOf, contextOf } from './collection.js'
import type { DeltaCall, DeltaRules } from './delta-rules.js'
import { readAsked, readWish } from './delta-options.js'
import { type DeltaSource, reachAt } from './delta-source.js'
import { DeltaTeller } from './delta-teller.js'
import { readRound, readStanding, type Round, type Standing, writeRound, writeStanding } from './delta-token.js'
import { annotate, metadataLevel } from './metadata-level.js'

export type { DeltaCall, DeltaRules } from './delta-rules.js'

/** One page of a delta query. https://learn.microsoft.com/graph/delta-query-overview */
export function answerDelta(source: DeltaSource, rules: DeltaRules, call: DeltaCall): Record<string, unknown> {
  const round = roundOf(source, rules, call)
  const { selection, wish } = readWish(round, rules, call.version)
  const teller = new DeltaTeller(source, rules, call, round, { selection, wish, audience: audienceOf(call) })
  const { value, next } = teller.tell()
  const link = next
    ? { '@odata.nextLink': `${call.url}?$skiptoken=${writeRound(next, call)}` }
    : { '@odata.deltaLink': `${call.url}?$deltatoken=${writeStanding(standingAfter(round), call)}` }
  return annotate(
    { '@odata.context': `${call.root}/$metadata#${rules.context}${contextOf(selection.context, [])}`, ...link, value },
    { level: metadataLevel(call), type: rules.type, root: call.root },
  )
}

/** The round that a call begins or goes on with. `latest` begins after everything there is. */
function roundOf(source: DeltaSource, rules: DeltaRules, call: DeltaCall): Round {
  const { query, listedAt } = call
  const page = query.get('$skiptoken')
  const token = query.get('$deltatoken')
  if (page !== undefined) {
    refuseOthers(call)
    return readRound(page, call)
  }
  if (token !== undefined && token !== '' && token !== 'latest') {
    refuseOthers(call)
    const { reach, ...asked } = readStanding(token, call)
    return { ...asked, from: reach, to: reachAt(source, reach, listedAt), at: listedAt }
  }
  const asked = readAsked(query, rules.type, call.version)
  const to = reachAt(source, [], listedAt)
  return { ...asked, ...(token === 'latest' ? { from: to } : {}), to, at: listedAt }
}

/** What was asked first is in the token, and cannot be changed any more. */
function refuseOthers({ query }: DeltaCall): void {
  const other = query.names().find((name) => name !== '$skiptoken' && name !== '$deltatoken')
  if (other) throw new GraphError('badRequest', { value: `'${other}' cannot be combined with a delta or skip token.` })
}

function standingAfter({ to, select, ids }: Round): Standing {
  return { reach: to, ...(select === undefined ? {} : { select }), ...(ids ? { ids } : {}) }
}
