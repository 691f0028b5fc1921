import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { managedDeviceMfaRegistration as control } from './managed-device-mfa-registration.js'

const registering = (controls: string[], { users = {}, ...changes }: { users?: object; state?: string } = {}) =>
  conditionalAccessPolicy({
    conditions: {
      users: { ...users },
      applications: { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] },
    },
    grantControls: granting(controls),
    ...changes,
  })

describe(control.title, () => {
  it.each([[['compliantDevice']], [['domainJoinedDevice']], [['compliantDevice', 'domainJoinedDevice']]])(
    'passes when registering takes %j',
    (controls) => {
      expect(judge(control, withPolicies(registering(controls)))).toMatchObject({ verdict: 'pass', warnings: [] })
    },
  )

  it('passes with a warning where a second factor is enough instead', () => {
    expect(judge(control, withPolicies(registering(['compliantDevice', 'mfa'])))).toMatchObject({
      verdict: 'pass',
      warnings: ['Everyone is also satisfied by a second factor alone.'],
    })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['it takes a second factor alone', [registering(['mfa'])]],
    [
      'a policy asks for a device elsewhere alone',
      [conditionalAccessPolicy({ grantControls: granting(['compliantDevice']) })],
    ],
    ['the policy leaves out a role', [registering(['compliantDevice'], { users: { excludeRoles: ['role'] } })]],
    ['the policy names some people', [registering(['compliantDevice'], { users: { includeUsers: ['ann'] } })]],
    ['the policy is switched off', [registering(['compliantDevice'], { state: 'disabled' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
