import type { ProblemFacts } from '@tenantry/core'
import type { Permission } from '../roles/permissions.js'

export const severities = ['critical', 'warning', 'info'] as const
/** How much a notice matters. */
export type Severity = (typeof severities)[number]

/** What a notice is about, under the name it has then. */
export type NoticeSubject =
  | { kind: 'connection'; id: string; name: string; providerId: string }
  | { kind: 'tenant'; id: string; name: string; connectionId?: string }
  | { kind: 'run'; id: string; name: string; connectionId?: string }
  | { kind: 'exception'; id: string; name: string; connectionId?: never }
  | { kind: 'question'; id: string; name: string; connectionId?: never }

/** One kind of notice: all that is known of it before it happens. `Facts` is what differs from one to the next. */
export interface KindOfNotice<Facts> {
  /** What it is called where kinds are chosen. */
  name: string
  /** When one comes, as a sentence. */
  when: string
  severity: Severity | ((facts: Facts) => Severity)
  /** Who can do something about it. */
  audience: Permission
  title: (subject: string, facts: Facts) => string
  detail: (facts: Facts, subject: string) => string
  fix: string | ((facts: Facts) => string)
  /** The page of the console where it is dealt with, inside the organization. */
  path: (subject: NoticeSubject) => string
  /** What is as it should not be, until it is resolved; left out for what is over when it has happened. */
  topic?: Topic
  /** What makes one of its kind about its subject that is told only once, ever. `undefined` from here tells nothing. */
  once?: (facts: Facts) => string | undefined
  /** E-mail waits this long, and is not sent when it is resolved by then. */
  settleSeconds?: number
}

/** The things that can be as they should not be. */
export type Topic =
  | 'health'
  | 'credential'
  | 'relationship'
  | 'consent'
  | 'mailboxes'
  | 'exception'
  | 'exceptionRequest'

/** Days before an end at which it is told, once each. */
const STEPS = [60, 30, 14, 7, 1] as const

const kind = <Facts>(facts: KindOfNotice<Facts>): KindOfNotice<Facts> => facts

