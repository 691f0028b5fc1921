import { defineControl, fail, pass } from '@tenantry/core'
import { transportRules } from '../../resources/transport-rules.js'
import { acts, ruleName } from './rules.js'

export const rulesTrustNoDomain = defineControl({
  id: 'exo-transport-no-whitelist',
  title: 'No mail flow rule lets a domain skip the spam filter',
  area: 'Exchange Online',
  severity: 'high',
  rationale: 'Whoever writes that domain into the sender gets past the filter, too.',
  licence: 'Exchange Online',
  remediation: {
    steps: [
      'Open Mail flow › Rules of the Exchange admin center.',
      'Remove the rules named here, or let them ask for a passed DMARC check.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/create-safe-sender-lists-in-office-365',
    impact: 'Mail of these domains is filtered like any other.',
  },
  needs: { rules: transportRules },
  evaluate({ rules }) {
    const found = rules.filter((rule) => acts(rule) && String(rule.SetSCL) === '-1' && rule.SenderDomainIs.length > 0)
    if (found.length === 0) return pass('No rule waves the mail of a domain past the filter.')
    return fail(`${found.map(ruleName).join(', ')} waves mail past the filter.`, {
      evidence: found.map((rule) => ({
        object: ruleName(rule),
        property: 'SenderDomainIs',
        value: rule.SenderDomainIs,
        expected: 'none with SetSCL -1',
        ok: false,
      })),
    })
  },
})
