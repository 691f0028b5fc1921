import { createHash } from 'node:crypto'
import { nameBasedUuid } from '../name-based-uuid.js'
import type { Standing } from '../../assessments/score.js'
import type { ReportControl, ReportEvidence, ReportVerdict, TenantReport } from '../report-model.js'
import type { Rules } from '../rules.js'
import { sarifMessage } from './sarif-message.js'
import { LEVELS } from './sarif-rule.js'

type SarifKind = 'pass' | 'fail' | 'notApplicable' | 'open' | 'review'

/** What fails under an exception fails all the same: the exception is its suppression. */
const KINDS: Record<Standing, SarifKind> = {
  pass: 'pass',
  fail: 'fail',
  excepted: 'fail',
  manual: 'review',
  notApplicable: 'notApplicable',
  notAssessed: 'open',
}

/** What was found of a control in a tenant. */
export function sarifResult(
  rules: Rules,
  report: TenantReport,
  control: ReportControl,
  verdict: ReportVerdict,
): object {
  const { tenant, assessment } = report
  const kind = KINDS[verdict.standing]
  return {
    ruleId: control.id,
    ruleIndex: rules.positionOf(control.id),
    kind,
    level: kind === 'fail' ? LEVELS[control.severity] : 'none',
    message: sarifMessage(verdict.reason),
    guid: nameBasedUuid('sarif-result', assessment?.number ?? 0, tenant.id, control.id),
    correlationGuid: nameBasedUuid('sarif-result', tenant.id, control.id),
    partialFingerprints: { 'tenantControl/v1': sha256(`${tenant.id} ${control.id}`) },
    locations: locationsOf(report, verdict),
    suppressions: suppressionsOf(report, verdict),
    properties: {
      tenant: tenant.name,
      tenantId: tenant.providerTenantId,
      standing: verdict.standing,
      ...(verdict.cause !== null && { cause: verdict.cause }),
      ...(verdict.since !== null && { since: verdict.since }),
      ...(verdict.warnings.length > 0 && { warnings: verdict.warnings }),
      ...(verdict.permissions.length > 0 && { permissions: verdict.permissions }),
      ...(verdict.licence !== null && { licence: verdict.licence }),
      ...(verdict.evidence.length > 0 && { evidence: verdict.evidence }),
      ...attestationOf(report, verdict),
    },
  }
}

/** The objects that decided, each once; without any, the tenant itself. */
function locationsOf({ tenant }: TenantReport, { evidence }: ReportVerdict): object[] {
  const top = tenant.domain ?? tenant.providerTenantId
  const objects = new Map(evidence.map((item) => [JSON.stringify([item.resource, item.id ?? item.object]), item]))
  if (objects.size === 0) {
    return [{ logicalLocations: [{ name: tenant.name, fullyQualifiedName: top, kind: 'tenant' }] }]
  }
  return [...objects.values()].map((item) => ({ logicalLocations: [objectIn(top, item)] }))
}

function objectIn(top: string, { object, id, resource }: ReportEvidence): object {
  const path = [top, resource, id ?? object].filter((part) => part !== null)
  return { name: object, fullyQualifiedName: path.map(encodable).join('/'), kind: 'object' }
}

/** Keeps what separates the parts of a path out of them. */
function encodable(part: string): string {
  return part.replaceAll('%', '%25').replaceAll('/', '%2F')
}

function suppressionsOf({ exceptions }: TenantReport, { exception: id }: ReportVerdict): object[] {
  return exceptions
    .filter((exception) => exception.id === id)
    .map(({ status, reason, compensatingControl, requestedBy, decidedBy, decidedAt, expiresAt }) => ({
      guid: nameBasedUuid('exception', id ?? ''),
      kind: 'external',
      status: status === 'active' ? 'accepted' : 'underReview',
      justification: reason,
      properties: { requestedBy, decidedBy, decidedAt, expiresAt, compensatingControl },
    }))
}

function attestationOf({ attestations }: TenantReport, verdict: ReportVerdict): object {
  const attestation = attestations.find(({ id }) => id === verdict.attestation)
  return attestation ? { attestation } : {}
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