/** Every kind of notice. The names are permanent: rules and feeds refer to them. */
export const noticeKinds = {
  'connection.failing': kind<{ problem: ProblemFacts }>({
    name: 'Connection fails',
    when: 'A provider refuses a connection, or grants it less than it needs.',
    severity: 'critical',
    audience: 'connections:write',
    topic: 'health',
    title: (name, { problem }) => `“${name}”: ${problem.title}`,
    detail: ({ problem }) => problem.why,
    fix: ({ problem }) => problem.fix,
    path: pathOf,
  }),
  'connection.unavailable': kind<{ problem: ProblemFacts }>({
    name: 'Provider does not answer',
    when: 'A provider cannot be reached, is throttling or fails, for more than five minutes.',
    severity: 'warning',
    audience: 'connections:test',
    topic: 'health',
    title: (name, { problem }) => `“${name}”: ${problem.title}`,
    detail: ({ problem }) => problem.why,
    fix: ({ problem }) => problem.fix,
    path: pathOf,
    settleSeconds: 300,
  }),
  'connection.recovered': kind<{ since: string }>({
    name: 'Connection works again',
    when: 'A connection that failed passes its checks again.',
    severity: 'info',
    audience: 'connections:test',
    title: (name) => `“${name}” works again`,
    detail: ({ since }) => `All checks pass. It had failed since ${moment(since)}.`,
    fix: 'Nothing to do.',
    path: pathOf,
  }),
  'credential.expiring': kind<{ expiresAt: string; daysLeft: number }>({
    name: 'Credential ends soon',
    when: 'A credential ends within 60, 30, 14, 7 or 1 days.',
    severity: ({ daysLeft }) => (daysLeft < 7 ? 'critical' : 'warning'),
    audience: 'connections:write',
    topic: 'credential',
    title: (name, { daysLeft }) => `The credential of “${name}” ends ${inDays(daysLeft)}`,
    detail: ({ expiresAt }) => `It ends on ${day(expiresAt)}. From then on the provider refuses this connection.`,
    fix: 'Renew it before that, and nothing stops.',
    path: (subject) => `${pathOf(subject)}/credential`,
    once: ({ expiresAt, daysLeft }) => stepOf(expiresAt, daysLeft),
  }),
  'credential.expired': kind<{ expiresAt: string }>({
    name: 'Credential has ended',
    when: 'A credential has ended.',
    severity: 'critical',
    audience: 'connections:write',
    topic: 'credential',
    title: (name) => `The credential of “${name}” has ended`,
    detail: ({ expiresAt }) => `It ended on ${day(expiresAt)}. The provider no longer accepts it.`,
    fix: 'Enter a new one under Update credentials.',
    path: (subject) => `${pathOf(subject)}/credential`,
    once: ({ expiresAt }) => `${expiresAt}:ended`,
  }),
  'relationship.ending': kind<{ endsAt: string; daysLeft: number }>({
    name: 'Relationship ends soon',
    when: 'The relationship with a customer ends within 60, 30, 14, 7 or 1 days.',
    severity: ({ daysLeft }) => (daysLeft < 7 ? 'critical' : 'warning'),
    audience: 'tenants:write',
    topic: 'relationship',
    title: (name, { daysLeft }) => `The relationship with ${name} ends ${inDays(daysLeft)}`,
    detail: ({ endsAt }) => `It ends on ${day(endsAt)}. After that nothing can be done in this tenant.`,
    fix: 'Extend it, or ask the customer to accept a new one.',
    path: pathOf,
    once: ({ endsAt, daysLeft }) => stepOf(endsAt, daysLeft),
  }),
  'relationship.ended': kind<{ endedAt?: string }>({
    name: 'Relationship has ended',
    when: 'The relationship with a customer has ended or was ended.',
    severity: 'critical',
    audience: 'tenants:write',
    topic: 'relationship',
    title: (name) => `The relationship with ${name} has ended`,
    detail: ({ endedAt }) =>
      endedAt
        ? `It ended on ${day(endedAt)}. Nothing can be done in this tenant now.`
        : 'Nothing can be done in this tenant now.',
    fix: 'Ask the customer to accept a new relationship, or archive the company.',
    path: pathOf,
  }),
  'consent.revoked': kind<{ missing: readonly string[] }>({
    name: 'Consent was revoked',
    when: 'A tenant withdraws what its administrator had consented to.',
    severity: 'critical',
    audience: 'tenants:write',
    topic: 'consent',
    title: (name) => `${name} revoked its consent`,
    detail: ({ missing }) =>
      missing.length > 0 ? `No longer granted: ${missing.join(', ')}.` : 'Our sign-in is refused in this tenant.',
    fix: 'Ask an administrator of the tenant to consent again.',
    path: pathOf,
  }),
  'mailboxes.lost': kind<{ problem?: ProblemFacts }>({
    name: 'Mailboxes lost',
    when: 'Mailboxes of a tenant could be managed and no longer can.',
    severity: 'warning',
    audience: 'tenants:write',
    topic: 'mailboxes',
    title: (name) => `Mailboxes of ${name} can no longer be managed`,
    detail: ({ problem }) => problem?.why ?? 'The last check was refused.',
    fix: ({ problem }) => problem?.fix ?? 'Open the tenant: its onboarding says what is missing.',
    path: pathOf,
  }),
  'tenant.appeared': kind<{ tenants: readonly { id: string; name: string }[] }>({
    name: 'New tenant',
    when: 'A tenant becomes available that was not there when the connection was made.',
    severity: 'info',
    audience: 'tenants:write',
    title: (name, { tenants }) => (tenants.length === 1 ? `${name} is new` : `${tenants.length} tenants are new`),
    detail: ({ tenants }) => `${listOf(tenants.map(({ name }) => name))} can be onboarded now.`,
    fix: 'Grant consent to begin.',
    path: (subject) => (subject.kind === 'tenant' ? pathOf(subject) : '/companies'),
    once: ({ tenants }) => tenants.map(({ id }) => id).join(','),
  }),
  'tenant.ready': kind<{ since: string }>({
    name: 'Tenant is ready',
    when: 'Consent and mailbox access of a tenant are proved.',
    severity: 'info',
    audience: 'tenants:write',
    title: (name) => `${name} is ready`,
    detail: () => 'Consent is granted and everything that was asked for works.',
    fix: 'Nothing to do.',
    path: pathOf,
    once: ({ since }) => since,
  }),
  'run.failed': kind<{ total: number; failed: number; problem?: ProblemFacts }>({
    name: 'Run ended with failures',
    when: 'A run over several tenants ends and did not succeed everywhere.',
    severity: 'warning',
    audience: 'connections:test',
    title: (name, { failed, total }) =>
      failed > 0 ? `${name}: ${failed} of ${total} tenants failed` : `${name} did not finish`,
    detail: ({ problem }) => problem?.why ?? 'The tenants that failed are listed with the cause of each.',
    fix: ({ problem }) => problem?.fix ?? 'Open the run and retry those that failed.',
    path: pathOf,
    once: () => 'ended',
  }),
  'exception.requested': kind<{ by: string; tenants: number | null; expiresAt: string }>({
    name: 'Exception waits for a decision',
    when: 'Somebody asks that a failure of a control is accepted for a time.',
    severity: 'info',
    audience: 'compliance:approve',
    topic: 'exceptionRequest',
    title: (name, { by }) => `${by} asks for an exception to “${name}”`,
    detail: ({ tenants, expiresAt }) => `It would hold in ${inTenants(tenants)} until ${day(expiresAt)}.`,
    fix: 'Look at the reason and at what keeps the risk down, then approve or deny it.',
    path: pathOf,
  }),
  'exception.expiring': kind<{ expiresAt: string; tenants: number | null }>({
    name: 'Exception expires soon',
    when: 'An accepted failure of a control counts again within 14 days.',
    severity: 'warning',
    audience: 'compliance:write',
    topic: 'exception',
    title: (name) => `The exception to “${name}” expires soon`,
    detail: ({ expiresAt, tenants }) =>
      `It ends on ${day(expiresAt)}. From then on the control counts again in ${inTenants(tenants)}.`,
    fix: 'Put the control right before that, or ask that the exception goes on.',
    path: pathOf,
    once: ({ expiresAt }) => expiresAt,
  }),
  'exception.expired': kind<{ expiresAt: string; tenants: number | null }>({
    name: 'Exception has expired',
    when: 'An accepted failure of a control counts again.',
    severity: 'warning',
    audience: 'compliance:write',
    title: (name) => `The exception to “${name}” has expired`,
    detail: ({ expiresAt, tenants }) =>
      `It ended on ${day(expiresAt)}. The control counts again in ${inTenants(tenants)}.`,
    fix: 'Put the control right, or ask for a new exception.',
    path: pathOf,
    once: ({ expiresAt }) => expiresAt,
  }),
  'manual.due': kind<{ day: string; controls: readonly string[] }>({
    name: 'Manual control is due',
    when: 'A control that people judge has to be attested, or its attestation has run out.',
    severity: 'warning',
    audience: 'compliance:write',
    title: (name, { controls }) =>
      controls.length === 1
        ? `A manual control of ${name} is due`
        : `${controls.length} manual controls of ${name} are due`,
    detail: ({ controls }) => `To be looked at: ${listOf(controls)}.`,
    fix: 'Look at it in the tenant, and attest what you saw.',
    path: ({ id }) => `/compliance/manual?tenantId=${id}`,
    once: ({ day: due }) => due,
  }),
  'question.changed': kind<{ at: string; added: readonly string[]; removed: readonly string[] }>({
    name: 'Answer to a question has changed',
    when: 'Another tenant is in the answer to a saved question, or one no longer is.',
    severity: 'info',
    audience: 'compliance:read',
    title: (name) => `The answer to “${name}” has changed`,
    detail: ({ added, removed }) =>
      [
        ...(added.length > 0 ? [`New in it: ${listOf(added)}.`] : []),
        ...(removed.length > 0 ? [`No longer in it: ${listOf(removed)}.`] : []),
      ].join(' '),
    fix: 'Open the question to see what decides.',
    path: pathOf,
    once: ({ at }) => at,
  }),
} as const

