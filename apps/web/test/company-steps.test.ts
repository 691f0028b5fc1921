import { describe, expect, it } from 'vitest'
import type { Company, OpenedHandover } from '../src/api/shapes.js'
import { outcomeOf, returnOutcomes } from '../src/features/company/consent-visit.js'
import { handoverLook } from '../src/features/company/handover-looks.js'
import { currentStep, onboardingSteps, type StepId } from '../src/features/company/onboarding-steps.js'
import { outcomeNotice } from '../src/features/company/outcome-notices.js'
import { clockLine, propagationClock, waitText } from '../src/features/company/propagation.js'
import { statusBadges } from '../src/features/company/status-looks.js'
import { statusSentence } from '../src/features/company/status-sentence.js'
import { whatIfOf } from '../src/features/company/what-if.js'
import { handoverState } from '../src/features/handover/handover-state.js'
import { handoverTexts } from '../src/features/handover/texts.js'
import { consented, pending, ready } from './company-sample.js'

const NOW = Date.parse('2026-11-21T10:00:00Z')
const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString()

const propagating: Company = {
  ...consented,
  mailboxes: { ...pending.mailboxes, status: 'propagating', propagatingSince: minutesAgo(18) },
  nextCheckAt: minutesAgo(-4),
}
const partial: Company = { ...pending, consent: { ...pending.consent, status: 'partial', missing: ['Post.Manage'] } }
const revoked: Company = { ...pending, consent: { ...pending.consent, status: 'revoked' } }
const awaited: Company = { ...pending, consent: { ...pending.consent, awaited: true } }
const unneeded: Company = {
  ...consented,
  mailboxesWanted: false,
  mailboxes: { ...pending.mailboxes, status: 'notRequired' },
  readySince: minutesAgo(5),
}
const ended: Company = { ...pending, relationship: { ...pending.relationship, status: 'ended' } }
const step = (company: Company, id: StepId) => onboardingSteps(company).find((candidate) => candidate.id === id)

describe('the way of a company to ready', () => {
  it.each([
    ['nobody has consented', pending, 'consent', 'todo'],
    ['consent is being proved', awaited, 'consent', 'waiting'],
    ['permissions are missing', partial, 'consent', 'attention'],
    ['consent was taken back', revoked, 'consent', 'broken'],
    ['the mailbox role is missing', consented, 'mailboxes', 'todo'],
    ['the mailbox role is spreading', propagating, 'mailboxes', 'waiting'],
    ['everything works', ready, 'ready', 'done'],
    ['mailboxes are not required', unneeded, 'ready', 'done'],
  ] as const)('when %s, has one step that is next', (_, company, id, state) => {
    expect(currentStep(onboardingSteps(company))).toBe(id)
    expect(step(company, id)?.state).toBe(state)
  })

  it('keeps the mailbox role for later while the app cannot be found in the tenant', () => {
    expect(step(pending, 'mailboxes')?.state).toBe('later')
  })

  it('S3.62: never calls a refusal a failure while a role is spreading', () => {
    const refused = {
      code: 'role_propagating',
      title: 'Forbidden',
      why: 'It says 403.',
      fix: 'Wait.',
      retryable: true,
    }
    const forbidden = { ...propagating, mailboxes: { ...propagating.mailboxes, problem: refused } }
    expect(step(forbidden, 'mailboxes')?.state).toBe('waiting')
    expect(statusSentence(forbidden)).not.toMatch(/fail|refuse/)
  })

  it('S3.61: says before anyone clicks where no role of the relationship allows consent', () => {
    const gap = { ...pending, relationship: { ...pending.relationship, lacksConsentRole: true } }
    expect(step(gap, 'relationship')?.why).toContain('neither Global Administrator nor Privileged Administrator')
  })

  it('N32: lets a relationship that has ended stand beside the way, not in it', () => {
    expect(step(ended, 'relationship')?.state).toBe('attention')
    expect(currentStep(onboardingSteps(ended))).toBe('consent')
    expect(statusSentence(ended)).toContain('Its partner relationship ended')
  })

  it('has no relationship where the tenant is one’s own, and no step that its provider does not know', () => {
    const own: Company = { ...ready, own: true, mailboxService: null, steps: { consent: null, mailboxes: null } }
    expect(onboardingSteps(own).map(({ id }) => id)).toEqual(['verify', 'ready'])
  })

  it('says that a look could not tell instead of guessing', () => {
    const problem = {
      code: 'timed_out',
      title: 'No answer in time',
      why: 'It took too long.',
      fix: 'Wait.',
      retryable: true,
      health: 'serviceError' as const,
    }
    const unclear = { ...consented, consent: { ...consented.consent, problem } }
    expect(step(unclear, 'verify')?.why).toBe('The last check could not tell: no answer in time.')
    expect(statusSentence(unclear)).toMatch(/cannot be checked right now/)
  })
})

