import { type ConnectionTest, secretExpired } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { type Audit, SYSTEM } from '../audit/audit.js'
import type { Notices } from '../notifications/notices.js'
import { changeRow } from './connection-rows.js'
import type { ConnectionRow, CredentialFacts } from './connection.entity.js'

const DAY = 86_400_000
/** Days before the end at which it is announced, each once. */
const STEPS = [60, 30, 14, 7, 1] as const

/** Whole days until an instant; negative once it is past. */
export function daysUntil(instant: string, now: Date): number {
  return Math.floor((Date.parse(instant) - now.getTime()) / DAY)
}

/** How the hard clock stands: when the provider stops accepting the credential. */
export function expiryOf(credential: CredentialFacts, now: Date) {
  if (!credential.hasSecret) return { expiry: 'never' as const, daysLeft: null }
  if (credential.expiresAt === null) return { expiry: 'unknown' as const, daysLeft: null }
  const daysLeft = daysUntil(credential.expiresAt, now)
  const expiry: 'expired' | 'soon' | 'fine' =
    Date.parse(credential.expiresAt) <= now.getTime() ? 'expired' : daysLeft < STEPS[0] ? 'soon' : 'fine'
  return { expiry, daysLeft }
}

/** How the soft clock stands: our own rule to renew a secret after 6 months, and not to keep one beyond 12. */
export function rotationOf(credential: CredentialFacts, now: Date) {
  const setAt = new Date(credential.setAt)
  const after = (months: number) => {
    const date = new Date(setAt)
    date.setUTCMonth(date.getUTCMonth() + months)
    return date
  }
  const state: 'due' | 'advised' | 'fine' = now >= after(12) ? 'due' : now >= after(6) ? 'advised' : 'fine'
  return { dueAt: after(12).toISOString(), state }
}

/** The credential with the end that the provider names. Another end than before is announced from the start. */
function endingAt(credential: CredentialFacts, expiresAt: string): CredentialFacts {
  const isSame = credential.expiresAt !== null && Date.parse(credential.expiresAt) === Date.parse(expiresAt)
  return {
    ...credential,
    expiresAt,
    expirySource: 'provider',
    announcedDays: isSame ? credential.announcedDays : null,
  }
}

/** The credential as a test leaves it: with the end that the provider names, or ended when it says so. */
export function afterTest(credential: CredentialFacts, test: ConnectionTest, now: Date): CredentialFacts {
  if (test.credential?.expiresAt) return endingAt(credential, test.credential.expiresAt)
  const isKnownToEndLater = credential.expiresAt === null || Date.parse(credential.expiresAt) > now.getTime()
  return test.problem?.code === secretExpired.kind.code && isKnownToEndLater
    ? endingAt(credential, now.toISOString())
    : credential
}

/** Puts the date into the sentence that says that a secret has expired. */
export function datedExpiry(test: ConnectionTest, credential: CredentialFacts, config: Record<string, unknown>): void {
  if (test.problem?.code !== secretExpired.kind.code || credential.expiresAt === null) return
  const { why } = secretExpired({ clientId: String(config['clientId']), expiredAt: credential.expiresAt })
  test.problem = { ...test.problem, why }
  test.checks.authentication.problem = test.problem
}

/** Tells once for each step that the end of a credential has come that near. */
export async function announceExpiry(
  tx: EntityManager,
  { audit, notices }: { audit: Audit; notices: Notices },
  row: Pick<ConnectionRow, 'id' | 'name' | 'providerId' | 'credential'>,
  { problem }: Pick<ConnectionTest, 'problem'>,
  now: Date,
): Promise<void> {
  const { credential } = row
  // That the connection fails for it says more than that its day has come.
  if (problem?.code === secretExpired.kind.code) await notices.resolve(tx, 'credential', row.id, now)
  else await noticeExpiry(tx, notices, row, now)
  if (credential.expiresAt === null) return
  const daysLeft = daysUntil(credential.expiresAt, now)
  const step = STEPS.findLast((days) => daysLeft < days)
  if (step === undefined || (credential.announcedDays !== null && credential.announcedDays <= step)) return
  await changeRow(tx, { id: row.id }, { credential: { ...credential, announcedDays: step } })
  await audit.record(tx, {
    actor: SYSTEM,
    action: 'connection.credentialExpiring',
    subject: { kind: 'connection', id: row.id, name: row.name },
    connectionId: row.id,
    summary:
      daysLeft < 0
        ? `The credential of “${row.name}” expired on ${credential.expiresAt.slice(0, 10)}.`
        : `The credential of “${row.name}” expires on ${credential.expiresAt.slice(0, 10)}, in ${daysLeft} days.`,
    details: { expiresAt: credential.expiresAt, daysLeft },
  })
}

async function noticeExpiry(
  tx: EntityManager,
  notices: Notices,
  { id, name, providerId, credential }: Pick<ConnectionRow, 'id' | 'name' | 'providerId' | 'credential'>,
  now: Date,
): Promise<void> {
  const subject = { kind: 'connection' as const, id, name, providerId }
  const { expiresAt } = credential
  const { expiry, daysLeft } = expiryOf(credential, now)
  if (expiresAt !== null && expiry === 'expired') {
    await notices.record(tx, 'credential.expired', subject, { expiresAt }, now)
  } else if (expiresAt !== null && expiry === 'soon') {
    await notices.record(tx, 'credential.expiring', subject, { expiresAt, daysLeft: daysLeft ?? 0 }, now)
  } else {
    await notices.resolve(tx, 'credential', id, now)
  }
}
