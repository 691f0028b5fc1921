import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { alertsReachSomebody as control } from './alert-policies-evidence.js'

const alerts = (...list: object[]) => ({ 'ipps:Get-ProtectionAlert': list })

describe(control.title, () => {
  it('passes when each names somebody, whatever those name that are off', () => {
    expect(
      judge(control, alerts({ Name: 'Malware', NotifyUser: ['soc@example.com'] }, { Name: 'Old', Disabled: true })),
    ).toMatchObject({ verdict: 'pass' })
  })

  it('fails and names those that tell nobody', () => {
    expect(
      judge(
        control,
        alerts({ Name: 'Malware', NotifyUser: ['soc@example.com'] }, { Name: 'Forwarding', NotifyUser: [] }),
      ),
    ).toMatchObject({
      verdict: 'fail',
      reason: '1 of 2 alert policies tell nobody.',
      evidence: [{ object: 'Forwarding' }],
    })
  })

  it('fails when none is on', () => {
    expect(judge(control, alerts({ Name: 'Malware', Disabled: true, NotifyUser: ['soc@example.com'] }))).toMatchObject({
      verdict: 'fail',
    })
  })
})
