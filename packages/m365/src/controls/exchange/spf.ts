/** Where the records of other names come from, while an SPF record is followed. */
export type RecordsOf = (name: string) => { records: readonly string[] } | { problem: string } | undefined

export type SpfResult =
  | { state: 'good'; text: string }
  | { state: 'bad'; text: string }
  | { state: 'unknown'; text: string }

const MOST_LOOKUPS = 10

/**
 * Judges the SPF record of a domain: exactly one, which fails or marks what is not named, and takes at most ten lookups.
 * RFC 7208, sections 4.5 and 4.6.4.
 */
export function judgeSpf(records: readonly string[], recordsOf: RecordsOf): SpfResult {
  const spf = records.filter(isSpf)
  if (spf.length === 0) return { state: 'bad', text: 'has no SPF record' }
  if (spf.length > 1) return { state: 'bad', text: `has ${spf.length} SPF records, where only one counts` }
  const walk = follow(spf[0] ?? '', recordsOf, new Set())
  if (walk.problem) return { state: 'unknown', text: `has an SPF record that could not be followed: ${walk.problem}` }
  if (walk.lookups > MOST_LOOKUPS)
    return { state: 'bad', text: `has an SPF record of ${walk.lookups} lookups, and receivers stop at ${MOST_LOOKUPS}` }
  if (!walk.closes) return { state: 'bad', text: 'has an SPF record that does not turn unknown senders down' }
  return { state: 'good', text: 'has an SPF record that turns unknown senders down' }
}

interface Walk {
  lookups: number
  closes: boolean
  problem?: string
}

function follow(record: string, recordsOf: RecordsOf, seen: Set<string>): Walk {
  const terms = record
    .split(/\s+/)
    .slice(1)
    .filter((term) => term !== '')
  const own = terms.find((term) => /^[-~?+]?all$/i.test(term))
  let lookups = 0
  let closes = own !== undefined && /^[-~]/.test(own)
  for (const term of terms) {
    const include = /^[-~?+]?include:(.+)$/i.exec(term)?.[1]
    const redirect = own === undefined ? /^redirect=(.+)$/i.exec(term)?.[1] : undefined
    if (/^[-~?+]?(a|mx|ptr|exists)([:/]|$)/i.test(term)) lookups += 1
    const target = include ?? redirect
    if (target === undefined) continue
    lookups += 1
    const name = target.toLowerCase()
    // A macro stands for the sender at hand, so that it cannot be followed here.
    if (name.includes('%') || seen.has(name)) continue
    seen.add(name)
    const answer = recordsOf(name)
    if (!answer || 'problem' in answer)
      return { lookups, closes, problem: answer?.problem ?? `${name} was not looked up` }
    const next = answer.records.find(isSpf)
    if (next === undefined) continue
    const inner = follow(next, recordsOf, seen)
    if (inner.problem) return { lookups, closes, problem: inner.problem }
    lookups += inner.lookups
    if (redirect !== undefined) closes = inner.closes
  }
  return { lookups, closes }
}

function isSpf(record: string): boolean {
  return /^v=spf1(\s|$)/i.test(record)
}
