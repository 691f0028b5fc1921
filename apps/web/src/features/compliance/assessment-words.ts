import type { Assessment, TenantAssessment } from '../../api/shapes.js'
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
  cancelled: { meaning: 'off', label: 'Not begun', icon: 'i-lucide-minus' },
}

export const scopeWords: Readonly<Record<Assessment['scope'], string>> = {
  all: 'All controls',
  critical: 'Critical controls',
  failed: 'What failed last time',
}

const companies = (count: number) => (count === 1 ? '1 company' : `${count.toLocaleString()} companies`)

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
    tenants.collecting > 0 ? `reading ${companies(tenants.collecting)}` : '',
    tenants.evaluating > 0 ? `judging ${companies(tenants.evaluating)}` : '',
    tenants.failed > 0 ? `${tenants.failed} failed` : '',
    leftWords(secondsLeft),
  ]
    .filter(Boolean)
    .join(' · ')
    .replace(/^./, (letter) => letter.toUpperCase())
}

/** How an assessment ended. */
export function outcomeWords({ status, tenants }: Assessment): string {
  if (status === 'cancelled') return `${tenants.done} of ${companies(tenants.total)} assessed before it was cancelled.`
  if (tenants.failed === 0) return `${companies(tenants.total)} assessed.`
  return `${tenants.total - tenants.failed} of ${companies(tenants.total)} assessed, ${tenants.failed} failed.`
}
