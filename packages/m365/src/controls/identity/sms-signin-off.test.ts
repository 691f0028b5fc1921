import { describe, expect, it } from 'vitest'
import { authenticationMethods } from '../../../test/authentication-methods-sample.js'
import { judge } from '../../../test/judge.js'
import { smsSignInOff as control } from './sms-signin-off.js'

const sms = (state: string, ...usable: (boolean | undefined)[]) =>
  authenticationMethods([
    {
      id: 'Sms',
      state,
      includeTargets: usable.map((isUsableForSignIn, index) => ({ id: `group${index}`, isUsableForSignIn })),
    },
  ])

describe(control.title, () => {
  it.each([
    ['SMS is off', sms('disabled', true)],
    ['no group may', sms('enabled', false, false)],
    ['SMS is for nobody', sms('enabled')],
  ])('passes when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['one group may', sms('enabled', false, true)],
    ['nothing is said of a group', sms('enabled', undefined)],
  ])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the method is not among what came', () => {
    expect(judge(control, authenticationMethods())).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
