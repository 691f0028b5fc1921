import type { Meaning } from '@tenantry/ui'
import type { ReturnOutcome } from './consent-visit.js'

/** What the way back from a consent page says, in words. */
export interface OutcomeNotice {
  meaning: Meaning
  title: string
  text: string
}

/** The words for one outcome, about this company. `awaited`: its grant may still be on its way. */
export function outcomeNotice(outcome: ReturnOutcome, company: string, awaited = false): OutcomeNotice {
  switch (outcome) {
    case 'returned':
      return awaited
        ? {
            meaning: 'off',
            title: 'Back from the consent page',
            text: `That alone proves nothing: a sign-in in ${company} does, and is being tried now.`,
          }
        : {
            meaning: 'attention',
            title: 'Back from the consent page, and no grant shows',
            text: `Signing in to ${company} was tried for ten minutes and shows no new grant. Verify once more, or consent again.`,
          }
    case 'refused':
      return {
        meaning: 'attention',
        title: 'Consent was not given',
        text: `The consent page of ${company} was left without a grant. Nothing has changed there.`,
      }
    case 'otherTenant':
      return {
        meaning: 'attention',
        title: 'Consent was given in another tenant',
        text: `Whoever signed in belongs to another tenant than ${company}. Sign in with an account of ${company}, or with one that administers it; what was granted elsewhere can be revoked there.`,
      }
    case 'otherSession':
      return {
        meaning: 'attention',
        title: 'This way back belongs to another browser',
        text: 'The visit was begun in another browser or by another person. Finish it there, or begin anew here.',
      }
    case 'expired':
      return {
        meaning: 'attention',
        title: 'The visit took longer than an hour',
        text: `Its way back has expired. If consent was given, verifying ${company} shows it; else begin anew.`,
      }
    case 'repeated':
      return {
        meaning: 'off',
        title: 'This way back was used before',
        text: `A visit counts once. How ${company} is now stands below.`,
      }
    default:
      return {
        meaning: 'attention',
        title: 'This way back belongs to no visit',
        text: 'It was not begun here, or the address was cut short. Begin the consent from the company.',
      }
  }
}
