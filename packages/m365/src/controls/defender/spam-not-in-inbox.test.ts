import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { ALL_DOMAINS, mailProtection, rule, STANDARD, STRICT } from '../../../test/defender-sample.js'
import { spamKeptFromInboxes as control } from './spam-not-in-inbox.js'

const good = {
  Identity: 'Default',
  IsDefault: true,
  RecommendedPolicyType: 'Custom',
  SpamAction: 'MoveToJmf',
  HighConfidenceSpamAction: 'Quarantine',
  PhishSpamAction: 'Redirect',
  HighConfidencePhishAction: 'Delete',
}
const bad = { ...good, SpamAction: 'AddXHeader' }
const ours = (policy: object) => ({ ...policy, Identity: 'Ours', IsDefault: false })
const preset = (name: string, policy: object) => ({ ...policy, Identity: `${name}1`, IsDefault: false })
const forAll = [rule('Ours', { HostedContentFilterPolicy: 'Ours', RecipientDomainIs: ALL_DOMAINS })]
const presets = [rule(STRICT), rule(STANDARD)]

describe(control.title, () => {
  it('passes by the default policy', () => {
    expect(judge(control, mailProtection('Content', [good]))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each(['SpamAction', 'HighConfidenceSpamAction', 'PhishSpamAction', 'HighConfidencePhishAction'])(
    'fails when %s leaves it in the inbox, or is not said',
    (property) => {
      for (const action of ['AddXHeader', 'NoAction', null]) {
        expect(judge(control, mailProtection('Content', [{ ...good, [property]: action }]))).toMatchObject({
          verdict: 'fail',
        })
      }
    },
  )

  it('passes when a good policy of one’s own shields a bad default, and warns of it', () => {
    expect(judge(control, mailProtection('Content', [bad, ours(good)], { rules: forAll }))).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('Default')],
    })
  })

  it('passes when the strict preset shields the standard one', () => {
    const snapshot = mailProtection('Content', [preset(STRICT, good), preset(STANDARD, bad), good], { presets })
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it('fails when a tier above the good one is bad', () => {
    const snapshot = mailProtection('Content', [preset(STRICT, bad), preset(STANDARD, good), good], { presets })
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('Strict') })
  })

  it('passes with a warning when the bad one is for some only', () => {
    const snapshot = mailProtection('Content', [good, ours(bad)], {
      rules: [rule('Ours', { HostedContentFilterPolicy: 'Ours', SentTo: ['ada@example.com'] })],
    })
    expect(judge(control, snapshot)).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('some people')],
    })
  })

  it('says so when it takes for granted that a rule names all domains', () => {
    const snapshot = mailProtection('Content', [bad, ours(good)], { rules: forAll })
    expect(judge(control, { ...snapshot, 'exo:Get-AcceptedDomain': undefined })).toMatchObject({
      verdict: 'pass',
      warnings: expect.arrayContaining([expect.stringContaining('taken for granted')]),
    })
  })

  it('fails when there is no policy at all', () => {
    expect(judge(control, mailProtection('Content', []))).toMatchObject({ verdict: 'fail' })
  })
})
