import { defineControl, lacks } from '@tenantry/core'
import { atpPresetRules } from '../../resources/protection-rules.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { DEFENDER_LICENCE, withoutDefender } from './licence.js'
import { judgePresetForEveryone } from './presets.js'

export const everyoneInDefenderPreset = defineControl({
  id: 'mdo-preset-all-atp',
  title: 'A preset gives everybody Safe Links and Safe Attachments',
  area: 'Defender for Office',
  severity: 'high',
  rationale: 'Whoever is outside the presets can be reached by a link or an attachment that nobody checked.',
  licence: DEFENDER_LICENCE,
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Preset security policies of the Defender portal.',
      'Apply Defender for Office 365 protection of the standard or the strict preset to all recipients.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/preset-security-policies',
    impact: 'Links are rewritten and attachments opened in a sandbox for everybody.',
  },
  needs: { skus: subscribedSkus },
  wants: { presets: atpPresetRules },
  evaluate({ skus, presets }) {
    const unlicensed = withoutDefender(skus)
    if (unlicensed) return unlicensed
    return presets ? judgePresetForEveryone(presets, 'the protection of Defender for Office 365') : lacks('presets')
  },
})
