import { describe, expect, it } from 'vitest'
import { authenticationMethods, forAll } from '../../../test/authentication-methods-sample.js'
import { judge } from '../../../test/judge.js'
import { numbersMatched as control } from './number-matching.js'

const matching = (feature?: object) =>
  authenticationMethods([
    { id: 'MicrosoftAuthenticator', state: 'enabled', featureSettings: { numberMatchingRequiredState: feature } },
  ])

describe(control.title, () => {
  it('passes when everyone is asked', () => {
    expect(judge(control, matching(forAll))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('passes with a note when it is left to Microsoft', () => {
    expect(judge(control, matching({ ...forAll, state: 'default' }))).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('Microsoft')],
    })
  })

  it.each<[string, object]>([
    ['it is off', { ...forAll, state: 'disabled' }],
    ['some are asked', { state: 'enabled', includeTarget: { id: 'sales' } }],
  ])('fails when %s', (_, feature) => {
    expect(judge(control, matching(feature))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the feature is not among what came', () => {
    expect(judge(control, matching())).toMatchObject({ verdict: 'notAssessed' })
  })

  it('is not assessed when the method is not among what came', () => {
    expect(judge(control, authenticationMethods())).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
