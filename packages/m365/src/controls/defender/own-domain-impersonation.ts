import { defineControl } from '@tenantry/core'
import { ownDomains } from '../../parameters.js'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { antiPhishPolicies, type AntiPhishPolicy } from '../../resources/protection-policies.js'
import { antiPhishRules, eopPresetRules } from '../../resources/protection-rules.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import type { Demand } from './first-in-force.js'
import { acts, judgeImpersonation, lists } from './impersonation.js'
import { DEFENDER_LICENCE } from './licence.js'

export const ownDomainsProtectedFromImpersonation = defineControl({
  id: 'mdo-own-domain-impersonation',
  title: 'Mail from domains that look like one of your own is stopped',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'A domain with one letter changed passes for a colleague, and anybody can register it.',
  licence: DEFENDER_LICENCE,
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies of the Defender portal: the preset security policies, or the anti-phishing policy that applies to everybody.',
      'Include the domains you own in the domains to protect, and let such messages go to quarantine.',
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
  parameters: { own: ownDomains },
  evaluate(facts, { own }) {
    const domains = own.length > 0 ? own : (facts.domains ?? []).map(({ DomainName }) => DomainName)
    return judgeImpersonation(facts, {
      what: 'your own domains',
      demands: (policy) => [protects(policy, domains), acts(policy, 'TargetedDomainProtectionAction')],
    })
  },
})

/** Either all domains one owns, or each by its name. */
function protects(policy: AntiPhishPolicy, domains: readonly string[]): Demand {
  const byName =
    policy.EnableTargetedDomainsProtection === true &&
    domains.length > 0 &&
    lists('TargetedDomainsToProtect', policy.TargetedDomainsToProtect, domains, 'domains').ok
  return {
    property: 'EnableOrganizationDomainsProtection',
    value: policy.EnableOrganizationDomainsProtection,
    expected: 'true, or each domain among those to protect',
    ok: policy.EnableOrganizationDomainsProtection === true || byName,
    fault: 'does not protect your own domains',
  }
}
