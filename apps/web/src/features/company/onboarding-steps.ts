import { dayOf } from '@tenantry/ui'
import type { Company } from '../../api/shapes.js'

export type StepId = 'relationship' | 'consent' | 'mailboxes' | 'verify' | 'ready'

/** How a step stands. `waiting`: on its way, nobody has to do anything; `later`: another step comes first. */
export type StepState = 'done' | 'todo' | 'waiting' | 'attention' | 'broken' | 'notNeeded' | 'later'

export interface CompanyStep {
  id: StepId
  title: string
  state: StepState
  /** Why it is where it is, in a sentence or two. */
  why: string
}

/** Every step that a company takes until it is ready, in order, and how each stands. */
export function onboardingSteps(company: Company): CompanyStep[] {
  const { own, steps, mailboxService } = company
  return [
    ...(own ? [] : [relationshipStep(company)]),
    ...(steps.consent ? [consentStep(company)] : []),
    ...(mailboxService !== null ? [mailboxesStep(company, mailboxService)] : []),
    verifyStep(company),
    readyStep(company),
  ]
}

/** The step that someone should look at next. A relationship stands beside the way, not in it. */
export function currentStep(steps: readonly CompanyStep[]): StepId {
  const open = steps.find(({ id, state }) => id !== 'relationship' && state !== 'done' && state !== 'notNeeded')
  return open?.id ?? 'ready'
}

/** Names as a list: `A, B and C`. */
export const listed = (names: readonly string[], word: 'and' | 'or' | 'nor') =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`

function relationshipStep({ relationship, consentRoles, goneAt, name }: Company): CompanyStep {
  const step = { id: 'relationship' as const, title: 'Partner relationship' }
  const until = relationship.endsAt ? dayOf(relationship.endsAt) : null
  if (goneAt) {
    return {
      ...step,
      state: 'attention',
      why: `The provider has not listed ${name} since ${dayOf(goneAt)}. What was known of it is kept.`,
    }
  }
  switch (relationship.status) {
    case 'none':
      return { ...step, state: 'attention', why: `There is no relationship with ${name} that your people could use.` }
    case 'pending':
      return { ...step, state: 'waiting', why: `An administrator of ${name} has not approved it yet.` }
    case 'ended':
      return {
        ...step,
        state: 'attention',
        why: `It ended${until ? ` on ${until}` : ''}: your people can no longer administer ${name}. What was consented to stays until someone revokes it.`,
      }
    case 'expiring':
      return {
        ...step,
        state: 'attention',
        why: `It ends${until ? ` on ${until}` : ' soon'} and does not extend itself.`,
      }
    default: {
      const ends = until
        ? relationship.autoExtends
          ? `Active; it extends itself on ${until}.`
          : `Active until ${until}.`
        : 'Active.'
      if (!relationship.lacksConsentRole) return { ...step, state: 'done', why: ends }
      const roles = listed(consentRoles, 'nor')
      return {
        ...step,
        state: 'done',
        why: `${ends} It holds neither ${roles}: none of your people can consent through it.`,
      }
    }
  }
}

function consentStep(company: Company): CompanyStep {
  const { consent, name, steps } = company
  const step = { id: 'consent' as const, title: steps.consent?.title ?? 'Consent' }
  if (consent.status === 'granted') {
    return { ...step, state: 'done', why: `Granted: a sign-in in ${name} shows every permission.` }
  }
  if (consent.awaited) {
    return {
      ...step,
      state: 'waiting',
      why: `The consent page of ${name} was visited. Signing in there proves what was granted; it takes seconds to minutes to show.`,
    }
  }
  if (consent.status === 'partial') {
    const { wanted } = consent
    return {
      ...step,
      state: 'attention',
      why: `${consent.missing.length} of ${wanted} permissions are not granted. Consent again to add them; what works keeps working.`,
    }
  }
  if (consent.status === 'revoked') {
    return {
      ...step,
      state: 'broken',
      why: `It was there and is gone since ${dayOf(consent.since)}: someone removed the app or its permissions in ${name}.`,
    }
  }
  return {
    ...step,
    state: 'todo',
    why: `Nobody has consented for ${name} yet. Consent in another tenant does not count here.`,
  }
}

function mailboxesStep(company: Company, service: string): CompanyStep {
  const { mailboxes, consent, name, steps } = company
  const step = { id: 'mailboxes' as const, title: steps.mailboxes?.title ?? service }
  switch (mailboxes.status) {
    case 'working':
      if (mailboxes.unreachableSince !== null) {
        return {
          ...step,
          state: 'done',
          why: `${mailboxes.servedByName ?? service} cannot be asked since ${dayOf(mailboxes.unreachableSince)}; what was known stands.`,
        }
      }
      return {
        ...step,
        state: 'done',
        why: mailboxes.direct
          ? `${service} answers our own app.`
          : `${service} answers through ${mailboxes.servedByName ?? mailboxes.servedBy}: no role of ours is needed.`,
      }
    case 'notRequired':
      return {
        ...step,
        state: 'notNeeded',
        why: mailboxes.problem ? mailboxes.problem.why : `Marked as not required for ${name}.`,
      }
    case 'propagating':
      return {
        ...step,
        state: 'waiting',
        why: 'The role is assigned and still spreading. Until it has, answers of “forbidden” are expected and are no failure.',
      }
    case 'failed':
      return {
        ...step,
        state: 'broken',
        why: `The role is there, and ${service} still refuses after more than two hours.`,
      }
    default:
      if (consent.status === 'pending' || consent.status === 'revoked') {
        return { ...step, state: 'later', why: 'Comes after consent: before it, the app cannot be found there.' }
      }
      return { ...step, state: 'todo', why: mailboxes.problem?.why ?? `${service} has not answered our app yet.` }
  }
}

function verifyStep({ verifiedAt, consent, mailboxes }: Company): CompanyStep {
  const step = { id: 'verify' as const, title: 'Verify' }
  const unclear = [consent.problem, mailboxes.problem].find((problem) => problem?.health === 'serviceError')
  if (unclear) return { ...step, state: 'waiting', why: `The last check could not tell: ${lower(unclear.title)}.` }
  if (verifiedAt === null) return { ...step, state: 'waiting', why: 'It has not been looked at yet.' }
  return { ...step, state: 'done', why: 'Each look signs in anew and calls for real; nothing is taken on trust.' }
}

function readyStep({ readySince, consent, mailboxes, mailboxService }: Company): CompanyStep {
  const step = { id: 'ready' as const, title: 'Ready' }
  if (readySince) return { ...step, state: 'done', why: `Ready since ${dayOf(readySince)}.` }
  const missing = [
    ...(consent.status === 'granted' ? [] : ['consent']),
    ...(mailboxService === null || ['working', 'notRequired'].includes(mailboxes.status) ? [] : [mailboxService]),
  ]
  const why = missing.length > 0 ? `Waits for ${listed(missing, 'and')}.` : 'Waits for the next check.'
  return { ...step, state: 'later', why }
}

const lower = (title: string) => title.charAt(0).toLowerCase() + title.slice(1)
