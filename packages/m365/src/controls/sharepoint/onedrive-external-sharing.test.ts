import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { oneDriveSharingLimited as control } from './onedrive-external-sharing.js'

const tenant = (settings: object) => ({ 'spo:SPO.Tenant': settings })

describe(control.title, () => {
  it.each([0, 3])('passes at %i', (ODBSharingCapability) => {
    expect(judge(control, tenant({ ODBSharingCapability }))).toMatchObject({ verdict: 'pass' })
  })

  it.each([1, 2])('fails at %i', (ODBSharingCapability) => {
    expect(judge(control, tenant({ ODBSharingCapability }))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
