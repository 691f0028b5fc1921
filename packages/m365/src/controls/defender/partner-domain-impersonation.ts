import { defineControl, fail, pass } from '@tenantry/core'
import { partnerDomains } from '../../parameters.js'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { antiPhishPolicies } from '../../resources/protection-policies.js'
import { antiPhishRules, eopPresetRules } from '../../resources/protection-rules.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { flag } from './first-in-force.js'
import { acts, type ImpersonationFacts, judgeImpersonation, lists } from './impersonation.js'
import { DEFENDER_LICENCE, withoutDefender } from './licence.js'

/**
 * Where nothing but the policies was read, the older baseline holds, which looks at the presets alone and compares their
 * lists with what was named: with nothing on either side there is nothing to mind. Its successor asks for names.
 */
function listsNobody({ policies, rules, presets, domains }: ImpersonationFacts): boolean {
  if (!policies || rules || presets || domains) return false
  return policies.every(({ TargetedDomainsToProtect }) => TargetedDomainsToProtect.length === 0)
}

export const partnerDomainsProtectedFromImpersonation = defineControl({
  id: 'mdo-partner-domain-impersonation',
  title: 'Mail from domains that look like one of a partner is stopped',
  area: 'Defender for Office',
  severity: 'low',
  rationale: 'A changed bank account in the name of a supplier is among the most expensive frauds there are.',
  licence: DEFENDER_LICENCE,
  remediation: {
    steps: [
      'Name the domains of your partners in the settings of this control.',
      'Open Email & collaboration › Policies & rules › Threat policies of the Defender portal: the preset security policies, or the anti-phishing policy that applies to everybody.',
      'Add these domains to the domains to protect, and let such messages go to quarantine.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/anti-phishing-policies-mdo-configure',
    impact: 'Mail from domains with similar names may be held back.',
  },
  needs: { skus: subscribedSkus },
  wants: {
    policies: antiPhishPolicies,
    rules: antiPhishRules,
    presets: eopPresetRules,
    domains: acceptedDomains,
  },
  parameters: { partners: partnerDomains },
  evaluate(facts, { partners }) {
    if (partners.length === 0 && listsNobody(facts)) {
      return pass('No domain of a partner is named, and neither preset lists one.', {
        warnings: [
          'Name the domains of your partners in the settings of this control, so that they can be looked for.',
        ],
      })
    }
    if (partners.length === 0) {
      return (
        withoutDefender(facts.skus) ??
        fail('No domain of a partner is named that must be protected: name them in the settings of this control.')
      )
    }
    return judgeImpersonation(facts, {
      what: `${partners.length} domains of partners`,
      demands: (policy) => [
        flag(policy, 'EnableTargetedDomainsProtection', true, 'does not protect domains of others'),
        lists('TargetedDomainsToProtect', policy.TargetedDomainsToProtect, partners, 'domains'),
        acts(policy, 'TargetedDomainProtectionAction'),
      ],
    })
  },
})
