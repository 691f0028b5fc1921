import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { unknownPlatforms as control } from './unknown-platforms.js'

const KNOWN = ['android', 'iOS', 'windows', 'macOS', 'linux']

const platforms = (includePlatforms: string[], excludePlatforms: string[], changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { platforms: { includePlatforms, excludePlatforms } }, ...changes })

describe(control.title, () => {
  it('passes when everything but known platforms is blocked', () => {
    expect(judge(control, withPolicies(platforms(['all'], KNOWN)))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('passes when a known platform is blocked with the unknown ones', () => {
    expect(judge(control, withPolicies(platforms(['all'], ['windows', 'iOS'])))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['there is no condition on platforms', [conditionalAccessPolicy()]],
    ['platforms are blocked by name', [platforms(['windows'], KNOWN)]],
    ['no platform is let in, so that it is no rule about platforms', [platforms(['all'], [])]],
    ['a second factor is enough', [platforms(['all'], KNOWN, { grantControls: granting(['mfa']) })]],
    ['the policy is switched off', [platforms(['all'], KNOWN, { state: 'disabled' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
