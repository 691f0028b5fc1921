import {
  reportResults,
  type ReportControl,
  type ReportHead,
  type ReportResult,
  type ReportScore,
  type ReportSeverity,
  type ReportVerdict,
  type TenantReport,
} from './report-model.js'

type Judged = Pick<ReportVerdict, 'control' | 'result' | 'cause'>

/** Counts verdicts. Only what passed or failed counts towards the percentage. */
export function scoreOf(verdicts: Iterable<Judged>): ReportScore {
  const score = noScore()
  for (const { result, cause } of verdicts) score[result === 'notAssessed' ? (cause ?? 'notRead') : result] += 1
  return { ...score, percent: percentOf(score) }
}

/** The score of nothing. */
export function noScore(): ReportScore {
  return {
    percent: null,
    pass: 0,
    fail: 0,
    excepted: 0,
    manual: 0,
    notApplicable: 0,
    notPermitted: 0,
    notLicensed: 0,
    notRead: 0,
    error: 0,
  }
}

/** Rounded down, so that 100 means all. */
export function percentOf({ pass, fail }: Pick<ReportScore, 'pass' | 'fail'>): number | null {
  return pass + fail === 0 ? null : Math.floor((pass * 100) / (pass + fail))
}

/** The result of a requirement: that of its worst control. Undefined where none of its controls was judged. */
export function worstOf(results: readonly ReportResult[]): ReportResult | undefined {
  return reportResults.find((result) => results.includes(result))
}

/** Scores of a tenant by area, worst first, and by framework with the result of each requirement. */
export function summarise(
  { controls, frameworks }: Pick<ReportHead, 'controls' | 'frameworks'>,
  verdicts: readonly ReportVerdict[],
): Pick<TenantReport, 'score' | 'areas' | 'frameworks'> {
  const byControl = new Map(verdicts.map((verdict) => [verdict.control, verdict]))
  const judged = (ids: Iterable<string>) => [...ids].flatMap((id) => byControl.get(id) ?? [])
  const areas = new Set(controls.map(({ area }) => area))
  return {
    score: scoreOf(verdicts),
    areas: [...areas]
      .map((area) => ({
        area,
        score: scoreOf(judged(controls.flatMap((control) => (control.area === area ? control.id : [])))),
      }))
      .toSorted((a, b) => (a.score.percent ?? 101) - (b.score.percent ?? 101) || b.score.fail - a.score.fail),
    frameworks: frameworks.map(({ id, requirements }) => ({
      framework: id,
      score: scoreOf(judged(new Set(requirements.flatMap((requirement) => requirement.controls)))),
      requirements: requirements.flatMap((requirement) => {
        const result = worstOf(judged(requirement.controls).map((verdict) => verdict.result))
        return result ? [{ requirement: requirement.id, result }] : []
      }),
    })),
  }
}

const WEIGHTS: Record<ReportSeverity, number> = { critical: 8, high: 4, medium: 2, low: 1 }

/** Failing controls, the one with the most effect first: by how much it matters and in how many tenants it fails. */
export function byEffect<T extends { control: string; tenants: number }>(
  controls: readonly ReportControl[],
  failing: readonly T[],
): T[] {
  const known = new Map(controls.map((control) => [control.id, control]))
  const effect = ({ control, tenants }: T) => WEIGHTS[known.get(control)?.severity ?? 'low'] * tenants
  return failing.toSorted((a, b) => effect(b) - effect(a) || (a.control < b.control ? -1 : 1))
}
