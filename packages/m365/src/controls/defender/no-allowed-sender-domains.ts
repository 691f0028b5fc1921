import { defineControl } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { antiSpamPolicies } from '../../resources/protection-policies.js'
import { antiSpamRules, eopPresetRules } from '../../resources/protection-rules.js'
import { judgeAntiSpam } from './anti-spam.js'

export const noAllowedSenderDomains = defineControl({
  id: 'mdo-no-allowed-sender-domains',
  title: 'No domain is let past the spam filter',
  area: 'Defender for Office',
  severity: 'high',
  rationale: 'Whoever forges a sender of an allowed domain gets straight into the inbox.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-spam of the Defender portal.',
      'Empty the list of allowed domains in each policy named here; allow single senders in the Tenant Allow/Block List instead.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/create-safe-sender-lists-in-office-365',
    impact: 'Newsletters that only got through by the list may be taken for spam.',
  },
  needs: { policies: antiSpamPolicies, rules: antiSpamRules, presets: eopPresetRules },
  wants: { domains: acceptedDomains },
  evaluate: (facts) =>
    judgeAntiSpam(facts, {
      kind: 'anti-spam policy',
      good: 'allows no domain past the filter',
      demands: ({ AllowedSenderDomains }) => {
        const allowed = AllowedSenderDomains ?? []
        return [
          {
            property: 'AllowedSenderDomains',
            value: allowed,
            expected: 'no domain',
            ok: AllowedSenderDomains !== undefined && allowed.length === 0,
            fault:
              AllowedSenderDomains === undefined
                ? 'does not say whom it allows'
                : `lets ${allowed.length} ${allowed.length === 1 ? 'domain' : 'domains'} past the filter`,
          },
        ]
      },
    }),
})
