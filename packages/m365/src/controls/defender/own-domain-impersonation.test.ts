import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { ALL_DOMAINS, mailProtection, UNLICENSED } from '../../../test/defender-sample.js'
import { ownDomainsProtectedFromImpersonation as control } from './own-domain-impersonation.js'

const policy = (facts: object) =>
  mailProtection('AntiPhish', [
    {
      Identity: 'Office365 AntiPhish Default',
      IsDefault: true,
      TargetedDomainProtectionAction: 'Quarantine',
      ...facts,
    },
  ])
const byName = { EnableTargetedDomainsProtection: true, TargetedDomainsToProtect: ALL_DOMAINS }

describe(control.title, () => {
  it('passes when all domains one owns are protected', () => {
    expect(judge(control, policy({ EnableOrganizationDomainsProtection: true }))).toMatchObject({ verdict: 'pass' })
  })

  it('passes when each is protected by its name', () => {
    expect(judge(control, policy(byName))).toMatchObject({ verdict: 'pass' })
    expect(judge(control, policy(byName), { agencyDomains: ['EXAMPLE.com'] })).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['none is', {}],
    ['one is not', { ...byName, TargetedDomainsToProtect: ['example.com'] }],
    ['the list is not in use', { ...byName, EnableTargetedDomainsProtection: false }],
    ['nothing is done', { EnableOrganizationDomainsProtection: true, TargetedDomainProtectionAction: 'NoAction' }],
    ['nobody said what is done', { EnableOrganizationDomainsProtection: true, TargetedDomainProtectionAction: null }],
  ])('fails when %s', (_, facts) => {
    expect(judge(control, policy(facts))).toMatchObject({ verdict: 'fail' })
  })

  it('fails for want of the licence', () => {
    expect(judge(control, UNLICENSED)).toMatchObject({ verdict: 'fail', licence: expect.any(String) })
  })
})
