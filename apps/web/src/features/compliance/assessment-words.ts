import type { Assessment, TenantAssessment } from '../../api/shapes.js'
import { companyCount } from '../companies/company-count.js'
import type { Look } from './verdict-looks.js'

export const assessmentLooks: Readonly<Record<Assessment['status'], Look>> = {
  queued: { meaning: 'off', label: 'Waiting', icon: 'i-lucide-circle-dot-dashed' },
  running: { meaning: 'off', label: 'Running', icon: 'i-lucide-hourglass' },
  succeeded: { meaning: 'good', label: 'Done' },
  partlyFailed: { meaning: 'attention', label: 'Partly failed' },
  failed: { meaning: 'broken', label: 'Failed' },
  cancelled: { meaning: 'off', label: 'Cancelled', icon: 'i-lucide-ban' },
}

export const companyLooks: Readonly<Record<TenantAssessment['status'], Look>> = {
  waiting: { meaning: 'off', label: 'Waiting', icon: 'i-lucide-circle-dot-dashed' },
  collecting: { meaning: 'off', label: 'Reading', icon: 'i-lucide-download' },
  evaluating: { meaning: 'off', label: 'Judging', icon: 'i-lucide-scale' },
  succeeded: { meaning: 'good', label: 'Done' },
  failed: { meaning: 'broken', label: 'Failed' },
  withoutConsent: { meaning: 'off', label: 'Waits for consent', icon: 'i-lucide-circle-dot-dashed' },
  cancelled: { meaning: 'off', label: 'Not begun', icon: 'i-lucide-minus' },
}

export const scopeWords: Readonly<Record<Assessment['scope'], string>> = {
  all: 'All controls',
  critical: 'Critical controls',
  failed: 'What failed last time',
}

/** How long something takes still, in words that do not pretend to know it to the second. */
export function leftWords(seconds: number | null): string {
  if (seconds === null) return ''
  if (seconds < 45) return 'less than a minute left'
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return minutes <= 1 ? 'about a minute left' : `about ${minutes} minutes left`
  return `about ${Math.round(minutes / 60)} hours left`
}

/** What is going on in an assessment. */
export function phaseWords({ status, tenants, secondsLeft }: Assessment): string {
  if (status === 'queued') return 'Waiting to begin'
  return [
    tenants.collecting > 0 ? `reading ${companyCount(tenants.collecting)}` : '',
    tenants.evaluating > 0 ? `judging ${companyCount(tenants.evaluating)}` : '',
    ...unassessedWords(tenants),
    leftWords(secondsLeft),
  ]
    .filter(Boolean)
    .join(' · ')
    .replace(/^./, (letter) => letter.toUpperCase())
}

/** How an assessment ended. */
export function outcomeWords({ status, tenants }: Assessment): string {
  const { total, done, failed, withoutConsent } = tenants
  const assessed = done - failed - withoutConsent
  if (status === 'cancelled') return `${assessed} of ${companyCount(total)} assessed before it was cancelled.`
  if (assessed === total) return `${companyCount(total)} assessed.`
  return `${[`${assessed} of ${companyCount(total)} assessed`, ...unassessedWords(tenants)].join(', ')}.`
}

/** Why companies were not assessed: that one waits for its consent is no failure. */
function unassessedWords({ failed, withoutConsent }: Assessment['tenants']): string[] {
  const waiting = withoutConsent === 1 ? '1 waits for consent' : `${withoutConsent.toLocaleString()} wait for consent`
  return [...(failed > 0 ? [`${failed.toLocaleString()} failed`] : []), ...(withoutConsent > 0 ? [waiting] : [])]
}
