import { defineControl, fail, pass } from '@tenantry/core'
import { allowedForwardingDomains } from '../../parameters.js'
import { outboundSpamPolicies } from '../../resources/outbound-spam-policies.js'
import { remoteDomains } from '../../resources/remote-domains.js'

export const noAutomaticForwarding = defineControl({
  id: 'exo-no-auto-forward',
  title: 'Mail is not forwarded to other domains automatically',
  area: 'Exchange Online',
  severity: 'high',
  rationale: 'A forwarding rule is what an attacker leaves behind: every mail goes out, and nobody notices.',
  licence: 'Exchange Online',
  remediation: {
    steps: [
      'Open Mail flow › Remote domains of the Exchange admin center.',
      'Clear Allow automatic forwarding for each domain named here, the default one first.',
    ],
    link: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/remote-domains/remote-domains',
    impact: 'People who forward their mail outside stop receiving it there.',
  },
  needs: { domains: remoteDomains },
  wants: { outbound: outboundSpamPolicies },
  parameters: { allowed: allowedForwardingDomains },
  evaluate({ domains, outbound }, { allowed }) {
    const open = domains.filter(({ AutoForwardEnabled }) => AutoForwardEnabled === true)
    const names = allowed.map((name) => name.toLowerCase())
    // What is allowed for everyone is allowed to nobody in particular: the default domain cannot be excused.
    const wrong = open.filter(({ DomainName }) => DomainName === '*' || !names.includes(DomainName.toLowerCase()))
    const evidence = open.map((domain) => ({
      object: domain.DomainName,
      id: domain.DomainName,
      property: 'AutoForwardEnabled',
      value: true,
      expected: 'false',
      ok: !wrong.includes(domain),
    }))
    const loose = (outbound ?? []).filter(({ AutoForwardingMode }) => AutoForwardingMode === 'On')
    const warnings = loose.map(({ Name }) => `The outbound spam policy ${Name} allows automatic forwarding.`)
    if (wrong.length === 0) return pass('Mail is not forwarded to other domains automatically.', { evidence, warnings })
    return fail(
      `Mail may be forwarded by itself to ${wrong.map(({ DomainName }) => (DomainName === '*' ? 'every domain' : DomainName)).join(', ')}.`,
      {
        evidence,
        warnings,
        ...(wrong.every(({ DomainName }) => DomainName !== '*') && {
          wouldPassWith: { allowedForwardingDomains: [...allowed, ...wrong.map(({ DomainName }) => DomainName)] },
        }),
      },
    )
  },
})
