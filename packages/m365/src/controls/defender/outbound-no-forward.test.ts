import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { outboundPolicyStopsForwarding as control } from './outbound-no-forward.js'

const outbound = (...modes: (string | null)[]) => ({
  'exo:Get-HostedOutboundSpamFilterPolicy': modes.map((AutoForwardingMode, index) => ({
    Name: index === 0 ? 'Default' : `Ours ${index}`,
    IsDefault: index === 0,
    AutoForwardingMode,
  })),
})

describe(control.title, () => {
  it('passes when every one does', () => {
    expect(judge(control, outbound('Off', 'Off'))).toMatchObject({ verdict: 'pass' })
  })

  it.each(['Automatic', 'On', null])('fails when one says %s', (mode) => {
    expect(judge(control, outbound('Off', mode))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('Ours 1'),
    })
  })

  it('does not mind one that is off', () => {
    const snapshot = outbound('Off')['exo:Get-HostedOutboundSpamFilterPolicy']
    const off = { Name: 'Old', Enabled: false, AutoForwardingMode: 'On' }
    expect(judge(control, { 'exo:Get-HostedOutboundSpamFilterPolicy': [...snapshot, off] })).toMatchObject({
      verdict: 'pass',
    })
  })

  it('fails when there is none', () => {
    expect(judge(control, outbound())).toMatchObject({ verdict: 'fail' })
  })
})
