import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { externalDomainsNamed as control } from './external-domains.js'

const federation = (...list: object[]) => ({ 'teams:Get-CsTenantFederationConfiguration': list })

describe(control.title, () => {
  it.each([
    ['external access is off', { AllowFederatedUsers: false, AllowedDomains: [] }],
    ['domains are listed', { AllowFederatedUsers: true, AllowedDomains: [{ AllowedDomain: ['Domain=example.com'] }] }],
  ])('passes when %s', (_, values) => {
    expect(judge(control, federation({ Identity: 'Global', ...values }))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, unknown]>([
    ['no domain is listed', []],
    ['all known domains are allowed', { AllowAllKnownDomains: {} }],
    ['all known domains are allowed, as text', 'AllowAllKnownDomains'],
    ['nothing is said of domains', null],
  ])('fails when %s', (_, AllowedDomains) => {
    expect(judge(control, federation({ Identity: 'Global', AllowFederatedUsers: true, AllowedDomains }))).toMatchObject(
      {
        verdict: 'fail',
        evidence: [{ object: 'Global', ok: false }],
      },
    )
  })

  it('is not assessed when nothing came', () => {
    expect(judge(control, federation())).toMatchObject({ verdict: 'notAssessed' })
  })
})
