import type { Cause, Severity } from '@tenantry/core'
import type { Score, Standing } from '../assessments/score.js'
import type { ReportHead, ReportVerdict } from './report-model.js'

export const STANDING_WORDS: Record<Standing, string> = {
  pass: 'Pass',
  fail: 'Fail',
  excepted: 'Excepted',
  manual: 'Manual',
  notApplicable: 'Not applicable',
  notAssessed: 'Not assessed',
}

export const CAUSE_WORDS: Record<Cause, string> = {
  notPermitted: 'Not permitted',
  notLicensed: 'Not licensed',
  notRead: 'Not read',
  error: 'Error',
}

export const SEVERITY_WORDS: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}

/** How a control stands, in words; what was not assessed by its cause, for causes differ in what to do. */
export function standingWords({ standing, cause }: Pick<ReportVerdict, 'standing' | 'cause'>): string {
  return standing === 'notAssessed' && cause ? CAUSE_WORDS[cause] : STANDING_WORDS[standing]
}

/** What the percentage is of. */
export function countedWords({ judged, passed }: Score): string {
  if (judged === 0) return 'No control passed or failed, so there is no score.'
  return `${passed} of ${counted(judged, 'control')} that could be judged ${passed === 1 ? 'passes' : 'pass'}.`
}

/** What the percentage leaves out, and why, in as many parts as there are. */
export function uncountedWords({ excepted, manual, notApplicable, notAssessed }: Score): string[] {
  const parts: [number, string][] = [
    [excepted, 'failing under an approved exception'],
    [manual.open, 'waiting for a person'],
    [notApplicable, 'not applicable'],
    [notAssessed.notPermitted, 'not assessed: a permission is missing'],
    [notAssessed.notLicensed, 'not assessed: a licence is missing'],
    [notAssessed.notRead, 'not assessed: not read'],
    [notAssessed.error, 'not assessed: an error'],
  ]
  return parts.flatMap(([count, what]) => (count > 0 ? `${count} ${what}` : []))
}

/** `1 control`, `2 controls`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}

/** The name of what the report is about. */
export function subjectOf({ scope, overview }: Pick<ReportHead, 'scope' | 'overview'>): string {
  const [first] = overview
  return scope === 'tenant' && first ? first.tenant.name : counted(overview.length, 'tenant')
}

/** A value as the source writes it, on one line. */
export function valueWords(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** `21 November 2026, 14:05 UTC`. */
export function timeWords(time: string): string {
  const date = new Date(time)
  return `${dayWords(time)}, ${date.toISOString().slice(11, 16)} UTC`
}

/** `21 November 2026`. */
export function dayWords(time: string): string {
  return DAY.format(new Date(time))
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
