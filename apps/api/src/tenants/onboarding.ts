import {
  appNotFound,
  comparePermissions,
  consentMissing,
  type PermissionLattice,
  type ProblemFacts,
  rolePropagating,
  serviceAbsent,
  tenantNotManaged,
} from '@tenantry/core'

export const consentStatuses = ['pending', 'granted', 'partial', 'revoked'] as const
export const mailboxStatuses = ['pending', 'propagating', 'working', 'notRequired', 'failed'] as const

export interface ConsentState {
  status: (typeof consentStatuses)[number]
  since: string
  /** Wanted and not granted; empty unless partial or revoked. */
  missing: string[]
  /** Someone came back from the consent page at this time; it proves nothing, and is forgotten once it is proved. */
  awaitedSince?: string
  /** Why the last check could not tell, or what stands in the way although consent is given. */
  problem?: ProblemFacts
}

export interface MailboxesState {
  status: (typeof mailboxStatuses)[number]
  since: string
  /** The provider whose probe works, and the connection it was asked through. */
  servedBy?: string
  servedThrough?: string
  /** Since when the provider that serves them could not be asked; until it answers again, what was known stands. */
  unreachableSince?: string
  /** When the role was first seen, or said, to be assigned. */
  propagatingSince?: string
  problem?: ProblemFacts
  /** What the other providers answered that could serve them. */
  elsewhere?: ProblemFacts[]
}

/** How far a tenant is, as the last checks found it. */
export interface Onboarding {
  consent: ConsentState
  mailboxes: MailboxesState
  /** When both became as they should be; absent while they are not. */
  readySince?: string
  verifiedAt?: string
  /** When to look again, and how often it was looked since something changed. */
  nextCheckAt?: string
  attempts: number
}

/** A provider that did not serve mailboxes when it was asked. */
export interface Refusal {
  provider: string
  connectionId?: string
  problem: ProblemFacts
  /** It could not be asked, which says nothing about the tenant. */
  away: boolean
}

/** What a check saw, or what someone said. Only what a check saw changes a status for the better. */
export type Observation =
  | { kind: 'signedIn'; granted: readonly string[]; wanted: readonly string[]; lattice: PermissionLattice }
  | { kind: 'signInRefused'; problem: ProblemFacts }
  | { kind: 'consentReturned' }
  | { kind: 'mailboxesWork'; provider: string; connectionId?: string }
  | { kind: 'mailboxesRefused'; refusals: readonly Refusal[] }
  | { kind: 'mailboxesNotWanted' }
  | { kind: 'roleSaidAssigned' }
  | { kind: 'providerGone'; provider: string; connectionId?: string }

export type OnboardingEvent =
  | 'consentGranted'
  | 'consentPartial'
  | 'consentRevoked'
  | 'propagationStarted'
  | 'mailboxesWork'
  | 'mailboxesLost'
  | 'mailboxesFailed'
  | 'ready'
  | 'notReady'

const MINUTE = 60_000
/** How long after a consent its service principal and grants may take to show. */
const CONSENT_WINDOW = 10 * MINUTE
/** After this, a role that is still not honoured has failed to spread. */
const PROPAGATION_WINDOW = 120 * MINUTE
const DAY = 24 * 60 * MINUTE

export function beginOnboarding(now: Date): Onboarding {
  const since = now.toISOString()
  return {
    consent: { status: 'pending', since, missing: [] },
    mailboxes: { status: 'pending', since },
    nextCheckAt: since,
    attempts: 0,
  }
}

/** What one observation makes of a tenant's state, and what is worth telling about it. */
export function observe(
  before: Onboarding,
  observation: Observation,
  now: Date,
): { state: Onboarding; events: OnboardingEvent[] } {
  const consent = nextConsent(before.consent, observation, now)
  const mailboxes = nextMailboxes(before.mailboxes, observation, now)
  const ready = isReady(consent, mailboxes)
  const moved = consent.status !== before.consent.status || mailboxes.status !== before.mailboxes.status
  const said =
    observation.kind === 'consentReturned' ||
    observation.kind === 'roleSaidAssigned' ||
    (observation.kind === 'providerGone' && moved)
  const attempts = moved || said ? 0 : before.attempts
  const { readySince: _, ...rest } = before
  const state: Onboarding = {
    ...rest,
    consent,
    mailboxes,
    attempts,
    ...(said ? { nextCheckAt: now.toISOString() } : {}),
    ...(ready ? { readySince: before.readySince ?? now.toISOString() } : {}),
  }
  return { state, events: eventsBetween(before, state) }
}

