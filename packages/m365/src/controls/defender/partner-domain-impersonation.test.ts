import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailProtection } from '../../../test/defender-sample.js'
import { partnerDomainsProtectedFromImpersonation as control } from './partner-domain-impersonation.js'

const PARTNERS = { partnerDomains: ['partner.example', 'supplier.example'] }

const policy = (facts: object = {}) =>
  mailProtection('AntiPhish', [
    {
      Identity: 'Office365 AntiPhish Default',
      IsDefault: true,
      EnableTargetedDomainsProtection: true,
      TargetedDomainsToProtect: ['Supplier.example', 'partner.example'],
      TargetedDomainProtectionAction: 'Quarantine',
      ...facts,
    },
  ])

describe(control.title, () => {
  it('passes when all are on the list', () => {
    expect(judge(control, policy(), PARTNERS)).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['one is missing', { TargetedDomainsToProtect: ['partner.example'] }],
    ['the list is not in use', { EnableTargetedDomainsProtection: false }],
    ['nothing is done', { TargetedDomainProtectionAction: 'NoAction' }],
  ])('fails when %s', (_, facts) => {
    expect(judge(control, policy(facts), PARTNERS)).toMatchObject({ verdict: 'fail' })
  })

  it('fails when no partner is named', () => {
    expect(judge(control, policy())).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('name them') })
  })

  it('minds nothing by the older baseline, where nobody is named and the presets list nobody', () => {
    const presets = (TargetedDomainsToProtect: string[]) => ({
      '/subscribedSkus': [{ servicePlans: [{ servicePlanName: 'ATP_ENTERPRISE', provisioningStatus: 'Success' }] }],
      'exo:Get-AntiPhishPolicy': [
        { Identity: 'Strict Preset Security Policy1', Enabled: true, TargetedDomainsToProtect },
      ],
    })
    expect(judge(control, presets([]))).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('Name the')],
    })
    expect(judge(control, presets(['partner.example']))).toMatchObject({ verdict: 'fail' })
  })
})