describe('what consent would change (N4)', () => {
  it('promises nothing of a service that the company does not have', () => {
    const post = whatIfOf({ ...pending, inapplicable: ['Post.Manage'] }).find(({ set }) => set === 'post')
    expect(post).toMatchObject({ works: { now: false, after: false }, permissions: [{ now: 'impossible' }] })
  })

  it('shows what is there already', () => {
    const [people] = whatIfOf(pending)
    expect(people?.works).toEqual({ now: false, after: true })
    expect(people?.permissions.map(({ now }) => now)).toEqual(['missing', 'covered'])
  })
})

describe('the clock of a role that spreads (N3)', () => {
  it('says since when, how long it usually takes, and when the next look is', () => {
    const clock = propagationClock(propagating, NOW)
    expect(clock && clockLine(clock)).toBe('Propagating 18 min · usually 30 min–2 h · next check in 4 min')
  })

  it('says where the usual wait comes from', () => {
    expect(propagationClock(propagating, NOW)?.source).toBe('by the provider’s own word')
    const seen = { ...propagating, usualPropagation: { fromSeconds: 600, toSeconds: 600, samples: 12 } }
    expect(propagationClock(seen, NOW)).toMatchObject({ usual: '10 min', source: 'from the last 12 companies here' })
  })

  it('does not run past its end, nor before its beginning', () => {
    expect(propagationClock(propagating, NOW + 86_400_000)?.share).toBe(1)
    expect(propagationClock(propagating, NOW - 86_400_000)?.elapsed).toBe('less than a minute')
  })

  it('does not run where nothing spreads', () => {
    expect(propagationClock(consented, NOW)).toBeNull()
  })

  it.each([
    [30, '1 min'],
    [18 * 60, '18 min'],
    [7200, '2 h'],
    [4800, '1 h 20 min'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(waitText(seconds)).toBe(text)
  })
})

describe('the badges of a company', () => {
  it('S3.37: name whoever serves the mailboxes where that is not the company’s own provider', () => {
    const served = { ...ready.mailboxes, servedBy: 'cipp', servedByName: 'CIPP', direct: false }
    const labels = statusBadges({ ...ready, mailboxes: served }, NOW).map(({ label }) => label)
    expect(labels).toEqual(['Consent: granted', 'Post: working (cipp)'])
  })

  it('S3.38: do not ask for attention while a role is spreading', () => {
    expect(statusBadges(propagating, NOW).map(({ meaning }) => meaning)).toEqual(['good', 'off'])
  })
})

describe('what comes back from a consent page', () => {
  it('is known by its name, and by nothing else', () => {
    expect(outcomeOf('refused')).toBe('refused')
    expect(outcomeOf('granted')).toBeUndefined()
    expect(outcomeOf(['returned'])).toBeUndefined()
  })

  it.each(returnOutcomes)('S3.32: never claims consent: %s', (outcome) => {
    const { meaning, text } = outcomeNotice(outcome, 'Fabrikam', true)
    expect(meaning).not.toBe('good')
    expect(text).not.toBe('')
  })

  it('turns from waiting into a question when no grant shows in time', () => {
    expect(outcomeNotice('returned', 'Fabrikam', true).meaning).toBe('off')
    expect(outcomeNotice('returned', 'Fabrikam', false).title).toMatch(/no grant shows/)
  })
})

describe('a handover link (N24)', () => {
  const visit = (outcome: 'returned' | 'refused' | 'expired' | null): OpenedHandover['visit'] => ({
    id: 'v-1',
    askedAt: minutesAgo(5),
    expiresAt: minutesAgo(-55),
    returnsHere: true,
    endedAt: outcome === null ? null : minutesAgo(1),
    outcome,
    problem: null,
  })

  it.each([
    ['asks first', 'pending', false, null, 'asks'],
    ['asks still while a visit that cannot come back is under way', 'pending', true, null, 'asks'],
    ['waits for proof after the way back', 'pending', true, 'returned', 'proving'],
    ['is done by proof alone, however the visit ended', 'granted', false, 'refused', 'done'],
    ['says that nothing was allowed', 'pending', false, 'refused', 'refused'],
    ['says that it took too long', 'pending', false, 'expired', 'tooLate'],
  ] as const)('%s', (_, status, isAwaited, outcome, state) => {
    expect(handoverState({ consent: { status, awaited: isAwaited }, visit: visit(outcome) })).toBe(state)
  })

  it('speaks a language of its visitor’s where there are texts, and English elsewhere', () => {
    expect(handoverTexts(['xx-XX', 'en-GB']).open('Acme')).toBe('Continue at Acme')
    expect(handoverTexts(['xx']).gone.title).toBe('This link cannot be used')
  })

  it.each([
    ['is not opened yet', {}, 'Not opened yet'],
    ['was opened', { openedAt: minutesAgo(3) }, 'Opened'],
    ['came back', { openedAt: minutesAgo(3), outcome: 'returned' }, 'Came back'],
    ['has expired', { expiresAt: minutesAgo(1) }, 'Expired'],
    ['was revoked, whatever else became of it', { endedAt: minutesAgo(1), outcome: 'returned' }, 'Revoked'],
  ])('in the list %s', (_, changes, label) => {
    const link = { endedAt: null, expiresAt: minutesAgo(-60), openedAt: null, outcome: null, ...changes }
    expect(handoverLook(link, NOW).label).toBe(label)
  })
})
