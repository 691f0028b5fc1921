import type { EntityManager } from 'typeorm'
import type { ItemStage, RunPhase } from './tenant-runs.js'

/** A tenant of a bulk consent that is not at its end. */
export interface OpenItem {
  tenantId: string
  providerTenantId: string
  stage: ItemStage | null
  note: string | null
  /** Since when the provider calls it done and no sign-in shows it. */
  provingSince: Date | null
}

/** The tenants that are not at their end, in their order; none of a run that was called off. */
export async function openItems(tx: EntityManager, runId: string): Promise<OpenItem[]> {
  return tx.query<OpenItem[]>(
    `select i.tenant_id as "tenantId", t.provider_tenant_id as "providerTenantId", i.stage, i.note,
       i.proving_since as "provingSince"
     from tenant_run_items i join tenants t on t.id = i.tenant_id join tenant_runs r on r.id = i.run_id
     where i.run_id = $1 and i.status in ('waiting', 'running') and r.status = 'running' order by i.position`,
    [runId],
  )
}

/** Those of these tenants that are not at their end meanwhile. */
export async function stillOpen(tx: EntityManager, runId: string, tenantIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select i.tenant_id as id from tenant_run_items i join tenant_runs r on r.id = i.run_id
     where i.run_id = $1 and i.tenant_id = any($2) and i.status in ('waiting', 'running') and r.status = 'running'`,
    [runId, tenantIds],
  )
  return rows.map(({ id }) => id)
}

/** Marks tenants as worked on, with how far they are. */
export async function workOn(
  tx: EntityManager,
  runId: string,
  tenantIds: readonly string[],
  stage: ItemStage | null,
): Promise<void> {
  await tx.query(
    `update tenant_run_items set status = 'running', stage = $3
     where run_id = $1 and tenant_id = any($2) and status in ('waiting', 'running') and stage is null`,
    [runId, tenantIds, stage],
  )
}

/** Keeps what the provider says about tenants. */
export async function noteItems(
  tx: EntityManager,
  runId: string,
  notes: readonly Pick<OpenItem, 'tenantId' | 'stage' | 'note'>[],
): Promise<void> {
  await tx.query(
    `update tenant_run_items item set stage = given.stage, note = given.note
     from jsonb_to_recordset($2::jsonb) as given("tenantId" uuid, stage text, note text)
     where item.run_id = $1 and item.tenant_id = given."tenantId" and item.status = 'running'`,
    [runId, JSON.stringify(notes)],
  )
}

/** Keeps when tenants are tried next, for those who watch and for a process that takes the run over. */
export async function noteTries(
  tx: EntityManager,
  runId: string,
  tries: readonly { tenantId: string; provingSince: Date | null; nextTryAt: Date }[],
): Promise<void> {
  await tx.query(
    `update tenant_run_items item set proving_since = given."provingSince", next_try_at = given."nextTryAt"
     from jsonb_to_recordset($2::jsonb) as given("tenantId" uuid, "provingSince" timestamptz, "nextTryAt" timestamptz)
     where item.run_id = $1 and item.tenant_id = given."tenantId" and item.status = 'running'`,
    [runId, JSON.stringify(tries)],
  )
}

/** Takes a run one phase further, in the transaction of what that phase brought. False where it was called off meanwhile. */
export async function enterPhase(
  tx: EntityManager,
  runId: string,
  phase: RunPhase,
  waiting?: { ticket: unknown; seconds: number },
): Promise<boolean> {
  const [, changed] = await tx.query<[unknown[], number]>(
    `update tenant_runs set phase = $2, ticket = coalesce($3::jsonb, ticket),
       deadline_at = coalesce(now() + make_interval(secs => $4), deadline_at)
     where id = $1 and status = 'running'`,
    [runId, phase, waiting ? JSON.stringify(waiting.ticket ?? null) : null, waiting?.seconds ?? null],
  )
  return changed === 1
}
