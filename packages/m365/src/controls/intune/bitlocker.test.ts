import { describe, expect, it } from 'vitest'
import { intunePolicies, intunePolicy } from '../../../test/intune-sample.js'
import { judge } from '../../../test/judge.js'
import { disksEncrypted as control } from './bitlocker.js'

const CHOICES = [
  'device_vendor_msft_bitlocker_requiredeviceencryption_1',
  'device_vendor_msft_bitlocker_systemdrivesencryptiontype_osencryptiontypedropdown_name_1',
]

describe(control.title, () => {
  it('passes when an assigned policy says so', () => {
    expect(judge(control, intunePolicies(intunePolicy(CHOICES)))).toMatchObject({
      verdict: 'pass',
      evidence: [{ object: 'Windows' }],
    })
  })

  it('fails when that policy is assigned to nobody', () => {
    const outcome = judge(control, intunePolicies(intunePolicy(CHOICES, { isAssigned: false, assignments: [] })))
    expect(outcome).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('nobody') })
  })

  it.each(CHOICES.map((choice) => [choice]))('fails when %s is not chosen', (choice) => {
    const others = CHOICES.filter((each) => each !== choice)
    expect(judge(control, intunePolicies(intunePolicy(others)))).toMatchObject({ verdict: 'fail' })
  })

  it('fails without a policy', () => {
    expect(judge(control, intunePolicies())).toMatchObject({ verdict: 'fail' })
  })
})
