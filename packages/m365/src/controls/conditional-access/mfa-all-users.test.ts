import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, strength, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { mfaAllUsers as control } from './mfa-all-users.js'

const asking = (grantControls: object | null, changes: object = {}) =>
  conditionalAccessPolicy({ grantControls: grantControls && { ...grantControls }, ...changes })

describe(control.title, () => {
  it.each([
    ['asks for a second factor', granting(['mfa'])],
    ['asks for a strength of several factors', strength('password,microsoftAuthenticatorPush', 'fido2')],
    ['asks for what resists phishing, which is more', strength('fido2')],
  ])('passes when a policy %s', (_, grantControls) => {
    expect(judge(control, withPolicies(asking(grantControls)))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('passes with a warning where terms of use are enough instead', () => {
    const outcome = judge(control, withPolicies(asking(granting(['mfa'], { termsOfUse: ['terms'] }))))
    expect(outcome).toMatchObject({ verdict: 'pass', warnings: ['Everyone is also satisfied by terms of use alone.'] })
  })

  it('passes with a warning where it is asked at high risk alone', () => {
    const narrow = asking(granting(['mfa']), { conditions: { signInRiskLevels: ['high'] } })
    expect(judge(control, withPolicies(narrow))).toMatchObject({
      verdict: 'pass',
      warnings: ['Everyone applies only at high sign-in risk.'],
    })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['a password alone reaches the strength', [asking(strength('password'))]],
    ['the strength takes nothing', [asking(strength())]],
    ['the policy grants access by nothing', [asking(null)]],
    [
      'the policy covers Office alone',
      [asking(granting(['mfa']), { conditions: { applications: { includeApplications: ['Office365'] } } })],
    ],
    [
      'the policy leaves out a role',
      [asking(granting(['mfa']), { conditions: { users: { excludeRoles: ['role'] } } })],
    ],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })

  it('passes with the exclusions that it offered', () => {
    const snapshot = withPolicies(asking(granting(['mfa']), { conditions: { users: { excludeGroups: ['team'] } } }))
    const { verdict, wouldPassWith } = judge(control, snapshot)
    expect(verdict).toBe('fail')
    expect(judge(control, snapshot, wouldPassWith)).toMatchObject({ verdict: 'pass' })
  })
})
