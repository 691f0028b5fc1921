import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { globalAdministratorsNotLocal as control } from './device-ga-not-local-admin.js'

const devices = (value: unknown) => ({
  '/policies/deviceRegistrationPolicy': { azureADJoin: { localAdmins: { enableGlobalAdmins: value } } },
})

describe(control.title, () => {
  it.each([false])('passes at %s', (value) => {
    expect(judge(control, devices(value))).toMatchObject({ verdict: 'pass' })
  })

  it.each([true])('fails at %s, and shows it', (value) => {
    expect(judge(control, devices(value))).toMatchObject({ verdict: 'fail', evidence: [{ value }] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, { '/policies/deviceRegistrationPolicy': {} })).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })
})
