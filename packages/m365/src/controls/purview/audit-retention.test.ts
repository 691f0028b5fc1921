import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { auditLogKept as control } from './audit-retention.js'

const tenant = (policies: object[], plan = 'M365_ADVANCED_AUDITING') => ({
  '/subscribedSkus': [{ servicePlans: [{ servicePlanName: plan, provisioningStatus: 'Success' }] }],
  'ipps:Get-UnifiedAuditLogRetentionPolicy': policies,
})

describe(control.title, () => {
  it.each(['TwelveMonths', 'ThreeYears', 'FiveYears', 'SevenYears', 'TenYears'])(
    'passes with a policy of %s',
    (RetentionDuration) => {
      expect(judge(control, tenant([{ Name: 'All', Enabled: true, RetentionDuration }]))).toMatchObject({
        verdict: 'pass',
      })
    },
  )

  it.each<[string, object[]]>([
    ['no policy exists', []],
    ['the policy is shorter', [{ Name: 'All', Enabled: true, RetentionDuration: 'ThreeMonths' }]],
    ['the policy is switched off', [{ Name: 'All', Enabled: false, RetentionDuration: 'TenYears' }]],
  ])('fails when %s', (_, policies) => {
    expect(judge(control, tenant(policies))).toMatchObject({ verdict: 'fail' })
  })

  it('fails for want of a licence, and names it', () => {
    expect(
      judge(control, tenant([{ Name: 'All', Enabled: true, RetentionDuration: 'TenYears' }], 'OTHER')),
    ).toMatchObject({ verdict: 'fail', licence: expect.stringContaining('E5') })
  })
})
