import type { CompanySummary } from '../../api/shapes.js'

/** What a person would do next for a company, if anything; `wait` where time does it. */
export type NextStep = 'grantConsent' | 'assignRole' | 'wait' | 'none'

export function nextStep({ goneAt, relationship, own, consent, mailboxes }: CompanySummary): NextStep {
  if (goneAt || (!own && relationship.status === 'ended')) return 'none'
  if (consent.status !== 'granted') return consent.awaited ? 'wait' : 'grantConsent'
  if (mailboxes.status === 'propagating') return 'wait'
  if (mailboxes.status === 'pending' || mailboxes.status === 'failed') return 'assignRole'
  return 'none'
}
