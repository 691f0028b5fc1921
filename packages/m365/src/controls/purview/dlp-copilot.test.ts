import { describe, expect, it } from 'vitest'
import { dlpPolicy } from '../../../test/dlp-sample.js'
import { judge } from '../../../test/judge.js'
import { copilotCovered as control } from './dlp-copilot.js'

const policies = (...list: object[]) => ({ 'ipps:Get-DlpCompliancePolicy': list })

describe(control.title, () => {
  it.each<[string, object]>([
    ['its planes', { EnforcementPlanes: ['CopilotExperiences'] }],
    [
      'its locations',
      {
        Locations: [
          {
            Workload: 'Applications',
            Location: '470f2276-e011-4e9d-a6ec-20768be3a4b0',
            LocationDisplayName: 'Microsoft 365 Copilot',
          },
        ],
      },
    ],
  ])('passes when a policy in force names it among %s', (_, changes) => {
    expect(judge(control, policies(dlpPolicy(changes)))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when that policy is only being tried', () => {
    const policy = dlpPolicy({ EnforcementPlanes: ['CopilotExperiences'], Mode: 'TestWithNotifications' })
    expect(judge(control, policies(policy))).toMatchObject({ verdict: 'fail', evidence: [{ object: 'Personal data' }] })
  })

  it('fails when no policy names it', () => {
    expect(judge(control, policies(dlpPolicy()))).toMatchObject({ verdict: 'fail' })
  })
})
