import { jsonObject } from '../json-stream.js'
import { nameBasedUuid } from '../name-based-uuid.js'
import type { ReportHead, ReportModel, ReportSource, TenantOverview, TenantReport } from '../report-model.js'
import { Rules } from '../rules.js'
import { subjectOf } from '../words.js'
import { sarifMessage } from './sarif-message.js'
import { sarifResult } from './sarif-result.js'
import { sarifRule, sarifTaxonomy } from './sarif-rule.js'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/** Writes a report as SARIF 2.1.0: one run, controls as its rules, frameworks as taxonomies. */
export async function* sarifReport({ head, tenants }: ReportModel): AsyncGenerator<string> {
  const rules = new Rules(head)
  yield `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[\n`
  const invocations: object[] = []
  yield* jsonObject(runOf(head, rules), { results: results(rules, tenants, invocations), invocations })
  yield '\n]}\n'
}

async function* results(rules: Rules, tenants: ReportModel['tenants'], invocations: object[]): AsyncGenerator<object> {
  for await (const report of tenants) {
    invocations.push(invocationOf(report))
    for (const verdict of report.verdicts) {
      const control = rules.control(verdict.control)
      if (control) yield sarifResult(rules, report, control, verdict)
    }
  }
}

function runOf(head: ReportHead, rules: Rules): object {
  const { product, overview, controls, frameworks, evidence } = head
  const about = overview.map(({ tenant, assessment }: TenantOverview) => [tenant.id, assessment?.number ?? 0])
  return {
    tool: {
      driver: {
        name: product.name,
        version: product.version,
        semanticVersion: product.version,
        rules: controls.map((control) => sarifRule(rules, control)),
        supportedTaxonomies: frameworks.map(({ id }, index) => ({ name: id, index })),
      },
    },
    automationDetails: {
      id: `compliance/${about.length === 1 ? about[0]?.[0] : 'tenants'}/`,
      guid: nameBasedUuid('sarif-run', JSON.stringify(about)),
      description: sarifMessage(`Compliance of ${subjectOf(head)}`),
    },
    taxonomies: frameworks.map(sarifTaxonomy),
    columnKind: 'utf16CodeUnits',
    properties: { organization: head.organization.name, evidence },
  }
}

/** The assessment of one tenant, with what could not be read for it. */
function invocationOf({ tenant, assessment, snapshot, sources }: TenantReport): object {
  return {
    executionSuccessful: assessment !== null,
    ...(assessment && { startTimeUtc: assessment.startedAt }),
    ...(assessment?.endedAt && { endTimeUtc: assessment.endedAt }),
    toolExecutionNotifications: sources.filter(({ status }) => status !== 'read').map(notificationOf),
    properties: { tenant: tenant.name, tenantId: tenant.providerTenantId, assessment, snapshot },
  }
}

function notificationOf({ resource, name, status, why, requestId, readAt }: ReportSource): object {
  return {
    level: status === 'error' ? 'error' : status === 'notApplicable' ? 'note' : 'warning',
    message: sarifMessage(`“${name}” was not read. ${why ?? ''}`.trim()),
    ...(readAt !== null && { timeUtc: readAt }),
    properties: { resource, status, ...(requestId !== null && { requestId }) },
  }
}
