import { z } from 'zod'
import { causes, severities, standings, verdicts } from '../assessments/score.js'
import type { ReportBranding } from '../compliance/branding.service.js'
import { Score } from '../assessments/verdicts.dto.js'

/** The version of what a report in JSON holds: raised when something is taken away or changes its meaning, not when something is added. */
export const REPORT_VERSION = 1

const time = z.iso.datetime()

export const ReportEvidence = z
  .object({
    object: z.string().describe('What people call the object.'),
    id: z.string().nullable().describe('The source’s own id of it.'),
    resource: z.string().nullable().describe('The resource it is in.'),
    property: z.string().nullable(),
    value: z.unknown().describe('What was found, as the source writes it.'),
    expected: z.string().nullable().describe('What it should be, in words.'),
    ok: z.boolean(),
  })
  .meta({ id: 'ReportEvidence' })
export type ReportEvidence = z.output<typeof ReportEvidence>

export const ReportVerdict = z
  .object({
    control: z.string(),
    standing: z
      .enum(standings)
      .describe('What counts: the verdict, or `excepted` for a failure under an approved exception.'),
    cause: z.enum(causes).nullable().describe('Why it was not assessed.'),
    reason: z.string(),
    evidence: z.array(ReportEvidence),
    evidenceLeftOut: z.int().describe('How many more there are, where a summary was asked for.'),
    warnings: z.array(z.string()).describe('What a stricter reader would mind although the verdict stands.'),
    licence: z.string().nullable().describe('The licence whose absence is the only reason.'),
    permissions: z.array(z.string()).describe('Any one of these would let it be assessed.'),
    since: time.nullable().describe('Since when the outcome has been this one.'),
    exception: z.string().nullable().describe('The id of the exception that applies.'),
    attestation: z.string().nullable().describe('The id of the attestation it rests on.'),
  })
  .meta({ id: 'ReportVerdict' })
export type ReportVerdict = z.output<typeof ReportVerdict>

export const ReportControl = z
  .object({
    id: z.string(),
    title: z.string(),
    area: z.string(),
    severity: z.enum(severities),
    rationale: z.string(),
    automation: z.enum(['automated', 'manual']),
    licence: z.string().nullable(),
    instructions: z.array(z.string()).describe('What a person looks at, where no program judges it.'),
    remediation: z.object({ steps: z.array(z.string()), link: z.string().nullable(), impact: z.string() }),
    resources: z.array(z.string()).describe('Ids of the resources it is judged by.'),
  })
  .meta({ id: 'ReportControl' })
export type ReportControl = z.output<typeof ReportControl>

export const ReportRequirement = z
  .object({
    id: z.string(),
    title: z.string().nullable(),
    level: z.string().nullable(),
    marks: z.array(z.string()),
    controls: z.array(z.string()),
  })
  .meta({ id: 'ReportRequirement' })
export type ReportRequirement = z.output<typeof ReportRequirement>

export const ReportFramework = z
  .object({
    id: z.string(),
    name: z.string(),
    version: z.string(),
    publisher: z.string(),
    url: z.string(),
    requirements: z.array(ReportRequirement),
  })
  .meta({ id: 'ReportFramework' })
export type ReportFramework = z.output<typeof ReportFramework>

export const ReportException = z
  .object({
    id: z.string(),
    control: z.string(),
    status: z.enum(['requested', 'active']),
    reason: z.string(),
    compensatingControl: z.string().nullable(),
    requestedBy: z.string(),
    requestedAt: time,
    decidedBy: z.string().nullable(),
    decidedAt: time.nullable(),
    soleApprover: z.boolean().describe('Approved by the one who asked, since nobody else could.'),
    expiresAt: time,
  })
  .meta({ id: 'ReportException' })
export type ReportException = z.output<typeof ReportException>

export const ReportAttestation = z
  .object({
    id: z.string(),
    control: z.string(),
    verdict: z.enum(['pass', 'fail', 'notApplicable']),
    statement: z.string(),
    by: z.string(),
    at: time,
    validUntil: time,
    attachment: z.object({ name: z.string(), sha256: z.string() }).nullable(),
  })
  .meta({ id: 'ReportAttestation' })
export type ReportAttestation = z.output<typeof ReportAttestation>

export const ReportSource = z
  .object({
    resource: z.string(),
    name: z.string(),
    status: z.enum(['read', 'notPermitted', 'notLicensed', 'notApplicable', 'notRead', 'error']),
    objects: z.int().nullable(),
    readAt: time.nullable(),
    through: z.string().nullable().describe('The provider that read it.'),
    why: z.string().nullable().describe('Why it was not read.'),
    requestId: z.string().nullable().describe('The provider’s id of the exchange that failed.'),
  })
  .meta({ id: 'ReportSource' })
export type ReportSource = z.output<typeof ReportSource>

const Judged = z.object({ verdict: z.enum(verdicts), cause: z.enum(causes).nullable() })

