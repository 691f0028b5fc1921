import { defineControl } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { safeLinksPolicies } from '../../resources/protection-policies.js'
import {
  atpPresetRules,
  builtInProtectionRules,
  eopPresetRules,
  safeLinksRules,
} from '../../resources/protection-rules.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { flag } from './first-in-force.js'
import { DEFENDER_LICENCE } from './licence.js'
import { judgeSafeLinks } from './links.js'

export const clicksRecorded = defineControl({
  id: 'mdo-safe-links-track',
  title: 'It is recorded who clicked which link',
  area: 'Defender for Office',
  severity: 'low',
  rationale: 'After a phishing campaign the first question is who clicked.',
  licence: DEFENDER_LICENCE,
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Safe Links of the Defender portal.',
      'Turn on tracking of clicks in the policy named here.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/safe-links-policies-configure',
    impact: 'Clicks of people are recorded: tell those who must know, such as a works council.',
  },
  needs: { presets: eopPresetRules },
  wants: {
    atpPresets: atpPresetRules,
    policies: safeLinksPolicies,
    rules: safeLinksRules,
    builtIn: builtInProtectionRules,
    domains: acceptedDomains,
    skus: subscribedSkus,
  },
  evaluate: (facts) =>
    judgeSafeLinks(facts, {
      good: 'records clicks',
      demands: (policy) => [flag(policy, 'TrackClicks', true, 'does not record clicks')],
    }),
})
