import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dlp, dlpPolicy, dlpRule } from '../../../test/dlp-sample.js'
import { judge } from '../../../test/judge.js'
import { dlpRules } from '../../resources/dlp.js'
import { personalDataProtected } from './dlp-pii.js'
import { kindsIn } from './reasoning.js'

const kinds = ['Credit Card Number', 'EU Passport Number']

function kindsOf(raw: object): string[] {
  const [rule] = z.parse(dlpRules.schema, [raw])
  return rule ? kindsIn(rule, kinds) : []
}

describe('a rule of data loss prevention', () => {
  it('looks for what its conditions name', () => {
    expect(kindsOf(dlpRule({}, kinds))).toEqual(kinds)
    expect(kindsOf(dlpRule({}, ['Credit Card Number']))).toEqual(['Credit Card Number'])
  })

  it('looks for what its groups name', () => {
    const groups = [{ operator: 'And', groups: [{ sensitivetypes: [{ name: 'EU Passport Number' }] }] }]
    expect(kindsOf(dlpRule({ ContentContainsSensitiveInformation: groups }))).toEqual(['EU Passport Number'])
  })

  it('looks for what its text names when it is an advanced one', () => {
    const advanced = {
      IsAdvancedRule: true,
      ContentContainsSensitiveInformation: null,
      AdvancedRule: "{ 'Name': 'Credit Card Number' }",
    }
    expect(kindsOf(dlpRule(advanced))).toEqual(['Credit Card Number'])
  })

  it('looks for nothing when nothing is named', () => {
    expect(kindsOf(dlpRule({ ContentContainsSensitiveInformation: null }))).toEqual([])
    expect(kindsOf(dlpRule({ ContentContainsSensitiveInformation: undefined }))).toEqual([])
  })
})

describe('rules in force', () => {
  it.each<[string, object, object]>([
    ['the rule is switched off', {}, { Disabled: true }],
    ['the policy is switched off', { Enabled: false }, {}],
    ['the policy is only being tried', { Mode: 'TestWithNotifications' }, {}],
    ['the rule belongs to a policy that is gone', {}, { ParentPolicyName: 'Old' }],
  ])('do not count when %s', (_, policy, rule) => {
    expect(judge(personalDataProtected, dlp([dlpPolicy(policy)], [dlpRule(rule)]))).toMatchObject({ verdict: 'fail' })
  })

  it('fail for want of a licence where they cannot be read', () => {
    const snapshot = {
      '/subscribedSkus': [],
      'meta:unavailable': ['ipps:Get-DlpCompliancePolicy', 'ipps:Get-DlpComplianceRule'],
    }
    expect(judge(personalDataProtected, snapshot)).toMatchObject({
      verdict: 'fail',
      licence: expect.stringContaining('Purview'),
    })
  })

  it.each(['ipps:Get-DlpCompliancePolicy', 'ipps:Get-DlpComplianceRule'])(
    'are not assessed when there is a licence and %s was not read',
    (source) => {
      expect(judge(personalDataProtected, { ...dlp(), [source]: undefined })).toMatchObject({
        verdict: 'notAssessed',
        cause: 'notRead',
      })
    },
  )
})
