import { defineControl, fail, pass } from '@tenantry/core'
import { atpPresetRules, eopPresetRules } from '../../resources/protection-rules.js'
import { presetRules } from './in-force.js'

export const priorityAccountsOnStrict = defineControl({
  id: 'mdo-strict-priority',
  title: 'The strict preset protects the people whom attackers target most',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'Attackers aim at those who pay, sign and administer; these people need the filters at their sharpest.',
  licence: 'Defender for Office 365 Plan 2',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Preset security policies of the Defender portal.',
      'Turn on the strict preset, both its parts, for your priority accounts.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/preset-security-policies',
    impact: 'More of the mail of these people goes to quarantine.',
  },
  needs: { eop: eopPresetRules, atp: atpPresetRules },
  evaluate({ eop, atp }) {
    const parts = [
      { part: 'Exchange Online Protection', rules: presetRules(eop, 'strict') },
      { part: 'Defender for Office 365', rules: presetRules(atp, 'strict') },
    ]
    const evidence = parts.map(({ part, rules }) => ({
      object: `Strict preset: ${part}`,
      property: 'State',
      value: rules.length > 0 ? 'Enabled' : 'Disabled',
      expected: 'Enabled',
      ok: rules.length > 0,
    }))
    const off = evidence.filter(({ ok }) => !ok)
    return off.length === 0
      ? pass('Both parts of the strict preset are on.', { evidence })
      : fail(
          `The strict preset is off: ${parts
            .filter(({ rules }) => rules.length === 0)
            .map(({ part }) => part)
            .join(', ')}.`,
          {
            evidence,
          },
        )
  },
})
