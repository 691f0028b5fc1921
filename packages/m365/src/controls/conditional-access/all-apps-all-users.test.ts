import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { allAppsAllUsers as control } from './all-apps-all-users.js'

describe(control.title, () => {
  it('passes when a policy covers all users in all resources', () => {
    expect(judge(control, withPolicies(conditionalAccessPolicy()))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    [
      'the policy names applications',
      [conditionalAccessPolicy({ conditions: { applications: { includeApplications: ['Office365'] } } })],
    ],
    ['the policy names people', [conditionalAccessPolicy({ conditions: { users: { includeUsers: ['ann'] } } })]],
    [
      'the policy only has passwords changed',
      [conditionalAccessPolicy({ grantControls: granting(['passwordChange']) })],
    ],
    ['the policy only reports', [conditionalAccessPolicy({ state: 'enabledForReportingButNotEnforced' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
