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

export const linksChecked = defineControl({
  id: 'mdo-safe-links',
  title: 'Links in mail, Teams and Office documents are checked when they are clicked',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'A page may turn malicious after the mail was delivered; only a look at the moment of the click helps.',
  licence: DEFENDER_LICENCE,
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Safe Links of the Defender portal.',
      'Turn on checking for mail, for mail within the organization, for Teams and for Office in the policy named here, or apply a preset to everybody.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/safe-links-policies-configure',
    impact: 'Links in mail are rewritten.',
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
      good: 'checks links in mail, Teams and Office',
      demands: (policy) => [
        flag(policy, 'EnableSafeLinksForEmail', true, 'does not check links in mail'),
        flag(policy, 'EnableForInternalSenders', true, 'does not check links in mail from inside'),
        flag(policy, 'EnableSafeLinksForTeams', true, 'does not check links in Teams'),
        flag(policy, 'EnableSafeLinksForOffice', true, 'does not check links in Office'),
      ],
      stricter: (policy) => [
        {
          ...flag(policy, 'AllowClickThrough', false, 'lets people click through warnings'),
          ok: policy.AllowClickThrough !== true,
        },
        {
          ...flag(policy, 'DisableUrlRewrite', false, 'does not rewrite links'),
          ok: policy.DisableUrlRewrite !== true,
        },
        { ...flag(policy, 'TrackClicks', true, 'does not record clicks'), ok: policy.TrackClicks !== false },
        { ...flag(policy, 'ScanUrls', true, 'does not look at what links lead to'), ok: policy.ScanUrls !== false },
      ],
    }),
})
