import type { Standing } from '../../assessments/score.js'
import type { ReportRequirement, TenantReport } from '../report-model.js'
import type { Rules } from '../rules.js'
import { STANDING_WORDS } from '../words.js'
import { objectiveId, resultId } from './oscal-ids.js'
import { listed, requirementToken } from './oscal-text.js'
import type { Told } from './told.js'

type Status = { state: 'satisfied' | 'not-satisfied'; reason: 'pass' | 'fail' | 'other' }

/** Neither what was not assessed nor what waits for a person is a finding: OSCAL knows but satisfied and not satisfied. */
const STATUSES: Partial<Record<Standing, Status>> = {
  pass: { state: 'satisfied', reason: 'pass' },
  fail: { state: 'not-satisfied', reason: 'fail' },
  excepted: { state: 'not-satisfied', reason: 'other' },
  notApplicable: { state: 'satisfied', reason: 'other' },
}

/** Whether a control is satisfied. */
export function oscalFinding({ control, verdict, observation, finding, risk }: Told): object[] {
  const status = STATUSES[verdict.standing]
  if (!status) return []
  return [
    {
      uuid: finding,
      title: control.title,
      description: verdict.reason,
      target: { type: 'objective-id', 'target-id': objectiveId(control.id), ...targetStatus(status, verdict.standing) },
      'related-observations': [{ 'observation-uuid': observation }],
      ...listed('related-risks', status.state === 'not-satisfied' ? [{ 'risk-uuid': risk }] : []),
    },
  ]
}

/** Whether the requirements of the chosen frameworks are satisfied. */
export function requirementFindings(rules: Rules, report: TenantReport, told: readonly Told[]): object[] {
  const byControl = new Map(told.map((one) => [one.control.id, one]))
  return report.frameworks.flatMap(({ framework: id, requirements }) => {
    const framework = rules.frameworks.find((one) => one.id === id)
    const standings = new Map(requirements.map(({ requirement, standing }) => [requirement, standing]))
    return (framework?.requirements ?? []).flatMap((requirement) => {
      const standing = standings.get(requirement.id)
      const status = standing && STATUSES[standing]
      if (!status) return []
      const uuid = resultId(report, 'requirement', id, requirement.id)
      return [requirementFinding(uuid, requirement, standing, status, byControl)]
    })
  })
}

function requirementFinding(
  uuid: string,
  requirement: ReportRequirement,
  standing: Standing,
  status: Status,
  byControl: ReadonlyMap<string, Told>,
): object {
  const told = requirement.controls.flatMap((control) => byControl.get(control) ?? [])
  const observed = told.filter(({ verdict }) => verdict.standing !== 'manual')
  const failing = told.filter(({ verdict }) => verdict.standing === 'fail' || verdict.standing === 'excepted')
  return {
    uuid,
    title: requirement.title === null ? requirement.id : `${requirement.id}: ${requirement.title}`,
    description: `${STANDING_WORDS[standing]}, as the worst of: ${told.map(({ control }) => control.title).join('; ')}.`,
    target: { type: 'statement-id', 'target-id': requirementToken(requirement), ...targetStatus(status, standing) },
    ...listed(
      'related-observations',
      observed.map(({ observation }) => ({ 'observation-uuid': observation })),
    ),
    ...listed(
      'related-risks',
      failing.map(({ risk }) => ({ 'risk-uuid': risk })),
    ),
  }
}

function targetStatus(status: Status, standing: Standing): object {
  return { status, ...(standing === 'notApplicable' && { 'implementation-status': { state: 'not-applicable' } }) }
}
