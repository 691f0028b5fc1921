import { describe, expect, it } from 'vitest'
import { authenticationMethods } from '../../../test/authentication-methods-sample.js'
import { judge } from '../../../test/judge.js'
import { passkeysOn as control } from './fido2-enabled.js'

const fido2 = (changes: object = {}) =>
  authenticationMethods([{ id: 'Fido2', state: 'enabled', isSelfServiceRegistrationAllowed: true, ...changes }])

describe(control.title, () => {
  it('passes when people set them up by themselves', () => {
    expect(judge(control, fido2())).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, object]>([
    ['they are off', { state: 'disabled' }],
    ['only administrators set them up', { isSelfServiceRegistrationAllowed: false }],
  ])('fails when %s', (_, changes) => {
    expect(judge(control, fido2(changes))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the method is not among what came', () => {
    expect(judge(control, authenticationMethods())).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
