import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { ProblemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { Notices } from '../notifications/notices.js'
import { letGo, lookSoon } from './cancelled-runs.js'

export const runKinds = ['discover', 'verify', 'recheck', 'bulkConsent'] as const
export type RunKind = (typeof runKinds)[number]

export const runStatuses = ['queued', 'running', 'succeeded', 'partlyFailed', 'failed', 'cancelled'] as const
export type RunStatus = (typeof runStatuses)[number]

export const itemStatuses = ['waiting', 'running', 'succeeded', 'failed', 'unreachable', 'cancelled'] as const

/** How far a bulk consent is: finding out whom the provider reaches, asking it, waiting for it and proving. */
export const runPhases = ['reaching', 'asking', 'waiting'] as const
export type RunPhase = (typeof runPhases)[number]

/** How far a bulk consent is with one tenant. */
export const itemStages = ['asked', 'working', 'proving'] as const
export type ItemStage = (typeof itemStages)[number]

/** The connection whose provider consents, as it was called when the run began. */
export interface RunVia {
  id: string
  name: string
  provider: string
}

/** How the work on one tenant ended. */
export interface EndedItem {
  tenantId: string
  problem: ProblemFacts | undefined
  /** The provider that should have done the work does not reach the tenant. */
  unreachable?: boolean
}

export interface RunRow {
  id: string
  organization_id: string
  connection_id: string
  kind: RunKind
  status: RunStatus
  total: number
  done: number
  failed: number
  unreachable: number
  /** How many it did not come to before it was called off. */
  cancelled: number
  cancelled_by: Pick<Actor, 'kind' | 'id' | 'name'> | null
  via: RunVia | null
  phase: RunPhase | null
  ticket: unknown
  deadline_at: Date | null
  problem: ProblemFacts | null
  started_by: Pick<Actor, 'kind' | 'id' | 'name'>
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
}

/** What people call them. */
const NAMES: Record<RunKind, string> = {
  discover: 'Listing tenants',
  verify: 'Verification',
  recheck: 'Verification',
  bulkConsent: 'Bulk consent',
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Work on many tenants, remembered tenant by tenant, so that it goes on where it was whatever happens to a process. */
@Injectable()
export class TenantRuns {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly notices: Notices,
  ) {}

  /** Begins a run over these tenants of a connection, in the caller's transaction. */
  async begin(
    tx: EntityManager,
    run: {
      organizationId: string
      connectionId: string
      kind: RunKind
      startedBy: Pick<Actor, 'kind' | 'id' | 'name'>
      via?: RunVia
    },
    tenantIds: readonly string[],
  ): Promise<string> {
    const id = randomUUID()
    const { kind: actorKind, id: actorId, name } = run.startedBy
    await tx.query(
      `insert into tenant_runs (id, organization_id, connection_id, kind, status, total, started_by, via)
       values ($1, $2, $3, $4, 'queued', $5, $6, $7)`,
      [
        id,
        run.organizationId,
        run.connectionId,
        run.kind,
        tenantIds.length,
        JSON.stringify({ kind: actorKind, id: actorId, name }),
        run.via === undefined ? null : JSON.stringify(run.via),
      ],
    )
    await tx.query(
      `insert into tenant_run_items (organization_id, run_id, tenant_id, position, status)
       select $1, $2, tenant_id, position, 'waiting' from unnest($3::uuid[]) with ordinality as given(tenant_id, position)`,
      [run.organizationId, id, tenantIds],
    )
    // The schedule need not look at them meanwhile. Should the run never be worked on, their turn comes again.
    await tx.query(
      `with chosen as (select id from tenants where id = any($1) order by id for update)
       update tenants set next_check_at = now() + interval '15 minutes' from chosen where tenants.id = chosen.id`,
      [tenantIds],
    )
    return id
  }

  async get(tx: EntityManager, id: string): Promise<RunRow> {
    const [row] = UUID.test(id) ? await tx.query<RunRow[]>('select * from tenant_runs where id = $1', [id]) : []
    if (!row) throw notFound({ what: 'run' })
    return row
  }

  /** Marks a run as begun; says whether there is anything to do for it. */
  async start(organizationId: string, id: string): Promise<boolean> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const [, changed] = await tx.query<[unknown[], number]>(
        `update tenant_runs set status = 'running', started_at = coalesce(started_at, now())
         where id = $1 and status in ('queued', 'running')`,
        [id],
      )
      if (changed === 0) {
        // The process that worked on it may have ended before it let go of what it had taken.
        await letGo(tx, id)
        return false
      }
      // A run is worked on by one job at a time: what is marked as taken now was taken by a process that is gone.
      // What a provider was asked for stays asked.
      await tx.query(
        `update tenant_run_items set status = 'waiting' where run_id = $1 and status = 'running' and stage is null`,
        [id],
      )
      return true
    })
  }

  /** Takes the next tenants of a run, so that no other worker takes them too. */
  async take(tx: EntityManager, id: string, count: number): Promise<string[]> {
    const [taken] = await tx.query<[{ tenant_id: string }[], number]>(
      `update tenant_run_items item set status = 'running'
       where item.run_id = $1 and item.tenant_id = any(array(
         select i.tenant_id from tenant_run_items i join tenant_runs r on r.id = i.run_id
         where i.run_id = $1 and r.status = 'running' and i.status = 'waiting'
         order by i.position limit $2 for update of i skip locked))
       returning item.tenant_id`,
      [id, count],
    )
    return taken.map(({ tenant_id: tenantId }) => tenantId)
  }

  /** Ends tenants of a run, in the transaction of what the work on them changed. */
  async finishItems(tx: EntityManager, runId: string, items: readonly EndedItem[]): Promise<void> {
    if (items.length === 0) return
    await tx.query(
      `with given as (
         select * from jsonb_to_recordset($2::jsonb) as given("tenantId" uuid, problem jsonb, unreachable boolean)),
       ended as (
         update tenant_run_items item set ended_at = now(), stage = null, next_try_at = null, problem = given.problem,
           status = case when given.unreachable then 'unreachable'
             when given.problem is null then 'succeeded' else 'failed' end
         from given where item.run_id = $1 and item.tenant_id = given."tenantId" and item.status = 'running'
         returning item.status)
       update tenant_runs set done = done + (select count(*) from ended),
         failed = failed + (select count(*) from ended where status = 'failed'),
         unreachable = unreachable + (select count(*) from ended where status = 'unreachable')
       where id = $1`,
      [runId, JSON.stringify(items.map(({ tenantId, problem, unreachable }) => ({ tenantId, problem, unreachable })))],
    )
  }

  /** Ends a run in which nothing is left to do, or that was called off. Tells how it ended, unless others still work on it. */
  async end(organizationId: string, id: string, problem?: ProblemFacts): Promise<void> {
    const ended = await this.database.inOrganization(organizationId, async (tx) => {
      if (problem) await failOpenItems(tx, id, problem)
      const [[run]] = await tx.query<[RunRow[], number]>(
        `update tenant_runs set ended_at = now(), problem = $2, status = case
           when $2::jsonb is not null then 'failed'
           when failed + unreachable = 0 then 'succeeded'
           when failed + unreachable = total then 'failed'
           else 'partlyFailed' end
         where id = $1 and status = 'running' and not exists (
           select 1 from tenant_run_items where run_id = $1 and status in ('waiting', 'running'))
         returning *`,
        [id, problem ? JSON.stringify(problem) : null],
      )
      if (run) await this.tellFailures(tx, run)
      return run !== undefined || (await letGo(tx, id))
    })
    if (ended) await this.tell(organizationId, id)
  }

  /** Whoever began a run may have gone on to something else. What the schedule does is told where it matters. */
  private async tellFailures(tx: EntityManager, run: RunRow): Promise<void> {
    if (run.started_by.kind === 'system' || (run.status !== 'failed' && run.status !== 'partlyFailed')) return
    const subject = { kind: 'run' as const, id: run.id, name: NAMES[run.kind], connectionId: run.connection_id }
    await this.notices.record(tx, 'run.failed', subject, {
      total: run.total,
      failed: run.failed + run.unreachable,
      ...(run.problem && { problem: run.problem }),
    })
  }

  /** The tenants of a run that failed, for another try. */
  async failedTenants(tx: EntityManager, id: string): Promise<string[]> {
    const rows = await tx.query<{ tenant_id: string }[]>(
      `select tenant_id from tenant_run_items where run_id = $1 and status = 'failed' order by position`,
      [id],
    )
    return rows.map(({ tenant_id: tenantId }) => tenantId)
  }

  /** Tells whoever watches how far a run is, and answers how it is. */
  async tell(organizationId: string, id: string): Promise<RunStatus> {
    const { status, phase, total, done, failed, unreachable, cancelled } = await this.database.inOrganization(
      organizationId,
      (tx) => this.get(tx, id),
    )
    const counts = { total, done, failed, unreachable, cancelled }
    this.events.publish(organizationId, 'tenant-run.changed', { id, status, phase, ...counts })
    return status
  }
}

/** What keeps a run from going on is the reason for each tenant that it did not get to. */
async function failOpenItems(tx: EntityManager, id: string, problem: ProblemFacts): Promise<void> {
  await lookSoon(tx, id)
  await tx.query(
    `with failed as (
       update tenant_run_items set status = 'failed', problem = $2, stage = null, ended_at = now()
       where run_id = $1 and status in ('waiting', 'running')
         and exists (select 1 from tenant_runs where id = $1 and status = 'running')
       returning 1)
     update tenant_runs set done = done + n, failed = failed + n from (select count(*)::int as n from failed) counted
     where id = $1`,
    [id, JSON.stringify(problem)],
  )
}
