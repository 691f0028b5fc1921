import { defineControl, notAssessed } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { antiPhishPolicies } from '../../resources/protection-policies.js'
import { antiPhishRules, eopPresetRules } from '../../resources/protection-rules.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { flag, judgeFirst } from './first-in-force.js'
import { DEFENDER_LICENCE, withoutDefender } from './licence.js'

const LOWEST = 3
const ACTIONS = ['MoveToJmf', 'Quarantine']

export const phishingTakenSeriously = defineControl({
  id: 'mdo-phish-threshold',
  title: 'Phishing is recognized early, also by whom people usually write to',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'At the lowest threshold only what is nearly certain counts as phishing.',
  licence: DEFENDER_LICENCE,
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-phishing of the Defender portal.',
      'In the policy named here set the threshold to 3, turn on mailbox intelligence with protection from impersonation, and send what it finds to the junk folder or to quarantine.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/anti-phishing-policies-mdo-configure',
    impact: 'Somewhat more honest mail is taken for phishing.',
  },
  needs: {
    policies: antiPhishPolicies,
    rules: antiPhishRules,
    presets: eopPresetRules,
    domains: acceptedDomains,
    skus: subscribedSkus,
  },
  evaluate({ policies, skus, ...facts }) {
    if (withoutDefender(skus)) {
      return notAssessed('notLicensed', 'These settings work only with Defender for Office 365.', {
        licence: DEFENDER_LICENCE,
      })
    }
    return judgeFirst(
      { ...facts, policies: policies.filter(({ Enabled }) => Enabled !== false), ruleNames: 'AntiPhishPolicy' },
      {
        kind: 'anti-phishing policy',
        good: 'recognizes phishing early',
        demands: (policy) => {
          const { PhishThresholdLevel: level, MailboxIntelligenceProtectionAction: action } = policy
          return [
            {
              property: 'PhishThresholdLevel',
              value: level,
              expected: `${LOWEST} or 4`,
              ok: typeof level === 'number' && level >= LOWEST,
              fault: `has the threshold ${level ?? 'not set'}`,
            },
            flag(policy, 'EnableMailboxIntelligence', true, 'does not learn whom people write to'),
            flag(policy, 'EnableMailboxIntelligenceProtection', true, 'does not use what it learned against impostors'),
            {
              property: 'MailboxIntelligenceProtectionAction',
              value: action,
              expected: ACTIONS.join(' or '),
              ok: ACTIONS.includes(action ?? ''),
              fault: `answers impostors with “${action ?? 'nothing'}”`,
            },
          ]
        },
      },
    )
  },
})
