import { defineControl } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { antiSpamPolicies } from '../../resources/protection-policies.js'
import { antiSpamRules, eopPresetRules } from '../../resources/protection-rules.js'
import { judgeFirst } from './first-in-force.js'

const DAYS = 30

export const quarantineKept = defineControl({
  id: 'mdo-quarantine-retention',
  title: 'Quarantine keeps messages for 30 days',
  area: 'Defender for Office',
  severity: 'low',
  rationale:
    'Who comes back from holidays should still find what was held back by mistake, and so should who investigates.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-spam of the Defender portal.',
      'Let the policy named here keep spam in quarantine for 30 days.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/anti-spam-policies-configure',
    impact: 'None for people.',
  },
  needs: { policies: antiSpamPolicies, rules: antiSpamRules, presets: eopPresetRules, domains: acceptedDomains },
  evaluate: (facts) =>
    judgeFirst(
      { ...facts, ruleNames: 'HostedContentFilterPolicy' },
      {
        kind: 'anti-spam policy',
        good: `keeps messages for ${DAYS} days`,
        demands: ({ QuarantineRetentionPeriod: days }) => [
          {
            property: 'QuarantineRetentionPeriod',
            value: days,
            expected: String(DAYS),
            ok: days === DAYS,
            fault:
              typeof days === 'number' ? `keeps messages for ${days} days` : 'does not say how long it keeps messages',
          },
        ],
      },
    ),
})
