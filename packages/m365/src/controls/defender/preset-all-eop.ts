import { defineControl } from '@tenantry/core'
import { eopPresetRules } from '../../resources/protection-rules.js'
import { judgePresetForEveryone } from './presets.js'

export const everyoneInEopPreset = defineControl({
  id: 'mdo-preset-all-eop',
  title: 'A preset gives everybody protection from spam, malware and phishing',
  area: 'Defender for Office',
  severity: 'high',
  rationale: 'Microsoft keeps the presets up to date; whoever is outside them has whatever was set years ago.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Preset security policies of the Defender portal.',
      'Apply Exchange Online Protection of the standard or the strict preset to all recipients.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/preset-security-policies',
    impact: 'Policies of your own no longer count for those whom a preset covers.',
  },
  needs: { presets: eopPresetRules },
  evaluate: ({ presets }) => judgePresetForEveryone(presets, 'Exchange Online Protection'),
})
