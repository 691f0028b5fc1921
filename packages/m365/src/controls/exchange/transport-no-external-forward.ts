import { defineControl, fail, pass } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { transportRules } from '../../resources/transport-rules.js'
import { acts, ruleName } from './rules.js'

export const rulesKeepMailInside = defineControl({
  id: 'exo-transport-no-external-forward',
  title: 'No rule sends mail out of the organization',
  area: 'Exchange Online',
  severity: 'high',
  rationale: 'A rule for all mail is a copy of all mail.',
  licence: 'Exchange Online',
  remediation: {
    steps: [
      'Open Mail flow › Rules of the Exchange admin center.',
      'Remove the rules named here, or let them send to addresses of your own.',
    ],
    link: 'https://learn.microsoft.com/exchange/security-and-compliance/mail-flow-rules/mail-flow-rules',
    impact: 'Archives and ticket systems outside no longer get their copy.',
  },
  needs: { rules: transportRules, domains: acceptedDomains },
  evaluate({ rules, domains }) {
    const own = new Set(domains.map(({ DomainName }) => DomainName.toLowerCase()))
    const isOutside = (address: string) =>
      address.includes('@') && !own.has(address.split('@').at(-1)?.toLowerCase() ?? '')
    const found = rules
      .filter(acts)
      .map((rule) => ({
        rule,
        out: [...rule.RedirectMessageTo, ...rule.BlindCopyTo, ...rule.CopyTo].filter(isOutside),
      }))
      .filter(({ out }) => out.length > 0)
    if (found.length === 0) return pass('No rule sends mail out of the organization.')
    return fail(`${found.map(({ rule }) => ruleName(rule)).join(', ')} sends mail out of the organization.`, {
      evidence: found.map(({ rule, out }) => ({
        object: ruleName(rule),
        property: 'recipients',
        value: out,
        expected: 'own addresses',
        ok: false,
      })),
    })
  },
})
