import type { ReportControl, ReportEvidence, ReportModel, ReportVerdict, TenantReport } from '../report-model.js'
import { Rules } from '../rules.js'
import { CAUSE_WORDS, STANDING_WORDS, SEVERITY_WORDS, valueWords } from '../words.js'
import { csvLine } from './csv-cell.js'

interface Row {
  rules: Rules
  report: TenantReport
  control: ReportControl
  verdict: ReportVerdict
}

type Column = readonly [title: string, value: (row: Row) => string | number | null]

const columns: readonly Column[] = [
  ['Tenant', ({ report }) => report.tenant.name],
  ['Domain', ({ report }) => report.tenant.domain],
  ['Tenant ID', ({ report }) => report.tenant.providerTenantId],
  ['Control', ({ control }) => control.id],
  ['Title', ({ control }) => control.title],
  ['Area', ({ control }) => control.area],
  ['Severity', ({ control }) => SEVERITY_WORDS[control.severity]],
  ['Stands', ({ verdict }) => STANDING_WORDS[verdict.standing]],
  ['Cause', ({ verdict }) => verdict.cause && CAUSE_WORDS[verdict.cause]],
  ['Reason', ({ verdict }) => verdict.reason],
  ['Since', ({ verdict }) => verdict.since],
  ['Requirements', ({ rules, control }) => rules.referenceWords(control.id).join('; ')],
  ['Warnings', ({ verdict }) => verdict.warnings.join('\n')],
  ['Evidence', ({ verdict }) => evidenceWords(verdict)],
  ['Missing permission', ({ verdict }) => verdict.permissions.join(' or ')],
  ['Missing licence', ({ verdict }) => verdict.licence],
  ['What to do', ({ control, verdict }) => (verdict.standing === 'fail' ? control.remediation.steps.join('\n') : null)],
  ['Exception', ({ report, verdict }) => exceptionWords(report, verdict)],
  ['Attested by', ({ report, verdict }) => attestationWords(report, verdict)],
  ['Data of', ({ report }) => report.snapshot?.startedAt ?? null],
  ['Snapshot', ({ report }) => report.snapshot?.number ?? null],
  ['Assessment', ({ report }) => report.assessment?.number ?? null],
]

/** Writes a report for spreadsheets: a line for each control of each tenant, in UTF-8 with the mark that Excel looks for. */
export async function* csvReport({ head, tenants }: ReportModel): AsyncGenerator<string> {
  const rules = new Rules(head)
  yield `\uFEFF${csvLine(columns.map(([title]) => title))}`
  for await (const report of tenants) {
    for (const verdict of report.verdicts) {
      const control = rules.control(verdict.control)
      if (control) yield csvLine(columns.map(([, value]) => value({ rules, report, control, verdict })))
    }
  }
}

function evidenceWords({ evidence, evidenceLeftOut }: ReportVerdict): string {
  const lines = evidence.toSorted((a, b) => Number(a.ok) - Number(b.ok)).map(evidenceLine)
  return [...lines, ...(evidenceLeftOut > 0 ? [`and ${evidenceLeftOut} more`] : [])].join('\n')
}

function evidenceLine({ object, property, value, expected, ok }: ReportEvidence): string {
  const what = property === null ? object : `${object}: ${property}`
  return `${what} = ${valueWords(value)}${ok || expected === null ? '' : ` (wanted: ${expected})`}`
}

function exceptionWords({ exceptions }: TenantReport, verdict: ReportVerdict): string | null {
  const exception = exceptions.find(({ id }) => id === verdict.exception)
  if (!exception) return null
  const by =
    exception.decidedBy === null ? `asked for by ${exception.requestedBy}` : `approved by ${exception.decidedBy}`
  return `${exception.reason} (${by}, until ${exception.expiresAt})`
}

function attestationWords({ attestations }: TenantReport, verdict: ReportVerdict): string | null {
  const attestation = attestations.find(({ id }) => id === verdict.attestation)
  return attestation ? `${attestation.by}, ${attestation.at}, valid until ${attestation.validUntil}` : null
}
