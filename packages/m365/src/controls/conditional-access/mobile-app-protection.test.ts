import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { mobileAppProtection as control } from './mobile-app-protection.js'

const phones = (controls: string[], includePlatforms = ['android', 'iOS'], changes: object = {}) =>
  conditionalAccessPolicy({
    conditions: { platforms: { includePlatforms, excludePlatforms: [] } },
    grantControls: granting(controls),
    ...changes,
  })

describe(control.title, () => {
  it('passes when phones need a protected app', () => {
    expect(judge(control, withPolicies(phones(['compliantApplication'])))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
    expect(judge(control, withPolicies(phones(['compliantApplication'], ['all'])))).toMatchObject({ verdict: 'pass' })
  })

  it('passes when either kind of app is enough', () => {
    const policy = phones(['approvedApplication', 'compliantApplication'])
    expect(judge(control, withPolicies(policy))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, string[]]>([
    ['the app is only on the retired list', ['approvedApplication']],
    ['a second factor is enough instead', ['compliantApplication', 'mfa']],
  ])('passes with a warning when %s', (_, controls) => {
    const outcome = judge(control, withPolicies(phones(controls)))
    expect(outcome).toMatchObject({ verdict: 'pass' })
    expect(outcome.warnings).toHaveLength(1)
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['it is for one kind of phones', [phones(['compliantApplication'], ['iOS'])]],
    ['any app will do', [phones(['mfa'])]],
    ['the policy is switched off', [phones(['compliantApplication'], ['all'], { state: 'disabled' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
