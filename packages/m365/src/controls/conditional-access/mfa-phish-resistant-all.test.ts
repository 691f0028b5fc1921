import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, strength, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { mfaPhishResistantAll as control } from './mfa-phish-resistant-all.js'

const asking = (grantControls: object | null, changes: object = {}) =>
  conditionalAccessPolicy({ grantControls: grantControls && { ...grantControls }, ...changes })

const key = strength('fido2', 'windowsHelloForBusiness')

describe(control.title, () => {
  it('passes when a policy takes nothing else from everyone', () => {
    expect(judge(control, withPolicies(asking(key)))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('passes with a warning where a device is enough instead', () => {
    const either = { ...key, builtInControls: ['compliantDevice'] }
    expect(judge(control, withPolicies(asking(either)))).toMatchObject({
      verdict: 'pass',
      warnings: ['Everyone is also satisfied by a compliant device alone.'],
    })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['the strength also takes a code', [asking(strength('fido2', 'password,softwareOath'))]],
    ['the strength takes nothing', [asking(strength())]],
    ['any second factor will do', [asking(granting(['mfa']))]],
    ['the policy names some people', [asking(key, { conditions: { users: { includeUsers: ['ann'] } } })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
