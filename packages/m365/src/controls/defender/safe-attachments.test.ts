import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { DOMAINS, LICENSED, rule, STRICT, UNLICENSED } from '../../../test/defender-sample.js'
import { maliciousAttachmentsKept as control } from './safe-attachments.js'

const BUILT_IN = { Identity: 'Built-In Protection Policy', Action: 'Block' }

const snapshot = (facts: object = {}) => ({
  ...DOMAINS,
  ...LICENSED,
  'exo:Get-SafeAttachmentPolicy': [BUILT_IN, { Identity: 'Ours', Action: 'Allow' }],
  'exo:Get-SafeAttachmentRule': [],
  'exo:Get-ATPProtectionPolicyRule': [],
  'exo:Get-ATPBuiltInProtectionRule': [rule('ATP Built-In Protection Rule')],
  ...facts,
})

describe(control.title, () => {
  it('passes by the built-in protection where nothing goes before it', () => {
    expect(judge(control, snapshot())).toMatchObject({ verdict: 'pass' })
  })

  it('fails by a policy for everybody that lets malware through', () => {
    const rules = { 'exo:Get-SafeAttachmentRule': [rule('Ours', { SafeAttachmentPolicy: 'Ours' })] }
    expect(judge(control, snapshot(rules))).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('Allow') })
  })

  it('passes by Dynamic Delivery of the strict preset', () => {
    const facts = {
      'exo:Get-SafeAttachmentPolicy': [{ Identity: `${STRICT}1`, Action: 'DynamicDelivery' }],
      'exo:Get-ATPProtectionPolicyRule': [rule(STRICT)],
    }
    expect(judge(control, snapshot(facts))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when somebody is excepted from the built-in protection and nothing else reaches everybody', () => {
    const facts = { 'exo:Get-ATPBuiltInProtectionRule': [rule('Built-in', { ExceptIfSentTo: ['ada@example.com'] })] }
    expect(judge(control, snapshot(facts))).toMatchObject({
      verdict: 'fail',
      reason: 'No Safe Attachments policy applies to everybody.',
    })
  })

  it('fails for want of the licence, whatever else was read', () => {
    expect(judge(control, snapshot(UNLICENSED))).toMatchObject({
      verdict: 'fail',
      licence: 'Defender for Office 365 Plan 1',
    })
  })

  it.each([
    'exo:Get-SafeAttachmentPolicy',
    'exo:Get-SafeAttachmentRule',
    'exo:Get-ATPProtectionPolicyRule',
    'exo:Get-ATPBuiltInProtectionRule',
  ])('cannot be assessed without %s', (source) => {
    expect(judge(control, snapshot({ [source]: undefined }))).toMatchObject({ verdict: 'notAssessed' })
  })
})
