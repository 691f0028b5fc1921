import type { ReportControl, ReportVerdict, TenantReport } from '../report-model.js'
import type { Rules } from '../rules.js'
import { resultId } from './oscal-ids.js'

/** What a control said of a tenant, with the ids under which it is told. */
export interface Told {
  control: ReportControl
  verdict: ReportVerdict
  report: TenantReport
  observation: string
  finding: string
  risk: string
}

/** What every control said of a tenant. */
export function toldOf(rules: Rules, report: TenantReport): Told[] {
  return report.verdicts.flatMap((verdict) => {
    const control = rules.control(verdict.control)
    if (!control) return []
    const id = (what: string) => resultId(report, what, control.id)
    return [{ report, control, verdict, observation: id('observation'), finding: id('finding'), risk: id('risk') }]
  })
}
