import type { CountsPart, Meaning } from '@tenantry/ui'
import type { ComplianceScore, Severity, Standing, UnknownCause } from '../../api/shapes.js'

/** How a status looks: icon, word and colour together. */
export interface Look {
  meaning: Meaning
  label: string
  icon?: string
}

const standings: Readonly<Record<Exclude<Standing, 'notAssessed'>, Look>> = {
  pass: { meaning: 'good', label: 'Pass' },
  fail: { meaning: 'broken', label: 'Fail' },
  excepted: { meaning: 'attention', label: 'Excepted', icon: 'i-lucide-shield-off' },
  manual: { meaning: 'off', label: 'By hand', icon: 'i-lucide-hand' },
  notApplicable: { meaning: 'off', label: 'Not applicable', icon: 'i-lucide-minus' },
}

/** Grey, never red: what cannot be judged has not failed. */
export const causeLooks: Readonly<Record<UnknownCause, Look>> = {
  notPermitted: { meaning: 'unknown', label: 'Not permitted', icon: 'i-lucide-lock' },
  notLicensed: { meaning: 'unknown', label: 'Not licensed', icon: 'i-lucide-badge-minus' },
  notRead: { meaning: 'unknown', label: 'Not read' },
  error: { meaning: 'unknown', label: 'Error', icon: 'i-lucide-circle-alert' },
}

/** How a control stands, for a badge. */
export function standingLook(standing: Standing, cause: UnknownCause | null, attested = false): Look {
  if (standing === 'notAssessed') return causeLooks[cause ?? 'notRead']
  const look = standings[standing]
  return attested ? { ...look, label: `${look.label}, attested` } : look
}

export const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}

/** The number first, and what it is a share of right behind it. */
export function scoreWords({ judged, passed }: Pick<ComplianceScore, 'judged' | 'passed'>): string {
  if (judged === 0) return 'Nothing could be judged yet'
  return `${passed.toLocaleString()} of ${judged.toLocaleString()} judged ${judged === 1 ? 'control passes' : 'controls pass'}`
}

/** Everything that was looked at, the parts that the percentage leaves out as well. */
export function scoreParts(score: ComplianceScore): CountsPart[] {
  const { notPermitted, notLicensed, notRead, error } = score.notAssessed
  return [
    { id: 'pass', label: 'pass', count: score.passed, look: 'bg-(--status-good-bar)' },
    { id: 'fail', label: 'fail', count: score.failed, look: 'bg-(--status-broken-bar)' },
    { id: 'excepted', label: 'excepted', count: score.excepted, look: 'bg-(--status-attention-bar)' },
    { id: 'manual', label: 'by hand, open', count: score.manual.open, look: 'bg-(--ui-color-accent-300)' },
    { id: 'notPermitted', label: 'not permitted', count: notPermitted, look: 'hatched bg-accented' },
    { id: 'notLicensed', label: 'not licensed', count: notLicensed, look: 'bg-(--ui-color-neutral-400)' },
    { id: 'notRead', label: 'not read', count: notRead, look: 'hatched bg-elevated' },
    { id: 'error', label: 'in error', count: error, look: 'hatched bg-(--status-broken-line)' },
    { id: 'notApplicable', label: 'not applicable', count: score.notApplicable, look: 'bg-elevated' },
  ]
}

/** What the percentage leaves out, as a sentence; empty where it leaves out nothing. */
export function leftOutWords(score: ComplianceScore): string {
  const { notPermitted, notLicensed, notRead, error } = score.notAssessed
  const parts = [
    [score.excepted, 'excepted'],
    [score.manual.open, 'waiting for a person'],
    [notPermitted, 'not permitted'],
    [notLicensed, 'not licensed'],
    [notRead, 'not read'],
    [error, 'ended in an error'],
    [score.notApplicable, 'not applicable'],
  ].flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`]))
  return parts.length === 0 ? '' : `Left out of the percentage: ${parts.join(', ')}.`
}

/** A change of a percentage, with its sign. */
export function deltaWords(delta: number | null): string {
  if (delta === null) return ''
  if (delta === 0) return 'as before'
  return `${delta > 0 ? '+' : '−'}${Math.abs(delta)} since the time before`
}
