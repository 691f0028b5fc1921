import { Injectable, Logger } from '@nestjs/common'
import {
  AppError,
  type Control,
  createFacts,
  type Facts,
  pluginFault,
  problemFacts,
  type ProblemFacts,
  resourcesOf,
} from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { ParameterValues } from '../compliance/parameter-values.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import { SnapshotFacts } from '../snapshots/snapshot-facts.js'
import { SnapshotTaker, type TakenSnapshot } from '../snapshots/snapshot-taker.js'
import { grouped } from '../tenants/grouped.js'
import { saysNotConsented } from '../tenants/onboarding.js'
import type { AssessmentRow } from './assessment-rows.js'
import { AssessmentRuns, type TakenTenant } from './assessment-runs.js'
import { nothingRead } from './assessments.errors.js'
import { type Catalogue, Catalogues } from './catalogue.js'
import { effectiveVerdicts } from './effective-verdicts.js'
import { judgeControls } from './judge-controls.js'
import { currentStands, storedScoresOf } from './standings.js'
import { tallyOf } from './score.js'
import { type Found, keepVerdicts } from './verdict-store.js'

const TELL_MS = 1000

/** What one tenant is judged by. */
interface Task {
  run: AssessmentRow
  item: TakenTenant
  catalogue: Catalogue
  controls: Control[]
  /** Every control there is. */
  whole: boolean
}

/** Nothing could be read, and why. */
class Unread extends Error {
  constructor(readonly problem: ProblemFacts) {
    super(problem.why)
  }
}

/** Someone called the assessment off while this tenant was under way. */
class CalledOff extends Error {}

/** Assesses one tenant: reads it, judges what was read, keeps what was found. */
@Injectable()
export class TenantAssessor {
  private readonly logger = new Logger('Assessments')

  constructor(
    private readonly database: Database,
    private readonly runs: AssessmentRuns,
    private readonly catalogues: Catalogues,
    private readonly snapshots: SnapshotTaker,
    private readonly facts: SnapshotFacts,
    private readonly parameters: ParameterValues,
    private readonly events: Events,
  ) {}

  /** A failure is that of the tenant. Throws only where the work has to stop. */
  async assess(run: AssessmentRow, item: TakenTenant, signal: AbortSignal): Promise<void> {
    this.tell(run, item, { status: 'collecting' })
    try {
      const task = await this.taskOf(run, item)
      await this.evaluate(task, await this.collect(task, signal), signal)
      this.tell(run, item, { status: 'succeeded' })
    } catch (error) {
      if (error instanceof CalledOff) return
      signal.throwIfAborted()
      const problem = error instanceof Unread ? error.problem : problemFacts(this.asError(error))
      const status = await this.database.inOrganization(run.organization_id, (tx) => this.fail(tx, item, problem))
      this.tell(run, item, { status })
    }
  }

  private taskOf(run: AssessmentRow, item: TakenTenant): Promise<Task> {
    return this.database.inOrganization(run.organization_id, async (tx) => {
      const catalogue = await this.catalogues.of(tx)
      const known = catalogue.controlsIn(run.frameworks).map(({ control }) => control)
      const controls = await inScope(tx, run, item.tenantId, known)
      return { run, item, catalogue, controls, whole: controls.length === catalogue.controls.size }
    })
  }

  /** Takes a snapshot of what the controls look at. */
  private async collect(task: Task, signal: AbortSignal): Promise<{ snapshotId: number | null; facts: Facts }> {
    const { run, item, controls, whole } = task
    const organizationId = run.organization_id
    const resources = resourcesOf(controls).map(({ id }) => id)
    if (resources.length === 0) return { snapshotId: null, facts: createFacts(new Date(), () => undefined) }
    const calledOff = new AbortController()
    const taken = await this.snapshots
      .take(organizationId, item.tenantId, {
        source: 'assessment',
        startedBy: run.started_by,
        signal: AbortSignal.any([signal, calledOff.signal]),
        onProgress: this.teller(run, item, () => calledOff.abort(new CalledOff())),
        ...(!whole && { resources }),
      })
      .catch((error: unknown) => {
        throw calledOff.signal.aborted ? new CalledOff() : error
      })
    const { snapshotId } = taken
    await this.requireKnowledge(task, taken, resources)
    return { snapshotId, facts: await this.facts.of(organizationId, item.tenantId, snapshotId, resources) }
  }

  private async evaluate(
    { run, item, catalogue, controls, whole }: Task,
    { snapshotId, facts }: { snapshotId: number | null; facts: Facts },
    signal: AbortSignal,
  ): Promise<void> {
    const organizationId = run.organization_id
    const { tenantId, number } = item
    const begun = await this.runs.evaluating(organizationId, number, { snapshotId, controls: controls.length })
    if (!begun) throw new CalledOff()
    this.tell(run, item, { status: 'evaluating', controls: controls.length })
    const values = await this.database.inOrganization(organizationId, (tx) => this.parameters.of(tx, tenantId))
    const onFault = (control: string, error: unknown) =>
      this.logger.error({ err: error, control, snapshot: snapshotId }, 'A control failed on what was read')
    const found = await judgeControls(controls, { facts, values, signal, onFault })
    await this.database.inOrganization(organizationId, (tx) => this.keep(tx, { run, item, catalogue, found, whole }))
  }

