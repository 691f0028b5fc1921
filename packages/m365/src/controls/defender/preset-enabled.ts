import { defineControl, fail, lacks, pass } from '@tenantry/core'
import { atpPresetRules, eopPresetRules } from '../../resources/protection-rules.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { presetRules } from './in-force.js'
import { withoutDefender } from './licence.js'

const PRESETS = ['standard', 'strict'] as const

export const presetsOn = defineControl({
  id: 'mdo-preset-enabled',
  title: 'The standard and the strict preset security policy are on',
  area: 'Defender for Office',
  severity: 'high',
  rationale: 'Microsoft keeps the presets up to date, which nobody does with policies of their own.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Preset security policies of the Defender portal.',
      'Turn on both presets: the strict one for those whom attackers like best, the standard one for all others.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/preset-security-policies',
    impact: 'Policies of your own no longer count for those whom a preset covers.',
  },
  needs: { eop: eopPresetRules },
  wants: { atp: atpPresetRules, skus: subscribedSkus },
  evaluate({ eop, atp, skus }) {
    const on = PRESETS.filter((preset) => presetRules([...eop, ...(atp ?? [])], preset).length > 0)
    const evidence = PRESETS.map((preset) => ({
      object: `${preset === 'strict' ? 'Strict' : 'Standard'} Preset Security Policy`,
      property: 'State',
      value: on.includes(preset) ? 'Enabled' : 'Disabled',
      expected: 'Enabled',
      ok: on.includes(preset),
    }))
    if (on.length === PRESETS.length) return pass('Both preset security policies are on.', { evidence })
    // A preset may be on for Defender alone, which only a tenant with Defender can tell.
    if (!atp && !withoutDefender(skus)) return lacks('atp')
    const off = PRESETS.filter((preset) => !on.includes(preset))
    return fail(
      off.length === 1 ? `The ${off[0]} preset security policy is off.` : 'Both preset security policies are off.',
      { evidence },
    )
  },
})
