import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { lapsOn as control } from './laps.js'

const devices = (value: unknown) => ({
  '/policies/deviceRegistrationPolicy': { localAdminPassword: { isEnabled: value } },
})

describe(control.title, () => {
  it.each([true])('passes at %s', (value) => {
    expect(judge(control, devices(value))).toMatchObject({ verdict: 'pass' })
  })

  it.each([false])('fails at %s, and shows it', (value) => {
    expect(judge(control, devices(value))).toMatchObject({ verdict: 'fail', evidence: [{ value }] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, { '/policies/deviceRegistrationPolicy': {} })).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })
})
