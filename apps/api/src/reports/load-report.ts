import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { type Catalogue, Catalogues } from '../assessments/catalogue.js'
import { VerdictHistory } from '../assessments/verdict-changes.js'
import { Branding } from '../compliance/branding.service.js'
import { VERSION } from '../config/version.js'
import { Database } from '../database/database.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import type { TenantBrief } from '../tenants/tenant-rows.js'
import { dataSources } from './data-sources.js'
import { attestationsThen, exceptionsThen } from './decisions-then.js'
import type { ReportChange, ReportHead, ReportModel, ReportVerdict, TenantReport } from './report-model.js'
import { type Pin, pinsOf } from './report-pins.js'
import { reportRules } from './report-rules.js'
import { failingThen, scoresThen, type VerdictThen, verdictsThen } from './standings-then.js'
import { byEffect, summarise } from './tenant-summary.js'

/** So many tenants are in memory at a time, however many a report is about. */
const AT_A_TIME = 5

/** What a report is to tell. */
export interface ReportOrder {
  scope: ReportHead['scope']
  tenants: readonly TenantBrief[]
  /** Ids; none: all controls. */
  frameworks: readonly string[]
  /** Only what this assessment found, as it was; undefined: the latest of each tenant. */
  assessmentId: string | undefined
  evidence: ReportHead['evidence']
}

/** Fills the model of reports. */
@Injectable()
export class ReportLoader {
  constructor(
    private readonly database: Database,
    private readonly catalogues: Catalogues,
    private readonly history: VerdictHistory,
    private readonly branding: Branding,
    private readonly registry: ProviderRegistry,
  ) {}

  /** Reads the head now; tenants are read as they are asked for, each part in a transaction of its own. */
  async load(tx: EntityManager, organizationId: string, order: ReportOrder): Promise<ReportModel> {
    const now = new Date()
    const catalogue = await this.catalogues.of(tx)
    const rules = reportRules(catalogue, order.frameworks)
    const controls = rules.controls.map(({ id }) => id)
    const pins = await pinsOf(tx, order.tenants, now, order.assessmentId)
    const scores = await scoresThen(tx, pins, controls)
    const [organization] = await tx.query<[{ name: string }]>(
      `select name from organizations where id = current_setting('app.organization_id')::uuid`,
    )
    const head: ReportHead = {
      organization: { id: organizationId, name: organization.name },
      scope: order.scope,
      product: { name: 'Tenantry', version: VERSION },
      madeAt: now.toISOString(),
      asOf:
        pins
          .flatMap(({ assessment }) => assessment?.endedAt ?? [])
          .toSorted()
          .at(-1) ?? null,
      evidence: order.evidence,
      ...rules,
      overview: pins.flatMap(({ tenant, assessment, snapshot }) => {
        const score = scores.get(tenant.id)
        return score ? [{ tenant, assessment, snapshot, score }] : []
      }),
      failing: byEffect(rules.controls, await failingThen(tx, pins, controls)),
    }
    return { head, branding: await this.branding.of(tx), tenants: this.tenants(organizationId, catalogue, head, pins) }
  }

  private async *tenants(
    organizationId: string,
    catalogue: Catalogue,
    head: ReportHead,
    pins: readonly Pin[],
  ): AsyncGenerator<TenantReport> {
    for (let from = 0; from < pins.length; from += AT_A_TIME) {
      const some = pins.slice(from, from + AT_A_TIME)
      const reports = await this.database.inOrganization(organizationId, (tx) => this.part(tx, catalogue, head, some))
      for (const report of reports) yield { ...report, ...(await this.changes(organizationId, report, head)) }
    }
  }

  private async part(
    tx: EntityManager,
    catalogue: Catalogue,
    head: ReportHead,
    pins: readonly Pin[],
  ): Promise<TenantReport[]> {
    const controls = head.controls.map(({ id }) => id)
    const resources = [...new Set(head.controls.flatMap((control) => control.resources))]
    const verdicts = await verdictsThen(tx, pins, controls, head.evidence)
    const exceptions = await exceptionsThen(tx, pins, controls)
    const attestations = await attestationsThen(tx, pins, controls)
    const sources = await dataSources(tx, pins, resources, {
      catalogue,
      providerName: (id) => this.registry.find(id)?.name ?? id,
    })
    return pins.map(({ tenant, assessment, snapshot }) => {
      const decided = { exceptions: exceptions(tenant.id), attestations: attestations(tenant.id) }
      const said = verdicts.filter((row) => row.tenant_id === tenant.id).map((row) => verdictOf(row, decided))
      return {
        tenant,
        assessment,
        snapshot,
        ...summarise(head, said),
        verdicts: said,
        previous: null,
        changes: [],
        ...decided,
        sources: snapshot ? sources(snapshot.number) : [],
      }
    })
  }

  private async changes(
    organizationId: string,
    { tenant, assessment }: TenantReport,
    { controls }: ReportHead,
  ): Promise<Partial<Pick<TenantReport, 'previous' | 'changes'>>> {
    if (!assessment) return {}
    const { from, items } = await this.history.explain(organizationId, tenant.id, assessment.number)
    const known = new Set(controls.map(({ id }) => id))
    return {
      previous: from && { number: from.number, at: from.at },
      changes: items.filter(({ control }) => known.has(control.id)).map(changeOf),
    }
  }
}

/** Where a person judged, the reason is that person's. */
function verdictOf(
  row: VerdictThen,
  { exceptions, attestations }: Pick<TenantReport, 'exceptions' | 'attestations'>,
): ReportVerdict {
  const { control, standing, cause, evidence, pieces, warnings, licence, permissions } = row
  const attestation = attestations.find(({ id }) => id === row.attestation_id)
  const asked = exceptions.find((exception) => exception.control === control && exception.status === 'requested')
  return {
    control,
    standing,
    cause,
    reason: attestation?.statement ?? row.reason,
    evidence: evidence.map(({ object, id, resource, property, value, expected, ok }) => ({
      object,
      id: id ?? null,
      resource: resource ?? null,
      property: property ?? null,
      value: value ?? null,
      expected: expected ?? null,
      ok,
    })),
    evidenceLeftOut: pieces - evidence.length,
    warnings,
    licence,
    permissions,
    since: row.since_at.toISOString(),
    exception: row.exception_id ?? (standing === 'fail' ? (asked?.id ?? null) : null),
    attestation: row.attestation_id,
  }
}

type Turn = Awaited<ReturnType<VerdictHistory['explain']>>['items'][number]

function changeOf({ control, from, to, because, objects, more }: Turn): ReportChange {
  return {
    control: control.id,
    from: from && { verdict: from.verdict, cause: from.cause },
    to: to && { verdict: to.verdict, cause: to.cause },
    because,
    objects: objects.map(({ label, kind, who, at }) => ({ name: label, kind, by: who, at })),
    more,
  }
}
