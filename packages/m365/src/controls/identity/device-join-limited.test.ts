import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { joinLimited as control } from './device-join-limited.js'

const devices = (value: unknown) => ({
  '/policies/deviceRegistrationPolicy': { azureADJoin: { allowedToJoin: { '@odata.type': value } } },
})

describe(control.title, () => {
  it.each([
    '#microsoft.graph.enumeratedDeviceRegistrationMembership',
    '#microsoft.graph.noDeviceRegistrationMembership',
  ])('passes at %s', (value) => {
    expect(judge(control, devices(value))).toMatchObject({ verdict: 'pass' })
  })

  it.each(['#microsoft.graph.allDeviceRegistrationMembership'])('fails at %s, and shows it', (value) => {
    expect(judge(control, devices(value))).toMatchObject({ verdict: 'fail', evidence: [{ value }] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, { '/policies/deviceRegistrationPolicy': {} })).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })
})
