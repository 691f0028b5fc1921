import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { managedDeviceRequired as control } from './managed-device-required.js'

const either = ['compliantDevice', 'domainJoinedDevice']
const asking = (controls: string[], changes: Record<string, unknown> = {}) =>
  conditionalAccessPolicy({ grantControls: granting(controls, changes) })

describe(control.title, () => {
  it('passes when either kind of managed device is enough and nothing else is', () => {
    expect(judge(control, withPolicies(asking(either)))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('passes with a warning where terms of use are enough instead', () => {
    expect(judge(control, withPolicies(asking(either, { termsOfUse: ['terms'] })))).toMatchObject({
      verdict: 'pass',
      warnings: ['Everyone is also satisfied by terms of use alone.'],
    })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['a second factor is enough as well', [asking([...either, 'mfa'])]],
    ['only one kind is taken', [asking(['compliantDevice'])]],
    ['both kinds are needed at once', [asking(either, { operator: 'AND' })]],
    ['the operator is not known', [asking(either, { operator: '' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
