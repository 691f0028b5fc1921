import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { signInFrequencyUnmanaged as control } from './signin-frequency-unmanaged.js'

const limited = (conditions: object = {}, signInFrequency: object = { isEnabled: true, type: 'hours', value: 1 }) =>
  conditionalAccessPolicy({
    conditions: { ...conditions },
    grantControls: null,
    sessionControls: { signInFrequency },
  })

const filter = (mode: string, rule: string) => ({ devices: { deviceFilter: { mode, rule } } })

describe(control.title, () => {
  it.each<[string, object]>([
    [
      'leaves out managed devices',
      filter('exclude', 'device.isCompliant -eq True -or device.trustType -eq "ServerAD"'),
    ],
    ['includes what is not compliant', filter('include', 'device.isCompliant -ne True')],
    ['is for every device', {}],
  ])('passes when the policy %s', (_, conditions) => {
    expect(judge(control, withPolicies(limited(conditions)))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['the policy is for managed devices', [limited(filter('include', 'device.isCompliant -eq True'))]],
    ['the filter misses devices that are not registered', [limited(filter('include', 'device.isCompliant -eq False'))]],
    ['the frequency is switched off', [limited({}, { isEnabled: false, type: 'hours', value: 1 })]],
    ['the policy leaves out a group', [limited({ users: { excludeGroups: ['team'] } })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
