import type { OpenedHandover } from '../../api/shapes.js'

/** What the page shows about an opened link. */
export type HandoverState = 'asks' | 'proving' | 'done' | 'refused' | 'otherTenant' | 'tooLate'

/** How far an opened link is: what a sign-in proved comes before what the way back said. */
export function handoverState({ consent, visit }: Pick<OpenedHandover, 'consent' | 'visit'>): HandoverState {
  const outcome = visit?.outcome
  if (consent.status === 'granted') return 'done'
  // Where nobody comes back, a grant is looked for from the start: that is no reason to thank anyone.
  if (consent.awaited && outcome === 'returned') return 'proving'
  if (outcome === 'refused' || outcome === 'otherTenant') return outcome
  if (outcome === 'expired') return 'tooLate'
  return 'asks'
}
