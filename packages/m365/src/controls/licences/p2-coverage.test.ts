import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { p2Covered as control } from './p2-coverage.js'

const insight = (entitledP2LicenseCount: number | null, userCount?: number) => ({
  '/beta/reports/azureADPremiumLicenseInsight': {
    entitledP2LicenseCount,
    p2FeatureUtilizations: { riskBasedConditionalAccess: { userCount } },
  },
})

describe(control.title, () => {
  it('passes up to the number of licences', () => {
    expect(judge(control, insight(10, 10))).toMatchObject({ verdict: 'pass' })
  })

  it('fails beyond it, and says both numbers', () => {
    expect(judge(control, insight(10, 11))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('only 10 licences'),
    })
  })

  it('does not apply when nobody uses it', () => {
    expect(judge(control, insight(0, 0))).toMatchObject({ verdict: 'notApplicable' })
  })

  it('is not assessed when one of the numbers did not come', () => {
    expect(judge(control, insight(null, 1))).toMatchObject({ verdict: 'notAssessed' })
    expect(judge(control, insight(1))).toMatchObject({ verdict: 'notAssessed' })
  })
})
