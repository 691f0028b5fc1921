import type { Severity } from '@tenantry/core'
import { type Score, scoreOf, type Standing, tallyOf, worstOf } from '../assessments/score.js'
import type { ReportControl, ReportHead, ReportVerdict, TenantReport } from './report-model.js'

type Judged = Pick<ReportVerdict, 'control' | 'standing' | 'cause' | 'attestation'>

/** The score of verdicts. */
export function scoreOfVerdicts(verdicts: readonly Judged[]): Score {
  return scoreOf(tallyOf(verdicts.map((verdict) => ({ ...verdict, attested: verdict.attestation !== null }))))
}

/** Scores of a tenant by area, worst first, and by framework with how each requirement stands. */
export function summarise(
  { controls, frameworks }: Pick<ReportHead, 'controls' | 'frameworks'>,
  verdicts: readonly ReportVerdict[],
): Pick<TenantReport, 'score' | 'areas' | 'frameworks'> {
  const byControl = new Map(verdicts.map((verdict) => [verdict.control, verdict]))
  const judged = (ids: Iterable<string>) => [...ids].flatMap((id) => byControl.get(id) ?? [])
  const areas = new Set(controls.map(({ area }) => area))
  const idsIn = (area: string) => controls.flatMap((control) => (control.area === area ? control.id : []))
  return {
    score: scoreOfVerdicts(verdicts),
    areas: [...areas]
      .map((area) => ({ area, score: scoreOfVerdicts(judged(idsIn(area))) }))
      .toSorted((one, other) => worseFirst(one.score, other.score)),
    frameworks: frameworks.map(({ id, requirements }) => ({
      framework: id,
      score: scoreOfVerdicts(judged(new Set(requirements.flatMap((requirement) => requirement.controls)))),
      requirements: requirements.flatMap((requirement) => {
        const standing: Standing | undefined = worstOf(judged(requirement.controls).map((verdict) => verdict.standing))
        return standing ? [{ requirement: requirement.id, standing }] : []
      }),
    })),
  }
}

/** For sorting: the lower score first, among equal ones that with more failures; what has no score last. */
export function worseFirst(one: Score, other: Score): number {
  return (one.percent ?? 101) - (other.percent ?? 101) || other.failed - one.failed
}

const WEIGHTS: Record<Severity, number> = { critical: 8, high: 4, medium: 2, low: 1 }

/** Failing controls, the one with the most effect first: by how much it matters and in how many tenants it fails. */
export function byEffect<T extends { control: string; tenants: number }>(
  controls: readonly ReportControl[],
  failing: readonly T[],
): T[] {
  const known = new Map(controls.map((control) => [control.id, control]))
  const effect = ({ control, tenants }: T) => WEIGHTS[known.get(control)?.severity ?? 'low'] * tenants
  return failing.toSorted((one, other) => effect(other) - effect(one) || (one.control < other.control ? -1 : 1))
}
