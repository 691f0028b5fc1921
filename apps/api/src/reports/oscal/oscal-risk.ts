import type { ReportException, ReportHead } from '../report-model.js'
import { nameBasedUuid } from '../name-based-uuid.js'
import { originOf, resultId } from './oscal-ids.js'
import { hrefsOf, listed, OWN_NAMES, property } from './oscal-text.js'
import type { Told } from './told.js'

/** What a failure puts at risk, what may be done about it, and what was decided. */
export function oscalRisk(head: ReportHead, { control, verdict, report, observation, risk }: Told): object {
  const exception = report.exceptions.find(({ id }) => id === verdict.exception)
  return {
    uuid: risk,
    title: control.title,
    description: control.rationale,
    statement: verdict.reason,
    props: property('control', control.id),
    status: statusOf(exception),
    characterizations: [
      {
        origin: originOf(head, 'tool'),
        facets: [{ name: 'severity', system: OWN_NAMES, value: control.severity }],
      },
    ],
    ...listed('mitigating-factors', mitigatingFactors(exception)),
    ...(exception && { deadline: exception.expiresAt }),
    remediations: [
      {
        uuid: resultId(report, 'remediation', control.id),
        lifecycle: 'recommendation',
        title: control.title,
        description: [...control.remediation.steps, `Impact: ${control.remediation.impact}`].join('\n'),
        ...listed('links', hrefsOf(control.remediation.link)),
      },
    ],
    ...listed('related-observations', [{ 'observation-uuid': observation }]),
  }
}

/** A deviation is the approved one alone; until then the risk is open and somebody has asked. */
function statusOf(exception: ReportException | undefined): string {
  if (!exception) return 'open'
  return exception.status === 'active' ? 'deviation-approved' : 'deviation-requested'
}

function mitigatingFactors(exception: ReportException | undefined): object[] {
  if (!exception) return []
  const { id, reason, compensatingControl, requestedBy, decidedBy, decidedAt, expiresAt } = exception
  return [
    {
      uuid: nameBasedUuid('exception', id),
      description: compensatingControl === null ? reason : `${reason} Instead: ${compensatingControl}`,
      props: [
        ...property('requested-by', requestedBy),
        ...property('approved-by', decidedBy),
        ...property('approved-at', decidedAt),
        ...property('expires-at', expiresAt),
      ],
    },
  ]
}
