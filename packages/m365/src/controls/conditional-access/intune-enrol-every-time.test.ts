import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, strength, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { intuneEnrolEveryTime as control } from './intune-enrol-every-time.js'

const INTUNE_ENROLLMENT = 'd4ebce55-015a-49b5-a083-c84d1797ae8c'
const everyTime = { isEnabled: true, frequencyInterval: 'everyTime' }

const enrolling = (
  grantControls: object = granting(['mfa']),
  signInFrequency: object = everyTime,
  conditions: object = {},
) =>
  conditionalAccessPolicy({
    conditions: { applications: { includeApplications: [INTUNE_ENROLLMENT] }, ...conditions },
    grantControls: { ...grantControls },
    sessionControls: { signInFrequency },
  })

describe(control.title, () => {
  it.each([
    ['a second factor', granting(['mfa'])],
    ['a strength', strength('fido2')],
  ])('passes when a policy asks for %s', (_, grantControls) => {
    expect(judge(control, withPolicies(enrolling(grantControls)))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    [
      'a policy for all resources does not name it',
      [enrolling(granting(['mfa']), everyTime, { applications: { includeApplications: ['All'] } })],
    ],
    ['a device is enough instead', [enrolling(granting(['mfa', 'compliantDevice']))]],
    ['it is asked once an hour', [enrolling(granting(['mfa']), { isEnabled: true, type: 'hours', value: 1 })]],
    [
      'the policy names some people',
      [
        enrolling(granting(['mfa']), everyTime, {
          users: { includeUsers: ['ann'] },
          applications: { includeApplications: [INTUNE_ENROLLMENT] },
        }),
      ],
    ],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
