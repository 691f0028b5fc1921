import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { insiderRisk as control } from './insider-risk.js'

const atRisk = (insiderRiskLevels: string | null, changes: object = {}, conditions: object = {}) =>
  conditionalAccessPolicy({ conditions: { insiderRiskLevels, ...conditions }, ...changes })

describe(control.title, () => {
  it.each(['elevated', 'moderate,elevated'])('passes when everyone at %s risk is blocked', (levels) => {
    expect(judge(control, withPolicies(atRisk(levels)))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['it is for a lower risk', [atRisk('moderate')]],
    ['no risk is named', [atRisk(null)]],
    ['a second factor is enough', [atRisk('elevated', { grantControls: granting(['mfa']) })]],
    ['Office alone is guarded', [atRisk('elevated', {}, { applications: { includeApplications: ['Office365'] } })]],
    ['the policy only reports', [atRisk('elevated', { state: 'enabledForReportingButNotEnforced' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
