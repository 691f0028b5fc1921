import { defineControl } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { malwarePolicies } from '../../resources/protection-policies.js'
import { eopPresetRules, malwareRules } from '../../resources/protection-rules.js'
import { flag, judgeFirst } from './first-in-force.js'

export const malwarePurgedLater = defineControl({
  id: 'mdo-zap-mail',
  title: 'Malware that is recognized after delivery is taken out of mailboxes',
  area: 'Defender for Office',
  severity: 'high',
  rationale: 'Much malware is recognized only hours after it was delivered, while the mail still waits to be opened.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-malware of the Defender portal.',
      'Open the policy named here and turn on zero-hour auto purge for malware.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/zero-hour-auto-purge',
    impact: 'Mail that turns out to be malicious disappears from mailboxes.',
  },
  needs: { policies: malwarePolicies, rules: malwareRules, presets: eopPresetRules, domains: acceptedDomains },
  evaluate: (facts) =>
    judgeFirst(
      { ...facts, ruleNames: 'MalwareFilterPolicy' },
      {
        kind: 'anti-malware policy',
        good: 'takes malware out of mailboxes after delivery',
        demands: (policy) => [flag(policy, 'ZapEnabled', true, 'leaves malware in mailboxes')],
      },
    ),
})
