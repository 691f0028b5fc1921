import { defineControl, fail } from '@tenantry/core'
import { sensitiveUsers } from '../../parameters.js'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { antiPhishPolicies } from '../../resources/protection-policies.js'
import { antiPhishRules, eopPresetRules } from '../../resources/protection-rules.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { flag } from './first-in-force.js'
import { acts, judgeImpersonation, lists } from './impersonation.js'
import { DEFENDER_LICENCE, withoutDefender } from './licence.js'

export const peopleProtectedFromImpersonation = defineControl({
  id: 'mdo-user-impersonation',
  title: 'Mail that pretends to come from important people is stopped',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'A mail in the name of the managing director gets invoices paid.',
  licence: DEFENDER_LICENCE,
  remediation: {
    steps: [
      'Name the people in the settings of this control, each as name;address.',
      'Open Email & collaboration › Policies & rules › Threat policies of the Defender portal: the preset security policies, or the anti-phishing policy that applies to everybody.',
      'Add these people to the users to protect, and let such messages go to quarantine.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/anti-phishing-policies-mdo-configure',
    impact: 'Mail from private addresses of these people may be held back.',
  },
  needs: { skus: subscribedSkus },
  wants: {
    policies: antiPhishPolicies,
    rules: antiPhishRules,
    presets: eopPresetRules,
    domains: acceptedDomains,
  },
  parameters: { people: sensitiveUsers },
  evaluate(facts, { people }) {
    if (people.length === 0) {
      return (
        withoutDefender(facts.skus) ??
        fail('Nobody is named who must be protected from impersonation: name them in the settings of this control.')
      )
    }
    return judgeImpersonation(facts, {
      what: `${people.length} named people`,
      demands: (policy) => [
        flag(policy, 'EnableTargetedUserProtection', true, 'does not protect people from impersonation'),
        lists('TargetedUsersToProtect', policy.TargetedUsersToProtect, people, 'people', addressOf),
        acts(policy, 'TargetedUserProtectionAction'),
      ],
    })
  },
})

/** Of `Name;address` the address; it alone says who is meant. */
function addressOf(entry: string): string {
  const [name = '', address] = entry.split(';')
  return (address ?? name).trim().toLowerCase()
}
