import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { appEnforced as control } from './app-enforced.js'

const enforced = (includeApplications: string[], changes: object = {}, users: object = {}) =>
  conditionalAccessPolicy({
    conditions: { applications: { includeApplications }, users: { ...users } },
    grantControls: null,
    sessionControls: { applicationEnforcedRestrictions: { isEnabled: true } },
    ...changes,
  })

describe(control.title, () => {
  it.each([
    [['Office365']],
    [['All']],
    [['00000002-0000-0ff1-ce00-000000000000', '00000003-0000-0ff1-ce00-000000000000']],
  ])('passes when a policy covers %j', (applications) => {
    expect(judge(control, withPolicies(enforced(applications)))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('passes with a warning when it misses people', () => {
    const outcome = judge(control, withPolicies(enforced(['Office365'], {}, { excludeGroups: ['team'] })))
    expect(outcome).toMatchObject({ verdict: 'pass', warnings: ['Everyone leaves out 1 group.'] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['files are missing', [enforced(['00000002-0000-0ff1-ce00-000000000000'])]],
    [
      'the control is off',
      [enforced(['Office365'], { sessionControls: { applicationEnforcedRestrictions: { isEnabled: false } } })],
    ],
    ['the policy is switched off', [enforced(['Office365'], { state: 'disabled' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
