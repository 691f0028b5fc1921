import { defineControl } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { antiSpamPolicies } from '../../resources/protection-policies.js'
import { antiSpamRules, eopPresetRules } from '../../resources/protection-rules.js'
import { judgeAntiSpam } from './anti-spam.js'

const AWAY = ['MoveToJmf', 'Quarantine', 'Redirect', 'Delete']

const ACTIONS = [
  ['SpamAction', 'spam'],
  ['HighConfidenceSpamAction', 'certain spam'],
  ['PhishSpamAction', 'phishing'],
  ['HighConfidencePhishAction', 'certain phishing'],
] as const

export const spamKeptFromInboxes = defineControl({
  id: 'mdo-spam-not-in-inbox',
  title: 'Spam and phishing do not land in inboxes',
  area: 'Defender for Office',
  severity: 'high',
  rationale: 'A message that is known to be phishing and still shown in the inbox is opened by somebody.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-spam of the Defender portal.',
      'In each policy named here, send spam and phishing to the junk folder or to quarantine.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/anti-spam-policies-configure',
    impact: 'People look into the junk folder or ask for messages in quarantine.',
  },
  needs: { policies: antiSpamPolicies, rules: antiSpamRules, presets: eopPresetRules },
  wants: { domains: acceptedDomains },
  evaluate: (facts) =>
    judgeAntiSpam(facts, {
      kind: 'anti-spam policy',
      good: 'keeps spam and phishing out of inboxes',
      demands: (policy) =>
        ACTIONS.map(([property, what]) => {
          const action = policy[property]
          return {
            property,
            value: action,
            expected: AWAY.join(', '),
            ok: AWAY.includes(action ?? ''),
            fault: `answers ${what} with “${action ?? 'nothing'}”`,
          }
        }),
    }),
})
