import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { subscriptionsInForce as control } from './expiring.js'

const tenant = (capabilityStatus: string, consumedUnits = 5, terms?: object[]) => ({
  '/subscribedSkus': [{ skuId: '1', skuPartNumber: 'SPE_E3', capabilityStatus, consumedUnits }],
  ...(terms && { '/directory/subscriptions': terms }),
})

describe(control.title, () => {
  it('passes when each in use is in force', () => {
    expect(judge(control, tenant('Enabled'))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each(['Warning', 'Suspended', 'LockedOut'])('fails at %s while people use it', (status) => {
    expect(judge(control, tenant(status))).toMatchObject({
      verdict: 'fail',
      reason: 'SPE_E3 is running out, and people use it.',
    })
  })

  it('lets one run out that nobody uses', () => {
    expect(judge(control, tenant('Suspended', 0))).toMatchObject({ verdict: 'pass' })
  })

  it('warns of a term that ends within 30 days', () => {
    const terms = [{ id: 'a', skuPartNumber: 'SPE_E3', nextLifecycleDateTime: '2026-12-01T00:00:00Z' }]
    expect(judge(control, tenant('Enabled', 5, terms))).toMatchObject({
      verdict: 'pass',
      warnings: ['The term of SPE_E3 ends on 2026-12-01.'],
    })
  })

  it('passes a tenant without subscriptions', () => {
    expect(judge(control, { '/subscribedSkus': [] })).toMatchObject({ verdict: 'pass' })
  })
})
