import type { CallRecord, ProblemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { Onboarding } from './onboarding.js'

const KEPT = 10

/** What one look at a tenant found and which calls it made, for those who want to know why. */
export interface StoredCheck {
  tenantId: string
  at: string
  durationMs: number
  consent: Onboarding['consent']['status']
  mailboxes: Onboarding['mailboxes']['status']
  servedBy: string | null
  problems: ProblemFacts[]
  calls: CallRecord[]
}

/** Keeps the last looks at each tenant. */
export async function storeChecks(tx: EntityManager, checks: readonly StoredCheck[]): Promise<void> {
  if (checks.length === 0) return
  await tx.query(
    `insert into tenant_checks (organization_id, tenant_id, at, duration_ms, consent_status, mailboxes_status, served_by,
       problems, calls)
     select current_setting('app.organization_id')::uuid, "tenantId", at, "durationMs", consent, mailboxes, "servedBy",
       problems, calls
     from jsonb_to_recordset($1::jsonb) as given("tenantId" uuid, at timestamptz, "durationMs" int, consent text,
       mailboxes text, "servedBy" text, problems jsonb, calls jsonb)`,
    [JSON.stringify(checks)],
  )
  await tx.query(
    `delete from tenant_checks old using unnest($1::uuid[]) as tenant(id)
     where old.tenant_id = tenant.id and old.id <= (
       select id from tenant_checks latest where latest.tenant_id = tenant.id order by id desc offset $2 limit 1)`,
    [checks.map(({ tenantId }) => tenantId), KEPT],
  )
}

/** The last looks at a tenant, latest first. */
export async function lastChecks(tx: EntityManager, tenantId: string): Promise<StoredCheck[]> {
  const rows = await tx.query<(Omit<StoredCheck, 'at'> & { at: Date })[]>(
    `select tenant_id as "tenantId", at, duration_ms as "durationMs", consent_status as consent,
       mailboxes_status as mailboxes, served_by as "servedBy", problems, calls
     from tenant_checks where tenant_id = $1 order by id desc limit $2`,
    [tenantId, KEPT],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