export const ReportChange = z
  .object({
    control: z.string(),
    from: Judged.nullable().describe('Null: it had not been judged before.'),
    to: Judged.nullable().describe('Null: it is no longer judged.'),
    because: z
      .enum(['objects', 'reading', 'rules', 'first', 'gone', 'unknown'])
      .describe(
        '`objects`: configuration changed. `reading`: what could be read changed. `rules`: neither did. `first` and `gone`: it was not judged before, or is no longer. `unknown`: a snapshot is no longer kept.',
      ),
    objects: z
      .array(
        z.object({
          name: z.string(),
          kind: z.enum(['added', 'changed', 'removed']),
          by: z.string().nullable(),
          at: z.string().nullable(),
        }),
      )
      .describe('Changed objects that it is judged by, and by whom where the provider’s log says so.'),
    more: z.int().describe('Further changed objects that are left out.'),
  })
  .meta({ id: 'ReportChange' })
export type ReportChange = z.output<typeof ReportChange>

export const ReportTenant = z
  .object({
    id: z.string(),
    providerTenantId: z.string(),
    name: z.string(),
    domain: z.string().nullable(),
  })
  .meta({ id: 'ReportTenant' })
export type ReportTenant = z.output<typeof ReportTenant>

export const ReportAssessment = z
  .object({
    id: z.string(),
    name: z.string(),
    number: z.int().describe('Counts the times tenants were judged in this installation.'),
    startedAt: time,
    endedAt: time.nullable(),
    startedBy: z.string(),
    judgedBy: z.array(z.object({ name: z.string(), version: z.string() })).describe('Where its controls come from.'),
  })
  .meta({ id: 'ReportAssessment' })
export type ReportAssessment = z.output<typeof ReportAssessment>

export const ReportSnapshot = z
  .object({
    number: z.int(),
    startedAt: time.nullable().describe('Null: it is no longer kept.'),
    endedAt: time.nullable(),
    complete: z.boolean().describe('False: not every resource could be read; `sources` says which.'),
  })
  .meta({ id: 'ReportSnapshot' })
export type ReportSnapshot = z.output<typeof ReportSnapshot>

/** One tenant at a glance. */
export const TenantOverview = z
  .object({
    tenant: ReportTenant,
    assessment: ReportAssessment.nullable().describe('Null: it was never assessed.'),
    snapshot: ReportSnapshot.nullable(),
    score: Score,
  })
  .meta({ id: 'ReportTenantOverview' })
export type TenantOverview = z.output<typeof TenantOverview>

/** Everything said of one tenant. */
export const TenantReport = TenantOverview.extend({
  areas: z.array(z.object({ area: z.string(), score: Score })).describe('Worst first.'),
  frameworks: z.array(
    z.object({
      framework: z.string(),
      score: Score,
      requirements: z.array(z.object({ requirement: z.string(), standing: z.enum(standings) })),
    }),
  ),
  verdicts: z.array(ReportVerdict),
  previous: z.object({ number: z.int(), at: time }).nullable().describe('The assessment that `changes` compares with.'),
  changes: z.array(ReportChange),
  exceptions: z.array(ReportException),
  attestations: z.array(ReportAttestation),
  sources: z.array(ReportSource),
}).meta({ id: 'ReportTenantDetail' })
export type TenantReport = z.output<typeof TenantReport>

/** What is known before the first tenant is read: enough for a cover and an overview, little enough for memory. */
export const ReportHead = z.object({
  organization: z.object({ id: z.string(), name: z.string() }),
  scope: z.enum(['tenant', 'tenants']),
  product: z.object({ name: z.string(), version: z.string() }),
  madeAt: time,
  asOf: time.nullable().describe('When the youngest of the assessments ended; null where there is none.'),
  evidence: z.enum(['full', 'summary']).describe('`summary`: the evidence of failures alone.'),
  byFramework: z.boolean().describe('Whether frameworks were chosen: the report then holds their controls alone.'),
  frameworks: z.array(ReportFramework),
  controls: z.array(ReportControl),
  overview: z.array(TenantOverview),
  failing: z
    .array(z.object({ control: z.string(), tenants: z.int() }))
    .describe('Controls that fail, with the number of tenants: the fix with the most effect first.'),
})
export type ReportHead = z.output<typeof ReportHead>

/** A report in JSON. */
export const ReportDocument = z
  .object({ format: z.literal('tenantry-report'), version: z.literal(REPORT_VERSION) })
  .extend(ReportHead.shape)
  .extend({ tenants: z.array(TenantReport) })
  .meta({ id: 'ReportDocument' })
export type ReportDocument = z.output<typeof ReportDocument>

/** A report: its head, and tenants one after another, so that a large one never stands in memory. */
export interface ReportModel {
  head: ReportHead
  branding: ReportBranding
  tenants: Iterable<TenantReport> | AsyncIterable<TenantReport>
}
