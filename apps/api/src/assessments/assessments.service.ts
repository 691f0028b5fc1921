import { Injectable } from '@nestjs/common'
import { resourcesOf } from '@tenantry/core'
import { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { nothingMatches } from '../tenants/tenants.errors.js'
import {
  ASSESSMENTS,
  type AssessmentRow,
  assessmentRow,
  TENANT_ASSESSMENTS,
  type TenantAssessmentRow,
  tenantViewOf,
  viewOf,
} from './assessment-rows.js'
import { AssessmentRunner } from './assessment-runner.js'
import { AssessmentRuns } from './assessment-runs.js'
import { AssessmentStart, controlsOfOrder, type Order } from './assessment-start.js'
import { assessmentEnded, assessmentUnderWay } from './assessments.errors.js'
import type {
  Assessment,
  AssessmentPage,
  AssessmentPreview,
  AssessmentQuery,
  PreviewQuery,
  StartAssessment,
  TenantAssessmentPage,
  TenantAssessmentQuery,
} from './assessments.dto.js'
import { Catalogues } from './catalogue.js'
import { Pace } from './pace.js'

/** Starting, watching, cancelling and repeating assessments. */
@Injectable()
export class AssessmentsService {
  constructor(
    private readonly database: Database,
    private readonly runs: AssessmentRuns,
    private readonly beginning: AssessmentStart,
    private readonly runner: AssessmentRunner,
    private readonly catalogues: Catalogues,
    private readonly audit: Audit,
  ) {}

  async start(organizationId: string, actor: Actor, body: StartAssessment): Promise<z.output<typeof Assessment>> {
    const { name, tenantIds, filter, ...order } = body
    return this.begin(organizationId, actor, { ...order, selection: { tenantIds, filter } }, name)
  }

  /** Assesses again the tenants that failed, in an assessment of its own. */
  async retry(organizationId: string, actor: Actor, id: string): Promise<z.output<typeof Assessment>> {
    const { row, tenantIds } = await this.database.inOrganization(organizationId, async (tx) => {
      const ended = await assessmentRow(tx, id)
      if (ended.ended_at === null) throw assessmentUnderWay({})
      return { row: ended, tenantIds: await this.runs.failedTenants(tx, id) }
    })
    if (tenantIds.length === 0) throw nothingMatches({})
    const { frameworks, scope, evidence } = row
    return this.begin(organizationId, actor, { selection: { tenantIds }, frameworks, scope, evidence })
  }

  private async begin(organizationId: string, actor: Actor, order: Order, name?: string) {
    const { row, pace } = await this.database.inOrganization(organizationId, async (tx) => {
      const begun = await this.beginning.begin(tx, organizationId, order, { startedBy: actor, name })
      const names = begun.tenants.slice(0, 3).map((tenant) => tenant.name)
      await this.audit.record(tx, {
        actor,
        action: 'assessment.started',
        subject: { kind: 'assessment', id: begun.id, name: begun.name },
        summary: `${actor.name} started to assess ${begun.tenants.length <= 3 ? names.join(', ') : `${begun.tenants.length} tenants`}.`,
        details: {
          tenants: begun.tenants.map((tenant) => tenant.id),
          frameworks: order.frameworks,
          scope: order.scope,
        },
      })
      return { row: await assessmentRow(tx, begun.id), pace: await Pace.of(tx) }
    })
    await this.runner.queue(organizationId, row.id)
    this.runs.tell(row)
    return viewOf(row, pace)
  }

  async cancel(organizationId: string, actor: Actor, id: string): Promise<z.output<typeof Assessment>> {
    const { row, pace } = await this.database.inOrganization(organizationId, async (tx) => {
      const open = await assessmentRow(tx, id)
      if (open.ended_at !== null) throw assessmentEnded({})
      await this.runs.cancel(tx, id)
      await this.audit.record(tx, {
        actor,
        action: 'assessment.cancelled',
        subject: { kind: 'assessment', id, name: open.name },
        summary: `${actor.name} cancelled “${open.name}” after ${open.done} of ${open.total} tenants.`,
      })
      return { row: await assessmentRow(tx, id), pace: await Pace.of(tx) }
    })
    this.runs.tell(row)
    return viewOf(row, pace)
  }

  get(organizationId: string, id: string): Promise<z.output<typeof Assessment>> {
    return this.database.inOrganization(organizationId, async (tx) =>
      viewOf(await assessmentRow(tx, id), await Pace.of(tx)),
    )
  }

  /** Latest first. */
  list(
    organizationId: string,
    { limit, cursor, scheduleId, open }: z.output<typeof AssessmentQuery>,
  ): Promise<z.output<typeof AssessmentPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const [before, beforeId] =
        cursor === undefined ? [null, null] : decodeCursor(cursor, z.tuple([z.string(), z.guid()]))
      const rows = await tx.query<(AssessmentRow & { moment: string })[]>(
        `select paged.*, paged.created_at::text as moment from (${ASSESSMENTS}) paged
         where ($2::timestamptz is null or (created_at, id) < ($2::timestamptz, $3::uuid))
           and ($4::uuid is null or schedule_id = $4) and ($5::boolean is null or (ended_at is null) = $5)
         order by created_at desc, id desc limit $1`,
        [limit + 1, before, beforeId, scheduleId ?? null, open ?? null],
      )
      const pace = await Pace.of(tx)
      const { items, nextCursor } = toPage(rows, limit, ({ moment, id }) => [moment, id])
      return { items: items.map((row) => viewOf(row, pace)), nextCursor }
    })
  }

  /** In the order they are worked on. */
  tenants(
    organizationId: string,
    id: string,
    { limit, cursor, status }: z.output<typeof TenantAssessmentQuery>,
  ): Promise<z.output<typeof TenantAssessmentPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await assessmentRow(tx, id)
      const [after] = cursor === undefined ? [0] : decodeCursor(cursor, z.tuple([z.number()]))
      const rows = await tx.query<TenantAssessmentRow[]>(
        `${TENANT_ASSESSMENTS} where i.assessment_id = $1 and i.position > $2 and ($4::text is null or i.status = $4)
         order by i.position limit $3`,
        [id, after, limit + 1, status ?? null],
      )
      const pace = await Pace.of(tx)
      const { items, nextCursor } = toPage(rows, limit, ({ position }) => [position])
      return { items: items.map((row) => tenantViewOf(row, pace)), nextCursor }
    })
  }

  /** What an assessment would do. */
  preview(
    organizationId: string,
    { frameworks, scope, tenantIds, ...filter }: z.output<typeof PreviewQuery>,
  ): Promise<z.output<typeof AssessmentPreview>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const known = controlsOfOrder(await this.catalogues.of(tx), { frameworks, scope })
      const selection = tenantIds ? { tenantIds } : { filter }
      const tenants = await this.beginning.tenantsOf(tx, { selection, scope }, known)
      const controls = known.map(({ control }) => control)
      return {
        tenants: tenants.length,
        controls: controls.length,
        manual: controls.filter(({ automation }) => automation === 'manual').length,
        resources: resourcesOf(controls).length,
        minutes: (await Pace.of(tx)).minutesFor(tenants.length),
      }
    })
  }
}