/** The name of a kind. */
export type NoticeKind = keyof typeof noticeKinds

/** All names, in the order people are shown them. */
export const noticeKindNames = Object.keys(noticeKinds) as NoticeKind[]

/** What one of this kind has to say. */
export type FactsOf<K extends NoticeKind> = Parameters<(typeof noticeKinds)[K]['title']>[1]

function pathOf(subject: NoticeSubject): string {
  if (subject.kind === 'tenant') return `/companies/${subject.id}`
  if (subject.kind === 'run') return `/runs/${subject.id}`
  if (subject.kind === 'exception') return `/compliance/exceptions/${subject.id}`
  if (subject.kind === 'question') return `/compliance/questions/${subject.id}`
  return `/settings/integrations/${subject.providerId}/connections/${subject.id}`
}

/** Another end than before is told from the start. */
function stepOf(end: string, daysLeft: number): string | undefined {
  const step = STEPS.findLast((days) => daysLeft < days)
  return step === undefined ? undefined : `${end}:${step}`
}

function inTenants(count: number | null): string {
  return count === null ? 'all tenants' : count === 1 ? '1 tenant' : `${count} tenants`
}

function inDays(days: number): string {
  return days < 1 ? 'within a day' : days === 1 ? 'in 1 day' : `in ${days} days`
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 5)
  if (names.length > shown.length) return `${shown.join(', ')} and ${names.length - shown.length} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

const day = (instant: string) => instant.slice(0, 10)
const moment = (instant: string) => `${instant.slice(0, 16).replace('T', ' ')} UTC`