/** Ends a check: remembers when it was, and sets the next one. */
export function scheduleNext(state: Onboarding, now: Date): Onboarding {
  return {
    ...state,
    verifiedAt: now.toISOString(),
    attempts: state.attempts + 1,
    nextCheckAt: new Date(now.getTime() + pause(state, now)).toISOString(),
  }
}

/** Often while something is on its way, daily when nothing is. */
function pause({ consent, mailboxes, attempts }: Onboarding, now: Date): number {
  if (isAwaited(consent, now)) return Math.min(15_000 * 2 ** attempts, 2 * MINUTE)
  if (mailboxes.status === 'propagating') return Math.min(MINUTE * 2 ** attempts, 15 * MINUTE)
  if (consent.problem?.retryable || mailboxes.problem?.retryable)
    return Math.min(5 * MINUTE * 2 ** attempts, 60 * MINUTE)
  return DAY
}

/** Whether a consent that someone came back from may still be spreading: a refusal is no failure then. */
export function isAwaited({ status, awaitedSince }: ConsentState, now: Date): boolean {
  if (awaitedSince === undefined || status === 'granted') return false
  return now.getTime() - Date.parse(awaitedSince) <= CONSENT_WINDOW
}

function isReady(consent: ConsentState, mailboxes: MailboxesState): boolean {
  const served = mailboxes.status === 'working' || mailboxes.status === 'notRequired'
  return consent.status === 'granted' && !consent.problem && served
}

function nextConsent(before: ConsentState, observation: Observation, now: Date): ConsentState {
  const { problem: _, awaitedSince: __, ...known } = before
  const awaited = before.awaitedSince === undefined ? {} : { awaitedSince: before.awaitedSince }
  switch (observation.kind) {
    case 'consentReturned':
      return { ...before, awaitedSince: now.toISOString() }
    case 'signedIn': {
      const { wanted, granted, lattice } = observation
      const missing = comparePermissions(wanted, granted, lattice)
        .filter(({ status }) => status === 'missing')
        .map(({ name }) => name)
      if (missing.length === 0) return changed(known, { status: 'granted', missing }, now)
      const nothing = missing.length === new Set(wanted).size
      const status = nothing ? withoutConsent(before) : 'partial'
      return changed({ ...known, ...awaited }, { status, missing }, now)
    }
    case 'signInRefused': {
      const { problem } = observation
      if (!saysNotConsented(problem)) {
        return { ...known, ...awaited, problem }
      }
      const status = withoutConsent(before)
      return { ...changed({ ...known, ...awaited }, { status, missing: [] }, now), problem }
    }
    default:
      return before
  }
}

/** Whether a refusal says that nobody consented in the tenant. */
export function saysNotConsented({ code }: ProblemFacts): boolean {
  return code === consentMissing.kind.code || code === appNotFound.kind.code
}

/** Consent that was there once is revoked; consent that never was is pending. */
function withoutConsent({ status }: ConsentState): 'pending' | 'revoked' {
  return status === 'pending' ? 'pending' : 'revoked'
}

function nextMailboxes(before: MailboxesState, observation: Observation, now: Date): MailboxesState {
  switch (observation.kind) {
    case 'mailboxesWork':
      return {
        ...changed(forget(before), { status: 'working' }, now),
        servedBy: observation.provider,
        ...(observation.connectionId !== undefined && { servedThrough: observation.connectionId }),
      }
    case 'mailboxesNotWanted':
      return changed(forget(before), { status: 'notRequired' }, now)
    case 'roleSaidAssigned':
      if (before.status === 'working' || before.status === 'notRequired') return before
      return changed({ ...before, propagatingSince: now.toISOString() }, { status: 'propagating' }, now)
    case 'providerGone':
      if (!isServedBy(before, observation)) return before
      return changed(forget(before), { status: 'pending' }, now)
    case 'mailboxesRefused':
      return withOthers(refusedMailboxes(before, observation.refusals, now), observation.refusals)
    default:
      return before
  }
}

