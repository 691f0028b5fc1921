import type {
  ReportCause,
  ReportHead,
  ReportResult,
  ReportScore,
  ReportSeverity,
  ReportVerdict,
} from './report-model.js'

export const RESULT_WORDS: Record<ReportResult, string> = {
  pass: 'Pass',
  fail: 'Fail',
  excepted: 'Excepted',
  manual: 'Manual',
  notApplicable: 'Not applicable',
  notAssessed: 'Not assessed',
}

export const CAUSE_WORDS: Record<ReportCause, string> = {
  notPermitted: 'Not permitted',
  notLicensed: 'Not licensed',
  notRead: 'Not read',
  error: 'Error',
}

export const SEVERITY_WORDS: Record<ReportSeverity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}

/** A result in words; one that was not assessed by its cause, for causes differ in what to do. */
export function resultWords({ result, cause }: Pick<ReportVerdict, 'result' | 'cause'>): string {
  return result === 'notAssessed' && cause ? CAUSE_WORDS[cause] : RESULT_WORDS[result]
}

/** What the percentage is of. */
export function countedWords({ pass, fail }: ReportScore): string {
  if (pass + fail === 0) return 'No control passed or failed, so there is no score.'
  return `${pass} of ${counted(pass + fail, 'control')} that could be judged ${pass === 1 ? 'passes' : 'pass'}.`
}

/** What the percentage leaves out, and why, in as many parts as there are. */
export function uncountedWords(score: ReportScore): string[] {
  const parts: [number, string][] = [
    [score.excepted, 'failing under an approved exception'],
    [score.manual, 'waiting for a person'],
    [score.notApplicable, 'not applicable'],
    [score.notPermitted, 'not assessed: a permission is missing'],
    [score.notLicensed, 'not assessed: a licence is missing'],
    [score.notRead, 'not assessed: not read'],
    [score.error, 'not assessed: an error'],
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
