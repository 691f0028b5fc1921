import { defineControl, fail, pass } from '@tenantry/core'
import { outboundSpamPolicies } from '../../resources/outbound-spam-policies.js'

export const outboundPolicyStopsForwarding = defineControl({
  id: 'mdo-outbound-no-forward',
  title: 'Outbound spam policies stop automatic forwarding',
  area: 'Defender for Office',
  severity: 'high',
  rationale: 'A forwarding rule is what an attacker leaves behind: every mail goes out, and nobody notices.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-spam › Anti-spam outbound policy of the Defender portal.',
      'Set automatic forwarding to Off in each policy named here.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/outbound-spam-policies-external-email-forwarding',
    impact: 'People who forward their mail outside stop receiving it there.',
  },
  needs: { policies: outboundSpamPolicies },
  evaluate({ policies }) {
    const active = policies.filter(({ Enabled, IsDefault }) => Enabled !== false || IsDefault === true)
    if (active.length === 0) return fail('No outbound spam policy is in force.')
    const evidence = active.map(({ Name, AutoForwardingMode }) => ({
      object: Name,
      id: Name,
      property: 'AutoForwardingMode',
      value: AutoForwardingMode ?? null,
      expected: 'Off',
      ok: AutoForwardingMode === 'Off',
    }))
    const open = active.filter(({ AutoForwardingMode }) => AutoForwardingMode !== 'Off')
    return open.length === 0
      ? pass('Every outbound spam policy stops automatic forwarding.', { evidence })
      : fail(
          `${open.length} of ${active.length} outbound spam policies do not stop automatic forwarding: ${open
            .slice(0, 5)
            .map(({ Name, AutoForwardingMode }) => `${Name} (${AutoForwardingMode ?? 'not set'})`)
            .join(', ')}.`,
          { evidence },
        )
  },
})