  /** All that was found of a tenant in one transaction: a reader never sees half of it, and a killed process leaves none. */
  private async keep(
    tx: EntityManager,
    { run, item, catalogue, found, whole }: Omit<Task, 'controls'> & { found: Found[] },
  ): Promise<void> {
    const place = { organizationId: run.organization_id, ...item, evidence: run.evidence, whole }
    const { turned } = await keepVerdicts(tx, place, found)
    const stands = await currentStands(tx, catalogue, item.tenantId)
    const ended = await this.runs.finish(tx, item.number, {
      counts: tallyOf(stands),
      scores: storedScoresOf(catalogue, stands),
      changed: turned,
      controls: whole ? null : found.map(({ control }) => control),
      judged: found.length,
    })
    if (!ended) throw new CalledOff()
  }

  /**
   * That something is not permitted or not licensed is knowledge, and so is that a service is not there. Where nothing but
   * failures came back, what was known of the tenant says more than that all of it is unknown now.
   */
  private async requireKnowledge(
    { run, item }: Task,
    { snapshotId, status }: TakenSnapshot,
    resources: readonly string[],
  ): Promise<void> {
    const rows = await this.database.inOrganization(run.organization_id, (tx) =>
      tx.query<{ name: string; problem: ProblemFacts | null; status: string | null; reason: string | null }[]>(
        `select t.name, s.problem, r.status, coalesce(r.detail ->> 'reason', r.detail -> 'problem' ->> 'why') as reason
         from tenants t left join snapshots s on s.id = $2
         left join snapshot_resources r on r.snapshot_id = s.id and r.resource = any($3)
         where t.id = $1 order by r.status, r.resource`,
        [item.tenantId, snapshotId, resources],
      ),
    )
    const failures = [null, 'error', 'notRead', 'waiting', 'reading']
    if (status !== 'cancelled' && rows.some((row) => !failures.includes(row.status))) return
    const [first] = rows
    const reasons = rows.flatMap(({ reason }) => reason ?? [])
    const nothing = nothingRead({ tenant: first?.name ?? 'the tenant', ...mostCommon(reasons) })
    throw new Unread(first?.problem ?? problemFacts(nothing))
  }

  /** That a tenant waits for its consent is no failure of the assessment; that it took its consent back is one. */
  private async fail(tx: EntityManager, { number, tenantId }: TakenTenant, problem: ProblemFacts) {
    const [tenant] = saysNotConsented(problem)
      ? await tx.query<{ waits: boolean }[]>(`select consent_status = 'pending' as waits from tenants where id = $1`, [
          tenantId,
        ])
      : []
    const status = tenant?.waits ? 'withoutConsent' : 'failed'
    await this.runs.finish(tx, number, { status, problem })
    return status
  }

  /** Notes how far reading is, now and then; finds out that it was called off. */
  private teller(run: AssessmentRow, item: TakenTenant, callOff: () => void) {
    let told = 0
    return (progress: { done: number; total: number }) => {
      if (Date.now() - told < TELL_MS && progress.done < progress.total) return
      told = Date.now()
      void this.progressed(run, item, progress)
        .then((goesOn) => goesOn || callOff())
        .catch(() => undefined)
    }
  }

  private async progressed(run: AssessmentRow, item: TakenTenant, progress: { done: number; total: number }) {
    const goesOn = await this.runs.collecting(run.organization_id, item.number, progress)
    if (goesOn) this.tell(run, item, { status: 'collecting', done: progress.done, total: progress.total })
    return goesOn
  }

  private tell(run: AssessmentRow, item: TakenTenant, facts: Record<string, string | number>): void {
    this.events.publish(run.organization_id, 'tenant-assessment.changed', {
      id: run.id,
      tenantId: item.tenantId,
      number: item.number,
      ...facts,
    })
  }

  private asError(error: unknown): AppError {
    if (error instanceof AppError) return error
    this.logger.error(error, 'An assessment failed in a way it does not explain')
    return pluginFault({ plugin: 'Tenantry' })
  }
}

/** The controls of an assessment that are judged in one tenant. */
async function inScope(
  tx: EntityManager,
  { scope }: AssessmentRow,
  tenantId: string,
  controls: readonly Control[],
): Promise<Control[]> {
  if (scope === 'all') return [...controls]
  if (scope === 'critical') return controls.filter(({ severity }) => severity === 'critical')
  const rows = await tx.query<{ control: string }[]>(
    `select control from (${effectiveVerdicts('v.tenant_id = $1')}) e where standing = 'fail'`,
    [tenantId],
  )
  const failing = new Set(rows.map(({ control }) => control))
  return controls.filter(({ id }) => failing.has(id))
}

function mostCommon(reasons: readonly string[]): { reason?: string } {
  const [first] = [...grouped(reasons, (reason) => reason)].toSorted(([, one], [, other]) => other.length - one.length)
  return first ? { reason: first[0] } : {}
}