/** One refusal decides; the others say why no other provider serves the tenant. */
function withOthers(after: MailboxesState, refusals: readonly Refusal[]): MailboxesState {
  const { elsewhere: _, ...state } = after
  const others = refusals.map(({ problem }) => problem).filter(({ code }) => code !== state.problem?.code)
  return others.length > 0 && state.status !== 'notRequired' ? { ...state, elsewhere: others } : state
}

/** The refusals are of the providers that were asked, in their order; the most hopeful reading decides. */
function refusedMailboxes(before: MailboxesState, refusals: readonly Refusal[], now: Date): MailboxesState {
  const serving = refusals.find((refusal) => isServedBy(before, refusal))
  if (serving?.away) {
    return { ...before, problem: serving.problem, unreachableSince: before.unreachableSince ?? now.toISOString() }
  }
  const problems = refusals.map(({ problem }) => problem)
  const of = (code: string) => problems.find((problem) => problem.code === code)
  const absent = of(serviceAbsent.kind.code)
  if (absent) return { ...changed(forget(before), { status: 'notRequired' }, now), problem: absent }

  const spreading = of(rolePropagating.kind.code)
  const told = refusals.find(({ problem }) => problem.code !== tenantNotManaged.kind.code) ?? refusals[0]
  const first = told?.problem
  if (!spreading && told?.away) return { ...before, problem: told.problem }

  const started = before.propagatingSince ?? (spreading ? now.toISOString() : undefined)
  if (started === undefined) {
    return { ...changed(forget(before), { status: 'pending' }, now), ...(first && { problem: first }) }
  }
  const late = now.getTime() - Date.parse(started) > PROPAGATION_WINDOW
  const status = late ? (spreading ? 'failed' : 'pending') : 'propagating'
  const {
    servedBy: _,
    servedThrough: __,
    unreachableSince: ___,
    problem: ____,
    propagatingSince: _____,
    ...kept
  } = before
  const problem = spreading ?? first
  const still = status === 'pending' ? {} : { propagatingSince: started }
  return { ...changed({ ...kept, ...still }, { status }, now), ...(problem && { problem }) }
}

function isServedBy(
  { servedBy, servedThrough }: MailboxesState,
  { provider, connectionId }: { provider: string; connectionId?: string },
): boolean {
  if (servedBy !== provider) return false
  return servedThrough === undefined || connectionId === undefined || servedThrough === connectionId
}

function forget({ status, since }: MailboxesState): MailboxesState {
  return { status, since }
}

function changed<S extends { status: string; since: string }>(before: S, to: Partial<S>, now: Date): S {
  return { ...before, ...to, since: to.status === before.status ? before.since : now.toISOString() }
}

function eventsBetween(before: Onboarding, after: Onboarding): OnboardingEvent[] {
  const events: OnboardingEvent[] = []
  if (before.consent.status !== after.consent.status) {
    if (after.consent.status === 'granted') events.push('consentGranted')
    if (after.consent.status === 'partial') events.push('consentPartial')
    if (after.consent.status === 'revoked') events.push('consentRevoked')
  }
  if (before.mailboxes.status !== after.mailboxes.status) {
    if (after.mailboxes.status === 'propagating') events.push('propagationStarted')
    if (after.mailboxes.status === 'working') events.push('mailboxesWork')
    if (after.mailboxes.status === 'failed') events.push('mailboxesFailed')
    if (before.mailboxes.status === 'working') events.push('mailboxesLost')
  }
  if (!before.readySince && after.readySince) events.push('ready')
  if (before.readySince && !after.readySince) events.push('notReady')
  return events
}
