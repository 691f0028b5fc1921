import type { Cause, Severity, Verdict } from '@tenantry/core'

/** What counts for a control of a tenant: the verdict, or that someone accepted its failure. */
export const standings = ['pass', 'fail', 'excepted', 'manual', 'notApplicable', 'notAssessed'] as const
export type Standing = (typeof standings)[number]

export const verdicts = ['pass', 'fail', 'manual', 'notApplicable', 'notAssessed'] as const satisfies Verdict[]
export const causes = ['notPermitted', 'notLicensed', 'notRead', 'error'] as const satisfies Cause[]
export const severities = ['critical', 'high', 'medium', 'low'] as const satisfies Severity[]

/** How many controls stand how. */
export interface Tally {
  pass: number
  fail: number
  excepted: number
  /** A person has to look, and nobody has. */
  manual: number
  /** Among those above: judged by a person. */
  attested: number
  notApplicable: number
  notPermitted: number
  notLicensed: number
  notRead: number
  error: number
}

/** A share of controls that pass, and all that is to know about what it is a share of. */
export interface Score {
  /** Whole percent of the judged; null where none was. 100 and 0 are said only of all and of none. */
  percent: number | null
  controls: number
  /** What the percentage is of: passed and failed. */
  judged: number
  passed: number
  failed: number
  excepted: number
  manual: { open: number; attested: number }
  notApplicable: number
  notAssessed: { total: number } & Record<Cause, number>
}

/** A control of a tenant as it stands. */
export interface Stands {
  control: string
  standing: Standing
  cause: Cause | null
  attested: boolean
}

export const NOTHING: Tally = {
  pass: 0,
  fail: 0,
  excepted: 0,
  manual: 0,
  attested: 0,
  notApplicable: 0,
  notPermitted: 0,
  notLicensed: 0,
  notRead: 0,
  error: 0,
}

/** Counts how controls stand. */
export function tallyOf(stands: Iterable<Stands>): Tally {
  const tally = { ...NOTHING }
  for (const { standing, cause, attested } of stands) {
    tally[standing === 'notAssessed' ? (cause ?? 'notRead') : standing] += 1
    if (attested) tally.attested += 1
  }
  return tally
}

/** The score of what was counted. */
export function scoreOf(tally: Tally): Score {
  const { pass, fail, excepted, manual, attested, notApplicable, notPermitted, notLicensed, notRead, error } = tally
  const unknown = notPermitted + notLicensed + notRead + error
  return {
    percent: percentOf(pass, pass + fail),
    controls: pass + fail + excepted + manual + notApplicable + unknown,
    judged: pass + fail,
    passed: pass,
    failed: fail,
    excepted,
    manual: { open: manual, attested },
    notApplicable,
    notAssessed: { total: unknown, notPermitted, notLicensed, notRead, error },
  }
}

/** Whole percent. What is not all is never 100, and what is not nothing is never 0. */
export function percentOf(part: number, whole: number): number | null {
  if (whole === 0) return null
  const rounded = Math.round((part / whole) * 100)
  return Math.min(Math.max(rounded, part > 0 ? 1 : 0), part < whole ? 99 : 100)
}

/** The scores of groups of controls, e.g. areas; a control may be in several. Groups without a control are left out. */
export function scoresBy(
  stands: readonly Stands[],
  groupsOf: (control: string) => readonly string[],
): Record<string, Score> {
  const groups = new Map<string, Stands[]>()
  for (const one of stands) {
    for (const group of groupsOf(one.control)) {
      const members = groups.get(group)
      if (members) members.push(one)
      else groups.set(group, [one])
    }
  }
  return Object.fromEntries([...groups].map(([group, members]) => [group, scoreOf(tallyOf(members))]))
}

/** From what matters most to what matters least. */
export const WORST_FIRST: readonly Standing[] = ['fail', 'notAssessed', 'manual', 'excepted', 'pass', 'notApplicable']

/** A requirement is as well as the worst of its controls; undefined where it has none. */
export function worstOf(all: Iterable<Standing>): Standing | undefined {
  const found = new Set(all)
  return WORST_FIRST.find((standing) => found.has(standing))
}
