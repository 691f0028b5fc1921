import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { ALL_DOMAINS, mailProtection, rule, STRICT, UNLICENSED } from '../../../test/defender-sample.js'
import { safetyTipsShown as control } from './safety-tips.js'

const all = {
  Identity: 'Ours',
  Enabled: true,
  EnableFirstContactSafetyTips: true,
  EnableSimilarUsersSafetyTips: true,
  EnableSimilarDomainsSafetyTips: true,
  EnableUnusualCharactersSafetyTips: true,
  EnableViaTag: true,
  EnableUnauthenticatedSender: true,
}
const ours = (RecipientDomainIs: string[]) => [rule('Ours', { AntiPhishPolicy: 'Ours', RecipientDomainIs })]

describe(control.title, () => {
  it('passes when a policy for all domains shows all', () => {
    expect(judge(control, mailProtection('AntiPhish', [all], { rules: ours(ALL_DOMAINS) }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it('passes by a preset for everybody', () => {
    expect(judge(control, mailProtection('AntiPhish', [], { presets: [rule(STRICT)] }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it('fails when it is for one domain only', () => {
    expect(judge(control, mailProtection('AntiPhish', [all], { rules: ours(['example.com']) }))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('not to everybody'),
    })
  })

  it('fails when one is missing, and names it', () => {
    const snapshot = mailProtection('AntiPhish', [{ ...all, EnableViaTag: false, IsDefault: true }])
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('EnableViaTag') })
  })

  it('fails when there is no policy', () => {
    expect(judge(control, mailProtection('AntiPhish', []))).toMatchObject({ verdict: 'fail' })
  })

  it('fails for want of the licence, presets or not', () => {
    const snapshot = { ...mailProtection('AntiPhish', [all], { presets: [rule(STRICT)] }), ...UNLICENSED }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', licence: expect.any(String) })
  })

  it.each(['exo:Get-AntiPhishPolicy', 'exo:Get-AntiPhishRule', 'exo:Get-EOPProtectionPolicyRule'])(
    'cannot be assessed without %s',
    (source) => {
      expect(judge(control, { ...mailProtection('AntiPhish', [all]), [source]: undefined })).toMatchObject({
        verdict: 'notAssessed',
      })
    },
  )
})
