import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { ProblemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import {
  type AssessmentRow,
  assessmentRow,
  type AssessmentStatus,
  type EvidenceKept,
  type Scope,
  type StoredScores,
} from './assessment-rows.js'
import type { Source } from './catalogue.js'
import type { Tally } from './score.js'

/** What an assessment is begun with. */
export interface NewAssessment {
  organizationId: string
  name: string
  selection: object
  frameworks: readonly string[]
  scope: Scope
  evidence: EvidenceKept
  judgedBy: readonly Source[]
  scheduleId?: string
  startedBy: Pick<Actor, 'kind' | 'id' | 'name'>
}

/** A tenant whose turn it is. */
export interface TakenTenant {
  number: number
  tenantId: string
}

/** What came of assessing a tenant. */
export type TenantResult =
  | { status: 'failed' | 'withoutConsent'; problem: ProblemFacts }
  | { counts: Tally; scores: StoredScores; changed: number; controls: readonly string[] | null; judged: number }

/** Assessments, remembered tenant by tenant, so that each goes on where it was whatever happens to a process. */
@Injectable()
export class AssessmentRuns {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  /** Begins an assessment of these tenants, in the caller's transaction. */
  async begin(tx: EntityManager, run: NewAssessment, tenantIds: readonly string[]): Promise<string> {
    const id = randomUUID()
    const { kind, id: actorId, name } = run.startedBy
    await tx.query(
      `insert into assessments (id, organization_id, name, selection, frameworks, scope, evidence, status, total, judged_by,
         schedule_id, started_by)
       values ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $9, $10, $11)`,
      [
        id,
        run.organizationId,
        run.name,
        JSON.stringify(run.selection),
        run.frameworks,
        run.scope,
        run.evidence,
        tenantIds.length,
        JSON.stringify(run.judgedBy),
        run.scheduleId ?? null,
        JSON.stringify({ kind, id: actorId, name }),
      ],
    )
    await tx.query(
      `insert into tenant_assessments (organization_id, assessment_id, tenant_id, position, status)
       select $1, $2, tenant_id, position, 'waiting' from unnest($3::uuid[]) with ordinality as given(tenant_id, position)`,
      [run.organizationId, id, tenantIds],
    )
    return id
  }

  /** Marks an assessment as begun; says whether there is anything to do for it. */
  async start(organizationId: string, id: string): Promise<boolean> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const [, changed] = await tx.query<[unknown[], number]>(
        `update assessments set status = 'running', started_at = coalesce(started_at, now())
         where id = $1 and status in ('queued', 'running')`,
        [id],
      )
      // It is worked on by one job at a time: what is marked as taken now was taken by a process that is gone.
      await tx.query(
        `update tenant_assessments set status = 'waiting', resources_done = 0, controls_done = 0
         where assessment_id = $1 and status in ('collecting', 'evaluating')`,
        [id],
      )
      return changed === 1
    })
  }

  /** Takes the next tenant, so that no other worker takes it too. */
  async take(organizationId: string, id: string): Promise<TakenTenant | undefined> {
    const [taken] = await this.database.inOrganization(organizationId, (tx) =>
      tx.query<[{ number: number; tenant_id: string }[], number]>(
        `update tenant_assessments item set status = 'collecting', started_at = coalesce(started_at, now())
         where item.id = (
           select i.id from tenant_assessments i join assessments a on a.id = i.assessment_id
           where i.assessment_id = $1 and a.status = 'running' and i.status = 'waiting'
           order by i.position limit 1 for update of i skip locked)
         returning item.id::float8 as number, item.tenant_id`,
        [id],
      ),
    )
    const [row] = taken
    return row && { number: row.number, tenantId: row.tenant_id }
  }

  /** Notes how far reading is. False: it was called off meanwhile. */
  async collecting(
    organizationId: string,
    number: number,
    { done, total }: { done: number; total: number },
  ): Promise<boolean> {
    const [, changed] = await this.database.inOrganization(organizationId, (tx) =>
      tx.query<[unknown[], number]>(
        `update tenant_assessments set resources_done = $2, resources_total = $3 where id = $1 and status = 'collecting'`,
        [number, done, total],
      ),
    )
    return changed === 1
  }

  /** What was read is judged from now on. False: it was called off meanwhile. */
  async evaluating(
    organizationId: string,
    number: number,
    { snapshotId, controls }: { snapshotId: number | null; controls: number },
  ): Promise<boolean> {
    const [, changed] = await this.database.inOrganization(organizationId, (tx) =>
      tx.query<[unknown[], number]>(
        `update tenant_assessments set status = 'evaluating', evaluating_at = now(), snapshot_id = $2, controls_total = $3
         where id = $1 and status = 'collecting'`,
        [number, snapshotId, controls],
      ),
    )
    return changed === 1
  }

  /** Ends a tenant's part, in the transaction of what was found. False: it was called off meanwhile. */
  async finish(tx: EntityManager, number: number, result: TenantResult): Promise<boolean> {
    const found = 'problem' in result ? undefined : result
    const rows = await tx.query<{ ended: number }[]>(
      `with ended as (
         update tenant_assessments set status = $2, ended_at = now(), problem = $3, counts = $4, scores = $5, changed = $6,
           controls = $7, controls_done = coalesce($8, controls_done)
         where id = $1 and status in ('collecting', 'evaluating') returning assessment_id, status)
       , counted as (
         update assessments a set done = done + 1, failed = failed + (ended.status = 'failed')::int,
           without_consent = without_consent + (ended.status = 'withoutConsent')::int
         from ended where a.id = ended.assessment_id)
       select count(*)::int as ended from ended`,
      [
        number,
        'problem' in result ? result.status : 'succeeded',
        'problem' in result ? JSON.stringify(result.problem) : null,
        found ? JSON.stringify(found.counts) : null,
        found ? JSON.stringify(found.scores) : null,
        found?.changed ?? null,
        found?.controls ?? null,
        found?.judged ?? null,
      ],
    )
    return rows[0]?.ended === 1
  }

  /** Ends an assessment in which nothing is left to do; undefined while something is. */
  async end(organizationId: string, id: string, problem?: ProblemFacts): Promise<AssessmentRow | undefined> {
    const row = await this.database.inOrganization(organizationId, async (tx) => {
      if (problem) await failOpenTenants(tx, id, problem)
      const [ended] = await tx.query<[{ id: string }[], number]>(
        `update assessments set ended_at = now(), problem = $2, status = case
           when $2::jsonb is not null or failed + without_consent = total and total > 0 then 'failed'
           when failed = 0 then 'succeeded' else 'partlyFailed' end
         where id = $1 and status = 'running' and not exists (
           select 1 from tenant_assessments where assessment_id = $1 and status in ('waiting', 'collecting', 'evaluating'))
         returning id`,
        [id, problem ? JSON.stringify(problem) : null],
      )
      return ended.length === 1 ? assessmentRow(tx, id) : undefined
    })
    if (row) this.tell(row)
    return row
  }

  /** Calls an assessment off. What is found of a tenant that is under way is thrown away. */
  async cancel(tx: EntityManager, id: string): Promise<AssessmentStatus> {
    await tx.query(
      `update tenant_assessments set status = 'cancelled', ended_at = now()
       where assessment_id = $1 and status in ('waiting', 'collecting', 'evaluating')`,
      [id],
    )
    await tx.query(
      `update assessments set status = 'cancelled', ended_at = now() where id = $1 and status in ('queued', 'running')`,
      [id],
    )
    return (await assessmentRow(tx, id)).status
  }

  /** The tenants of an assessment that failed, for another try. */
  async failedTenants(tx: EntityManager, id: string): Promise<string[]> {
    const rows = await tx.query<{ tenant_id: string }[]>(
      `select tenant_id from tenant_assessments where assessment_id = $1 and status = 'failed' order by position`,
      [id],
    )
    return rows.map(({ tenant_id: tenantId }) => tenantId)
  }

  /** Tells whoever watches how far an assessment is. */
  tell({
    id,
    organization_id: organizationId,
    status,
    total,
    done,
    failed,
    collecting,
    evaluating,
  }: AssessmentRow): void {
    this.events.publish(organizationId, 'assessment.changed', {
      id,
      status,
      total,
      done,
      failed,
      collecting,
      evaluating,
    })
  }
}

/** What keeps an assessment from going on is the reason for each tenant that it did not get to. */
async function failOpenTenants(tx: EntityManager, id: string, problem: ProblemFacts): Promise<void> {
  await tx.query(
    `with failed as (
       update tenant_assessments set status = 'failed', problem = $2, ended_at = now()
       where assessment_id = $1 and status in ('waiting', 'collecting', 'evaluating')
         and exists (select 1 from assessments where id = $1 and status = 'running')
       returning 1)
     update assessments set done = done + n, failed = failed + n from (select count(*)::int as n from failed) counted
     where id = $1`,
    [id, JSON.stringify(problem)],
  )
}
