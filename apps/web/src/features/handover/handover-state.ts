import type { OpenedHandover } from '../../api/shapes.js'

/** What the page shows about an opened link. */
export type HandoverState = 'asks' | 'proving' | 'done' | 'refused' | 'otherTenant' | 'tooLate'

/** How far an opened link is: what a sign-in proved comes before what the way back said. */
export function handoverState({ consent, outcome }: Pick<OpenedHandover, 'consent' | 'outcome'>): HandoverState {
  if (consent.status === 'granted') return 'done'
  if (consent.awaited) return 'proving'
  if (outcome === 'refused' || outcome === 'otherTenant') return outcome
  if (outcome === 'expired') return 'tooLate'
  return 'asks'
}
