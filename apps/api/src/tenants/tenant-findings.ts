import { Injectable } from '@nestjs/common'
import type { ProblemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Audit, type AuditEntry, SYSTEM } from '../audit/audit.js'
import { observe, type Onboarding, type OnboardingEvent, scheduleNext } from './onboarding.js'
import type { TenantCheck } from './tenant-check.js'
import { storeChecks, type StoredCheck } from './tenant-checks.js'
import { TenantNotices } from './tenant-notices.js'
import { type LockedTenant, lockTenants, storeStates, type TenantState } from './tenant-rows.js'

/** What an event is called in the audit log. */
const WORDS: Record<OnboardingEvent, string> = {
  consentGranted: 'Consent is granted.',
  consentPartial: 'Consent lacks permissions.',
  consentRevoked: 'Consent was revoked.',
  propagationStarted: 'A new role is spreading.',
  mailboxesWork: 'Mailboxes can be managed.',
  mailboxesLost: 'Mailboxes can no longer be managed.',
  mailboxesFailed: 'The role did not take effect in time.',
  ready: 'The tenant is ready.',
  notReady: 'The tenant is no longer ready.',
}

/** What one look found in one tenant. */
export interface Finding {
  tenantId: string
  check: TenantCheck
}

/** What became of it. */
export interface KeptFinding extends Finding {
  /** The tenant as it was before. */
  row: LockedTenant
  after: Onboarding
  happened: OnboardingEvent[]
  /** Whether anything that people see is different now. */
  moved: boolean
  /** What kept the look from telling how the tenant is. */
  problem: ProblemFacts | undefined
}

/** Keeps what looks at tenants found. */
@Injectable()
export class TenantFindings {
  constructor(
    private readonly audit: Audit,
    private readonly notices: TenantNotices,
  ) {}

  /**
   * Applies findings to the states as they are by now, under a lock, so that no look is lost to another: a few statements
   * however many they are. A tenant that is gone is left out.
   */
  async keep(tx: EntityManager, findings: readonly Finding[]): Promise<KeptFinding[]> {
    const ids = findings.map(({ tenantId }) => tenantId)
    const rows = new Map((await lockTenants(tx, ids)).map((row) => [row.id, row]))
    const now = new Date()
    const kept = findings.flatMap(({ tenantId, check }) => {
      const row = rows.get(tenantId)
      return row ? [apply(row, check, now)] : []
    })
    await storeStates(tx, kept.map(stateOf))
    await storeChecks(
      tx,
      kept.map((one) => checkOf(one, now)),
    )
    await rememberPropagation(tx, kept, now)
    return kept
  }

  /** Records what happened; last in the transaction, as everything of the audit log is. */
  async record(tx: EntityManager, kept: readonly KeptFinding[]): Promise<void> {
    await this.notices.changed(tx, kept)
    await this.audit.recordAll(tx, kept.flatMap(entriesOf))
  }
}

function apply(row: LockedTenant, check: TenantCheck, now: Date): KeptFinding {
  const happened: OnboardingEvent[] = []
  let state = row.onboarding
  for (const observation of check.observations) {
    const next = observe(state, observation, now)
    state = next.state
    happened.push(...next.events)
  }
  const after = scheduleNext(state, now)
  return {
    tenantId: row.id,
    row,
    check,
    happened,
    after,
    moved: happened.length > 0 || JSON.stringify(row.onboarding) !== JSON.stringify(after),
    problem: [after.consent.problem, after.mailboxes.problem].find((problem) => problem?.health === 'serviceError'),
  }
}

function stateOf({ tenantId, after, check: { identity, facts } }: KeptFinding): TenantState {
  return {
    id: tenantId,
    onboarding: after,
    ...(identity && { granted: identity.permissions, inapplicable: identity.inapplicable ?? [] }),
    ...(identity?.appName && { appName: identity.appName }),
    ...(facts && { name: facts.name, ...(facts.defaultDomain && { defaultDomain: facts.defaultDomain }) }),
  }
}

function checkOf({ tenantId, check, after: { consent, mailboxes } }: KeptFinding, now: Date): StoredCheck {
  return {
    tenantId,
    at: now.toISOString(),
    durationMs: check.durationMs ?? 0,
    consent: consent.status,
    mailboxes: mailboxes.status,
    servedBy: mailboxes.servedBy ?? null,
    problems: [consent.problem, mailboxes.problem].filter((problem) => problem !== undefined),
    calls: [...(check.calls ?? [])],
  }
}

function entriesOf({ tenantId, row, after, happened }: KeptFinding): AuditEntry[] {
  const { provenance } = after.consent.problem ?? {}
  return happened.map((event) => ({
    actor: SYSTEM,
    action: `tenant.${event}`,
    subject: { kind: 'tenant', id: tenantId, name: row.name },
    connectionId: row.connectionId,
    summary: `${row.name}: ${WORDS[event]}`,
    ...(provenance && { details: { provenance } }),
  }))
}

/** How long roles take to spread here, for the next one who waits. */
async function rememberPropagation(tx: EntityManager, kept: readonly KeptFinding[], now: Date): Promise<void> {
  const seconds = kept.flatMap(({ row, happened }) => {
    const since = row.onboarding.mailboxes.propagatingSince
    if (!happened.includes('mailboxesWork') || since === undefined) return []
    return [Math.round((now.getTime() - Date.parse(since)) / 1000)]
  })
  if (seconds.length === 0) return
  await tx.query(
    `insert into propagation_times (organization_id, seconds, at)
     select current_setting('app.organization_id')::uuid, seconds, $2 from unnest($1::int[]) as seconds`,
    [seconds, now],
  )
}
