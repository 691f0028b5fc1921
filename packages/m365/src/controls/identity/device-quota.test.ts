import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { deviceQuotaSmall as control } from './device-quota.js'

const devices = (value: unknown) => ({ '/policies/deviceRegistrationPolicy': { userDeviceQuota: value } })

describe(control.title, () => {
  it.each([10, 5])('passes at %s', (value) => {
    expect(judge(control, devices(value))).toMatchObject({ verdict: 'pass' })
  })

  it.each([11, 2147483647])('fails at %s, and shows it', (value) => {
    expect(judge(control, devices(value))).toMatchObject({ verdict: 'fail', evidence: [{ value }] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, { '/policies/deviceRegistrationPolicy': {} })).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })
})
