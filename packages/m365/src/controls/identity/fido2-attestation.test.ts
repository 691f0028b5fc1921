import { describe, expect, it } from 'vitest'
import { authenticationMethods } from '../../../test/authentication-methods-sample.js'
import { judge } from '../../../test/judge.js'
import { passkeysChecked as control } from './fido2-attestation.js'

const rules = { isEnforced: true, enforcementType: 'allow', aaGuids: ['2fc0579f-8113-47ea-b116-bb5a8db9202a'] }
const fido2 = (changes: object = {}, restrictions: object = {}) =>
  authenticationMethods([
    {
      id: 'Fido2',
      state: 'enabled',
      isAttestationEnforced: true,
      keyRestrictions: { ...rules, ...restrictions },
      ...changes,
    },
  ])

describe(control.title, () => {
  it('passes when makes are checked and listed', () => {
    expect(judge(control, fido2())).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, ReturnType<typeof fido2>]>([
    ['keys need not say what they are', fido2({ isAttestationEnforced: false })],
    ['makes are not restricted', fido2({}, { isEnforced: false })],
    ['no make is listed', fido2({}, { aaGuids: [] })],
    ['the list has an unknown meaning', fido2({}, { enforcementType: 'unknownFutureValue' })],
  ])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the method is not among what came', () => {
    expect(judge(control, authenticationMethods())).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
