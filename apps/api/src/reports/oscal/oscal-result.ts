import { nameBasedUuid } from '../name-based-uuid.js'
import type { ReportHead, TenantReport } from '../report-model.js'
import type { Rules } from '../rules.js'
import { countedWords, uncountedWords } from '../words.js'
import { oscalFinding, requirementFindings } from './oscal-finding.js'
import { oscalObservation } from './oscal-observation.js'
import { oscalRisk } from './oscal-risk.js'
import { objectiveId, organizationId, resultId, tenantId, toolId } from './oscal-ids.js'
import { listed, oneLine, OWN_NAMES, property, requirementToken, token } from './oscal-text.js'
import { toldOf, type Told } from './told.js'

/** The results of one tenant. */
export function oscalResult(head: ReportHead, rules: Rules, report: TenantReport): object {
  const { tenant, assessment, snapshot, score } = report
  const told = toldOf(rules, report)
  const observed = told.filter(({ verdict }) => verdict.standing !== 'manual')
  const findings = [
    ...observed.flatMap(oscalFinding),
    ...(head.byFramework ? requirementFindings(rules, report, told) : []),
  ]
  const failing = told.filter(({ verdict }) => verdict.standing === 'fail' || verdict.standing === 'excepted')
  return {
    uuid: resultId(report, 'result'),
    title: oneLine(tenant.name) || tenant.providerTenantId,
    description: [countedWords(score), ...uncountedWords(score).map((words) => `${words}.`)].join(' '),
    start: startOf(report),
    ...(assessment?.endedAt && { end: assessment.endedAt }),
    props: [
      ...property('tenant-id', tenant.providerTenantId),
      ...property('domain', tenant.domain),
      ...property('snapshot', snapshot?.number),
      ...property('assessment', assessment?.number),
      ...property('score-percent', score.percent),
      ...property('passed', score.passed),
      ...property('failed', score.failed),
    ],
    'local-definitions': localDefinitions(head, report),
    'reviewed-controls': reviewedControls(head, rules, told),
    ...attestations(head, report),
    ...listed(
      'observations',
      observed.map((one) => oscalObservation(head, one)),
    ),
    ...listed(
      'risks',
      failing.map((one) => oscalRisk(head, one)),
    ),
    ...listed('findings', findings),
  }
}

function startOf({ assessment, snapshot }: TenantReport): string {
  return assessment?.startedAt ?? snapshot?.startedAt ?? '1970-01-01T00:00:00.000Z'
}

/** The tenant as what was assessed, and the product as what assessed it. */
function localDefinitions(head: ReportHead, report: TenantReport): object {
  const { product } = head
  const { tenant } = report
  const tool = toolId(head)
  return {
    components: [
      {
        uuid: tenantId(report),
        type: 'service',
        title: oneLine(tenant.name) || tenant.providerTenantId,
        description: `The tenant ${tenant.providerTenantId}.`,
        props: [...property('tenant-id', tenant.providerTenantId), ...property('domain', tenant.domain)],
        status: { state: 'operational' },
      },
    ],
    'assessment-assets': {
      components: [
        {
          uuid: tool,
          type: 'software',
          title: product.name,
          description: 'Reads the configuration of tenants and judges controls by it.',
          props: property('version', product.version),
          status: { state: 'operational' },
        },
      ],
      'assessment-platforms': [
        {
          uuid: nameBasedUuid('platform', product.name, product.version),
          title: `${product.name} ${product.version}`,
          'uses-components': [{ 'component-uuid': tool }],
        },
      ],
    },
  }
}

/** What was in scope; what was not assessed is named as left out, with the reason in its observation. */
function reviewedControls({ byFramework }: ReportHead, rules: Rules, told: readonly Told[]): object {
  const idsOf = (wanted: (told: Told) => boolean) =>
    told.filter(wanted).map(({ control }) => ({ 'objective-id': objectiveId(control.id) }))
  const isDetermined = ({ verdict }: Told) => verdict.standing !== 'notAssessed' && verdict.standing !== 'manual'
  return {
    'control-selections': [
      {
        description: 'Controls of the product.',
        ...listed(
          'include-controls',
          rules.controls.map(({ id }) => ({ 'control-id': token(id) })),
        ),
      },
      ...(byFramework ? rules.frameworks : []).map((framework) => ({
        description: `Requirements of ${framework.name} ${framework.version}.`,
        props: property('framework', framework.id),
        ...listed(
          'include-controls',
          framework.requirements.map((requirement) => ({ 'control-id': requirementToken(requirement) })),
        ),
      })),
    ],
    ...(told.length > 0 && {
      'control-objective-selections': [
        {
          description: 'Left out: what was not assessed, and what waits for a person.',
          ...listed('include-objectives', idsOf(isDetermined)),
          ...listed(
            'exclude-objectives',
            idsOf((one) => !isDetermined(one)),
          ),
        },
      ],
    }),
  }
}

function attestations(head: ReportHead, { attestations: all }: TenantReport): object {
  const parts = all.map(({ id, control, statement, by, at, validUntil, verdict }) => ({
    uuid: nameBasedUuid('attestation', id),
    name: 'attestation',
    ns: OWN_NAMES,
    title: `${control}: ${verdict}`,
    prose: statement,
    props: [
      ...property('by', by),
      ...property('at', at),
      ...property('valid-until', validUntil),
      ...property('control', token(control)),
    ],
  }))
  const responsible = [{ 'role-id': 'assessor', 'party-uuids': [organizationId(head)] }]
  return listed('attestations', parts.length > 0 ? [{ 'responsible-parties': responsible, parts }] : [])
}
