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

export const downloadsScanned = defineControl({
  id: 'mdo-safe-links-scan',
  title: 'What links lead to is scanned before the message is delivered',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'A link straight to a file gives no page to judge: the file itself must be looked at.',
  licence: DEFENDER_LICENCE,
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Safe Links of the Defender portal.',
      'Turn on scanning of suspicious links and of links to files in the policy named here, and let it wait before it delivers.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/safe-links-policies-configure',
    impact: 'Messages with links to files arrive a little later.',
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
      good: 'scans what links lead to before it delivers',
      demands: (policy) => [
        flag(policy, 'ScanUrls', true, 'does not scan what links lead to'),
        flag(policy, 'DeliverMessageAfterScan', true, 'delivers before the scan is over'),
      ],
    }),
})
