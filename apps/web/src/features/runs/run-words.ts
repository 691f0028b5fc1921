import type { Meaning } from '@tenantry/ui'
import type { TenantRun, TenantRunItem } from '../../api/shapes.js'
import { companyCount } from '../companies/company-count.js'
import { waitText } from '../company/propagation.js'

const over = ['succeeded', 'partlyFailed', 'failed', 'cancelled']

/** Whether a run with this status has come to its end. */
export const hasEnded = (status: string): boolean => over.includes(status)

/** What a run does, for its heading. */
export function runTitle(
  { kind, status, total, failed, endedAt }: Pick<TenantRun, 'kind' | 'status' | 'total' | 'failed' | 'endedAt'>,
  via?: string,
): string {
  const from = via === undefined ? '' : ` ${kind === 'bulkConsent' ? 'via' : 'from'} ${via}`
  if (status === 'cancelled') {
    return kind === 'bulkConsent'
      ? `Consent for ${companyCount(total)}${from} cancelled`
      : `Verification of ${companyCount(total)} cancelled`
  }
  if (kind === 'discover') return endedAt ? `Companies synced${from}` : `Syncing companies${from}`
  if (kind === 'bulkConsent') {
    return endedAt ? `Consent for ${companyCount(total)}${from}` : `Granting consent for ${companyCount(total)}${from}`
  }
  if (endedAt === null) return `Verifying ${companyCount(total)}`
  return failed === 0
    ? `${companyCount(total)} verified`
    : `${(total - failed).toLocaleString()} of ${companyCount(total)} verified`
}

/** Whether nothing of a run is under way any more: one that was called off may still end what it had begun. */
export const isSettled = ({
  status,
  total = 0,
  done = 0,
  cancelled = 0,
}: Pick<TenantRun, 'status'> & Partial<TenantRun>): boolean =>
  hasEnded(status) && (status !== 'cancelled' || done + cancelled >= total)

/** How a run ended. */
export function runOutcome(run: TenantRun): string {
  const { kind, status, total, failed, unreachable, via } = run
  if (status === 'cancelled') return cancelledOutcome(run)
  if (kind === 'discover') {
    return status === 'failed' ? 'The list could not be read. The last one is kept.' : `${companyCount(total)} found.`
  }
  if (total === 1 && kind !== 'bulkConsent') {
    return failed === 0 ? 'What is shown is up to date.' : 'It could not be looked at.'
  }
  const bulk = kind === 'bulkConsent'
  const good = total - failed - unreachable
  return [
    bulk
      ? `Consent is proved in ${good} of ${companyCount(total)}.`
      : failed === 0
        ? `All ${companyCount(total)} were looked at.`
        : `${failed} of ${companyCount(total)} could not be looked at.`,
    ...(bulk && failed > 0 ? [`${failed} failed.`] : []),
    ...(unreachable > 0
      ? [`${via?.providerName ?? 'The provider'} does not reach ${unreachable}: consent to those from their own rows.`]
      : []),
  ].join(' ')
}

/** What was done of a run that was called off, and what was not: all of it, to the last company. */
function cancelledOutcome({ kind, phase, total, done, failed, unreachable, cancelled, via }: TenantRun): string {
  const who = via?.providerName ?? 'the provider'
  const good = done - failed - unreachable
  const bulk = kind === 'bulkConsent'
  const waited = bulk && phase === 'waiting'
  const open = total - done - cancelled
  const parts = [
    bulk
      ? `Consent is proved in ${good.toLocaleString()} of ${companyCount(total)}`
      : `${good.toLocaleString()} of ${companyCount(total)} ${good === 1 ? 'was' : 'were'} looked at`,
    ...(failed > 0 ? [`${failed.toLocaleString()} ${bulk ? 'failed' : 'could not be looked at'}`] : []),
    ...(unreachable > 0 ? [`${unreachable.toLocaleString()} not reached by ${who}`] : []),
    ...(open > 0 ? [`${open.toLocaleString()} being finished`] : []),
    ...(cancelled > 0 ? [`${cancelled.toLocaleString()} ${waited ? 'not waited for' : 'not begun'}`] : []),
  ]
  const asked = `What ${who} was asked for goes on; those companies are looked at soon.`
  return [`${parts.join(', ')}.`, ...(waited && cancelled > 0 ? [asked] : [])].join(' ')
}

export const runLooks: Readonly<Record<TenantRun['status'], { meaning: Meaning; label: string; icon?: string }>> = {
  queued: { meaning: 'off', label: 'Waiting', icon: 'i-lucide-hourglass' },
  running: { meaning: 'off', label: 'Running', icon: 'i-lucide-hourglass' },
  succeeded: { meaning: 'good', label: 'Done' },
  partlyFailed: { meaning: 'attention', label: 'Partly failed' },
  failed: { meaning: 'broken', label: 'Failed' },
  cancelled: { meaning: 'off', label: 'Cancelled' },
}

/** How long the rest will take at the pace so far, or how long a provider is waited for; nothing before that is known. */
export function timeLeft({ kind, createdAt, done, total, deadlineAt }: TenantRun, now: number): string | undefined {
  if (kind === 'bulkConsent')
    return deadlineAt ? `waits until ${clock.format(new Date(deadlineAt))} at most` : undefined
  const elapsed = now - Date.parse(createdAt)
  if (done === 0 || done >= total || elapsed < PACE_MS) return undefined
  const seconds = ((elapsed / done) * (total - done)) / 1000
  return `about ${seconds < 60 ? `${Math.ceil(seconds / 5) * 5} s` : waitText(seconds)} left`
}

const PACE_MS = 2000
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })

/** What is going on in a run right now. */
export function runPhase({ kind, status, phase, via }: TenantRun): string {
  if (status === 'queued') return 'Waiting for its turn'
  const who = via?.providerName ?? 'the provider'
  if (phase === 'reaching') return `Asking ${who} which it reaches`
  if (phase === 'asking') return `Asking ${who} to consent`
  if (phase === 'waiting') return `${who} is at work; each is proved by signing in`
  return kind === 'discover' ? 'Reading the list' : 'Signing in to each'
}

/** What is going on with one company of a run, while nothing is decided. */
export const stageWords: Readonly<Record<NonNullable<TenantRunItem['stage']>, string>> = {
  asked: 'Asked',
  working: 'At work',
  proving: 'Being proved',
}
