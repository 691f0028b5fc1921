import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { allApps as control } from './all-apps.js'

describe(control.title, () => {
  it('passes when a policy covers all resources, whoever its users are', () => {
    const policy = conditionalAccessPolicy({ conditions: { users: { includeUsers: ['ann'] } } })
    expect(judge(control, withPolicies(policy))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    [
      'the policy names applications',
      [conditionalAccessPolicy({ conditions: { applications: { includeApplications: ['Office365'] } } })],
    ],
    [
      'the policy only has passwords changed',
      [conditionalAccessPolicy({ grantControls: granting(['mfa', 'passwordChange'], { operator: 'AND' }) })],
    ],
    [
      'the policy is for workloads',
      [
        conditionalAccessPolicy({
          conditions: { clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'] } },
        }),
      ],
    ],
    ['the policy is switched off', [conditionalAccessPolicy({ state: 'disabled' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
