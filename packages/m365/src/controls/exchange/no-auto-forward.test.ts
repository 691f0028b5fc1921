import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { noAutomaticForwarding as control } from './no-auto-forward.js'

const domains = (...names: string[]) => ({
  'exo:Get-RemoteDomain': names.map((DomainName) => ({ DomainName, AutoForwardEnabled: true })),
})

describe(control.title, () => {
  it('passes when no domain allows it', () => {
    expect(judge(control, { 'exo:Get-RemoteDomain': [{ DomainName: '*', AutoForwardEnabled: false }] })).toMatchObject({
      verdict: 'pass',
    })
  })

  it('passes for domains that were allowed, however they are written', () => {
    expect(judge(control, domains('Example.com'), { allowedForwardingDomains: ['example.com'] })).toMatchObject({
      verdict: 'pass',
    })
  })

  it('fails for another one, and offers to allow it', () => {
    expect(
      judge(control, domains('example.com', 'example.org'), { allowedForwardingDomains: ['example.com'] }),
    ).toMatchObject({
      verdict: 'fail',
      reason: 'Mail may be forwarded by itself to example.org.',
      wouldPassWith: { allowedForwardingDomains: ['example.com', 'example.org'] },
    })
  })

  it('never excuses the default domain', () => {
    const outcome = judge(control, domains('*'), { allowedForwardingDomains: ['*'] })
    expect(outcome).toMatchObject({ verdict: 'fail' })
    expect(outcome.wouldPassWith).toBeUndefined()
  })

  it('warns of an outbound spam policy that allows it', () => {
    const snapshot = {
      'exo:Get-RemoteDomain': [],
      'exo:Get-HostedOutboundSpamFilterPolicy': [{ Name: 'Default', AutoForwardingMode: 'On' }],
    }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('Default')] })
  })
})
