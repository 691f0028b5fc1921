import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { rulesTrustNoDomain as control } from './transport-no-whitelist.js'

const rule = (changes: object) => ({
  Name: 'Partner',
  State: 'Enabled',
  Mode: 'Enforce',
  SetSCL: -1,
  SenderDomainIs: ['partner.com'],
  ...changes,
})
const rules = (...list: object[]) => ({ 'exo:Get-TransportRule': list })

describe(control.title, () => {
  it.each<[string, object]>([
    ['goes by something else than the domain', { SenderDomainIs: [] }],
    ['raises suspicion instead', { SetSCL: 9 }],
    ['says nothing of spam', { SetSCL: null }],
    ['is switched off', { State: 'Disabled' }],
  ])('passes when the rule %s', (_, changes) => {
    expect(judge(control, rules(rule(changes)))).toMatchObject({ verdict: 'pass' })
  })

  it.each([-1, '-1'])('fails at %j, and shows the domains', (SetSCL) => {
    expect(judge(control, rules(rule({ SetSCL })))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Partner', value: ['partner.com'] }],
    })
  })
})
