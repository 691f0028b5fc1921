import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { passwordsDoNotExpire as control } from './passwords-never-expire.js'

const domain = (id: string, passwordValidityPeriodInDays: number | null, changes: object = {}) => ({
  id,
  passwordValidityPeriodInDays,
  isVerified: true,
  isRoot: true,
  authenticationType: 'Managed',
  ...changes,
})
const domains = (...list: object[]) => ({ '/domains': list })

describe(control.title, () => {
  it.each([2_147_483_647, null])('passes at %s', (days) => {
    expect(judge(control, domains(domain('a.com', days)))).toMatchObject({ verdict: 'pass' })
  })

  it('fails at a number of days, and names the domain', () => {
    expect(judge(control, domains(domain('a.com', 90)))).toMatchObject({
      verdict: 'fail',
      reason: 'Passwords expire in a.com after 90 days.',
    })
  })

  it('takes over what the longest root says', () => {
    const below = domain('b.a.com', null, { isRoot: false })
    expect(judge(control, domains(domain('a.com', 90), below)).reason).toContain('b.a.com after 90 days')
    expect(
      judge(control, domains(domain('com', 90, { isVerified: false }), domain('a.com', 2_147_483_647), below)),
    ).toMatchObject({ verdict: 'pass' })
  })

  it('leaves out domains that are not verified, and only tells of federated ones', () => {
    const snapshot = domains(
      domain('a.com', null),
      domain('b.com', 90, { isVerified: false }),
      domain('c.com', 90, { authenticationType: 'Federated' }),
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('c.com')] })
  })

  it('fails when no verified domain has its passwords here', () => {
    expect(judge(control, domains(domain('c.com', null, { authenticationType: 'Federated' })))).toMatchObject({
      verdict: 'fail',
    })
  })
})
