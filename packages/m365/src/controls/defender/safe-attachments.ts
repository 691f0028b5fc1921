import { defineControl, lacks } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { safeAttachmentPolicies } from '../../resources/protection-policies.js'
import { atpPresetRules, builtInProtectionRules, safeAttachmentRules } from '../../resources/protection-rules.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeFirst } from './first-in-force.js'
import { DEFENDER_LICENCE, withoutDefender } from './licence.js'

export const maliciousAttachmentsKept = defineControl({
  id: 'mdo-safe-attachments',
  title: 'Attachments are opened in a sandbox, and malicious ones are kept back',
  area: 'Defender for Office',
  severity: 'high',
  rationale: 'Malware that no scanner knows yet shows itself only when it is run.',
  licence: DEFENDER_LICENCE,
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Safe Attachments of the Defender portal.',
      'Set the response of the policy named here to Block or Dynamic Delivery, or turn on a preset security policy.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/safe-attachments-policies-configure',
    impact: 'Mail with attachments arrives a little later.',
  },
  needs: { skus: subscribedSkus, domains: acceptedDomains },
  wants: {
    policies: safeAttachmentPolicies,
    rules: safeAttachmentRules,
    presets: atpPresetRules,
    builtIn: builtInProtectionRules,
  },
  evaluate({ skus, domains, policies, rules, presets, builtIn }) {
    const unlicensed = withoutDefender(skus)
    if (unlicensed) return unlicensed
    if (!policies) return lacks('policies')
    if (!rules) return lacks('rules')
    if (!presets) return lacks('presets')
    if (!builtIn) return lacks('builtIn')
    return judgeFirst(
      { policies, rules, presets, builtIn, domains, ruleNames: 'SafeAttachmentPolicy' },
      {
        kind: 'Safe Attachments policy',
        good: 'keeps malicious attachments back',
        demands: ({ Action }) => [
          {
            property: 'Action',
            value: Action,
            expected: 'Block or DynamicDelivery',
            ok: Action === 'Block' || Action === 'DynamicDelivery',
            fault: `answers malware with “${Action ?? 'nothing'}”`,
          },
        ],
        stricter: ({ Enable }) => [
          { property: 'Enable', value: Enable, expected: 'true', ok: Enable !== false, fault: 'is switched off' },
        ],
      },
    )
  },
})
