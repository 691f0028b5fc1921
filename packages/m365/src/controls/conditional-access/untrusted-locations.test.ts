import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { untrustedLocations as control } from './untrusted-locations.js'

const blocked = (excludeLocations: string[], changes: object = {}, includeLocations = ['All']) =>
  conditionalAccessPolicy({ conditions: { locations: { includeLocations, excludeLocations } }, ...changes })

const known = {
  '/identity/conditionalAccess/namedLocations': [
    { id: 'office', displayName: 'Office', isTrusted: true, ipRanges: [] },
    { id: 'country', displayName: 'Home country' },
  ],
}

describe(control.title, () => {
  it.each(['AllTrusted', '00000000-0000-0000-0000-000000000000'])('passes when all but %s is blocked', (place) => {
    expect(judge(control, withPolicies(blocked([place])))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('passes when all but a trusted location is blocked', () => {
    expect(judge(control, { ...withPolicies(blocked(['office'])), ...known })).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it('passes with a warning when a place that is not trusted is let in as well', () => {
    const outcome = judge(control, { ...withPolicies(blocked(['office', 'country'])), ...known })
    expect(outcome).toMatchObject({ verdict: 'pass' })
    expect(outcome.warnings).toHaveLength(1)
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['the places let in are not trusted', [blocked(['country'])]],
    ['only one place is blocked', [blocked(['AllTrusted'], {}, ['country'])]],
    ['nothing is let in, so that it is no rule about places', [blocked([])]],
    ['a second factor is enough', [blocked(['AllTrusted'], { grantControls: granting(['mfa']) })]],
    ['the policy is switched off', [blocked(['AllTrusted'], { state: 'disabled' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, { ...withPolicies(...list), ...known })).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when it hangs on locations that were not read', () => {
    expect(judge(control, withPolicies(blocked(['office'])))).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })

  it('fails without locations where they could not help', () => {
    expect(judge(control, withPolicies(blocked(['office'], { state: 'disabled' })))).toMatchObject({ verdict: 'fail' })
  })
})
