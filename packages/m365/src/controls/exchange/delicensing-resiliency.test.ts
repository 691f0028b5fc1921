import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailboxesOutliveSlips as control } from './delicensing-resiliency.js'

const tenant = (licences: number, config: object) => ({
  '/subscribedSkus': [{ prepaidUnits: { enabled: licences } }],
  'exo:Get-OrganizationConfig': [config],
})

describe(control.title, () => {
  it('passes when it is on', () => {
    expect(judge(control, tenant(5000, { DelayedDelicensingEnabled: true }))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when it is off', () => {
    expect(judge(control, tenant(5000, { DelayedDelicensingEnabled: false }))).toMatchObject({ verdict: 'fail' })
  })

  it('does not apply below 5000 licences', () => {
    expect(judge(control, tenant(4999, { DelayedDelicensingEnabled: false }))).toMatchObject({
      verdict: 'notApplicable',
    })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, tenant(5000, {}))).toMatchObject({ verdict: 'notAssessed' })
  })
})
