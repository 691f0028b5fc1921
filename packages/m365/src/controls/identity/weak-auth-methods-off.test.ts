import { describe, expect, it } from 'vitest'
import { authenticationMethods } from '../../../test/authentication-methods-sample.js'
import { judge } from '../../../test/judge.js'
import { weakMethodsOff as control } from './weak-auth-methods-off.js'

const states = (...list: string[]) =>
  authenticationMethods(
    ['Sms', 'Voice', 'Email'].flatMap((id, index) => (list[index] ? [{ id, state: list[index] }] : [])),
  )

describe(control.title, () => {
  it('passes when each is off', () => {
    expect(judge(control, states('disabled', 'disabled', 'disabled'))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['Sms', states('enabled', 'disabled', 'disabled')],
    ['Voice', states('disabled', 'enabled', 'disabled')],
    ['Email', states('disabled', 'disabled', 'enabled')],
  ])('fails when %s is on, and names it', (id, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', reason: `Weak methods are on: ${id}.` })
  })

  it('is not assessed when one is not among what came', () => {
    expect(judge(control, states('disabled', 'disabled'))).toMatchObject({ verdict: 'notAssessed' })
  })
})
