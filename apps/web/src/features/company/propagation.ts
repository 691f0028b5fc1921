import type { Company } from '../../api/shapes.js'

const MINUTE = 60

/** Seconds as people say them about waiting: `18 min`, `2 h`, `1 h 20 min`. */
export function waitText(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / MINUTE))
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}

/** How long a role has been spreading, how long it usually takes, and when the next look is (N3). */
export interface PropagationClock {
  elapsed: string
  usual: string
  /** Where the usual window comes from. */
  source: string
  next: string | null
  /** Share of the longest usual wait that is over, 0 to 1. */
  share: number
}

/** The clock of a role that is spreading; null when none is. */
export function propagationClock(
  company: Pick<Company, 'mailboxes' | 'usualPropagation' | 'nextCheckAt'>,
  now: number,
): PropagationClock | null {
  const { mailboxes, usualPropagation: usual, nextCheckAt } = company
  if (mailboxes.status !== 'propagating' || mailboxes.propagatingSince === null) return null
  const elapsed = Math.max(0, (now - Date.parse(mailboxes.propagatingSince)) / 1000)
  const ahead = nextCheckAt === null ? null : (Date.parse(nextCheckAt) - now) / 1000
  return {
    elapsed: elapsed < MINUTE ? 'less than a minute' : waitText(Math.floor(elapsed / MINUTE) * MINUTE),
    usual: windowText(usual.fromSeconds, usual.toSeconds),
    source: usual.samples < 3 ? 'by the provider’s own word' : `from the last ${usual.samples} companies here`,
    next: ahead === null ? null : ahead < 45 ? 'in a moment' : `in ${waitText(ahead)}`,
    share: Math.min(1, elapsed / usual.toSeconds),
  }
}

const windowText = (from: number, to: number) =>
  waitText(from) === waitText(to) ? waitText(to) : `${waitText(from)}–${waitText(to)}`

/** The clock in one line. */
export const clockLine = ({ elapsed, usual, next }: PropagationClock): string =>
  [`Propagating ${elapsed}`, `usually ${usual}`, ...(next === null ? [] : [`next check ${next}`])].join(' · ')
