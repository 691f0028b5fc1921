import type { EntityManager } from 'typeorm'
import type { Actor } from '../http/authentication.js'

/**
 * Calls a run off: what is under way ends, what waits is not begun. Rows are taken in the order in which work ends. False
 * when it has ended already.
 */
export async function cancelRun(
  tx: EntityManager,
  id: string,
  { kind, id: actorId, name }: Pick<Actor, 'kind' | 'id' | 'name'>,
): Promise<boolean> {
  await lookSoon(tx, id)
  const [, changed] = await tx.query<[unknown[], number]>(
    `with not_done as (
       update tenant_run_items set status = 'cancelled', ended_at = now()
       where run_id = $1 and (status = 'waiting' or status = 'running' and stage is not null) returning 1)
     update tenant_runs set status = 'cancelled', ended_at = now(), cancelled_by = $2,
       cancelled = (select count(*) from not_done)
     where id = $1 and status in ('queued', 'running')`,
    [id, JSON.stringify({ kind, id: actorId, name })],
  )
  return changed === 1
}

/** Lets go of what was taken for a run and not begun when the run was called off. Says whether it was called off. */
export async function letGo(tx: EntityManager, id: string): Promise<boolean> {
  const [, changed] = await tx.query<[unknown[], number]>(
    `with not_done as (
       update tenant_run_items set status = 'cancelled', ended_at = now()
       where run_id = $1 and status in ('waiting', 'running')
         and exists (select 1 from tenant_runs where id = $1 and status = 'cancelled') returning 1)
     update tenant_runs set cancelled = cancelled + (select count(*) from not_done)
     where id = $1 and status = 'cancelled'`,
    [id],
  )
  return changed === 1
}

/** What a provider was asked for goes on without us: those tenants are looked at soon. */
export async function lookSoon(tx: EntityManager, id: string): Promise<void> {
  await tx.query(
    `update tenants set next_check_at = now() where id in (
       select tenant_id from tenant_run_items where run_id = $1 and status = 'running' and stage is not null)`,
    [id],
  )
}

/** The same for tenants that a provider was asked for while the run was called off. */
export async function askedInVain(tx: EntityManager, id: string, tenantIds: readonly string[]): Promise<void> {
  await tx.query('update tenants set next_check_at = now() where id = any($1)', [tenantIds])
  await tx.query(
    `update tenant_run_items set stage = 'asked'
     where run_id = $1 and tenant_id = any($2) and status in ('waiting', 'running', 'cancelled')`,
    [id, tenantIds],
  )
}
