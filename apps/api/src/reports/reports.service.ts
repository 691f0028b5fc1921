import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { assessmentRow } from '../assessments/assessment-rows.js'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { chosenRows } from '../tenants/chosen-tenants.js'
import { type TenantBrief, tenantRow } from '../tenants/tenant-rows.js'
import { nothingMatches } from '../tenants/tenants.errors.js'
import { ReportLoader, type ReportOrder } from './load-report.js'
import { REPORT_WRITERS } from './report-formats.js'
import type { ReportModel } from './report-model.js'
import type { ReportFormat, TenantReportQuery, TenantsReportQuery } from './reports.dto.js'
import { subjectOf } from './words.js'

/** A report that is being written. */
export interface OpenReport {
  fileName: string
  content: AsyncIterable<string>
}

/** Makes reports. Who took which is in the log of the organization, since a report leaves it. */
@Injectable()
export class Reports {
  constructor(
    private readonly database: Database,
    private readonly loader: ReportLoader,
    private readonly audit: Audit,
  ) {}

  ofTenant(
    organizationId: string,
    actor: Actor,
    { tenantId, format, query }: { tenantId: string; format: ReportFormat; query: TenantReportQuery },
  ): Promise<OpenReport> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const tenant = await tenantRow(tx, tenantId)
      if (query.assessment !== undefined) {
        await assessmentRow(tx, query.assessment)
        if ((await assessedBy(tx, query.assessment, [tenant])).length === 0) throw notFound({ what: 'assessment' })
      }
      const order: ReportOrder = { ...orderOf(query), scope: 'tenant', tenants: [tenant] }
      return this.open(tx, organizationId, actor, order, format, tenant.slug)
    })
  }

  ofTenants(
    organizationId: string,
    actor: Actor,
    { format, query }: { format: ReportFormat; query: TenantsReportQuery },
  ): Promise<OpenReport> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const { tenantIds, framework, assessment, evidence, ...filter } = query
      if (assessment !== undefined) await assessmentRow(tx, assessment)
      const chosen = await chosenRows(tx, { tenantIds, filter })
      if (tenantIds && chosen.length < new Set(tenantIds).size) throw notFound({ what: 'tenant' })
      const tenants = assessment === undefined ? chosen : await assessedBy(tx, assessment, chosen)
      if (tenants.length === 0) throw nothingMatches({})
      const order: ReportOrder = {
        ...orderOf({ framework, assessment, evidence }, 'summary'),
        scope: 'tenants',
        tenants,
      }
      return this.open(tx, organizationId, actor, order, format, `${tenants.length}-tenants`)
    })
  }

  private async open(
    tx: EntityManager,
    organizationId: string,
    actor: Actor,
    order: ReportOrder,
    format: ReportFormat,
    name: string,
  ): Promise<OpenReport> {
    const writer = REPORT_WRITERS[format]
    const model = await this.loader.load(tx, organizationId, order)
    const [one] = order.tenants
    const subject = order.scope === 'tenant' && one ? { kind: 'tenant', id: one.id, name: one.name } : undefined
    await this.audit.record(tx, {
      actor,
      action: 'report.made',
      subject: subject ?? { kind: 'organization', id: organizationId, name: model.head.organization.name },
      summary: `${actor.name} took a compliance report about ${subjectOf(model.head)} as ${writer.name}.`,
      details: {
        format,
        frameworks: order.frameworks,
        evidence: order.evidence,
        assessment: order.assessmentId ?? null,
        tenants: order.tenants.length,
      },
    })
    return { fileName: fileName(model, name, writer.ending), content: writer.write(model) }
  }
}

function orderOf(
  { framework = [], assessment, evidence }: TenantReportQuery,
  usual: ReportOrder['evidence'] = 'full',
): Pick<ReportOrder, 'frameworks' | 'assessmentId' | 'evidence'> {
  return { frameworks: [...new Set(framework)], assessmentId: assessment, evidence: evidence ?? usual }
}

/** Those of these tenants that an assessment judged. */
async function assessedBy(
  tx: EntityManager,
  assessmentId: string,
  tenants: readonly TenantBrief[],
): Promise<TenantBrief[]> {
  const rows = await tx.query<{ tenant_id: string }[]>(
    `select tenant_id from tenant_assessments where assessment_id = $1 and status = 'succeeded'`,
    [assessmentId],
  )
  const judged = new Set(rows.map(({ tenant_id }) => tenant_id))
  return tenants.filter(({ id }) => judged.has(id))
}

/** Says whose report it is, and of which day its data is. */
function fileName({ head }: ReportModel, name: string, ending: string): string {
  const day = head.asOf?.slice(0, 10) ?? 'not-assessed'
  return `compliance-${name}-${day}.${ending}`
}
