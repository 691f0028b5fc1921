import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailProtection, rule, STANDARD } from '../../../test/defender-sample.js'
import { noAllowedSenderDomains as control } from './no-allowed-sender-domains.js'

const policy = (AllowedSenderDomains: unknown, facts: object = {}) => ({
  Identity: 'Default',
  IsDefault: true,
  AllowedSenderDomains,
  ...facts,
})

describe(control.title, () => {
  it.each([[[]], [null]])('passes when the list is %j', (list) => {
    expect(judge(control, mailProtection('Content', [policy(list)]))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when there is one, however it is written', () => {
    for (const domain of ['partner.example', { Domain: 'partner.example' }]) {
      expect(judge(control, mailProtection('Content', [policy([domain])]))).toMatchObject({
        verdict: 'fail',
        reason: expect.stringContaining('1 domain past the filter'),
      })
    }
  })

  it('warns of a policy that others go before', () => {
    const preset = policy([], { Identity: `${STANDARD}1`, IsDefault: false })
    const snapshot = mailProtection('Content', [preset, policy(['partner.example'])], { presets: [rule(STANDARD)] })
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('Default')] })
  })
})
