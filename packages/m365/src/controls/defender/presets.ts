import { fail, type Outcome, pass } from '@tenantry/core'
import type { ProtectionRule } from '../../resources/protection-rules.js'
import { presetExceptions } from './first-in-force.js'
import { presetIsForEveryone, presetNamed } from './in-force.js'

const PRESETS = ['standard', 'strict'] as const

/** Judges that one of the preset security policies is on for everybody. */
export function judgePresetForEveryone(rules: readonly ProtectionRule[], what: string): Outcome {
  const evidence = rules.flatMap((rule) => {
    const preset = presetNamed(rule.Identity ?? rule.Name)
    if (!preset) return []
    const limited = [...rule.SentTo, ...rule.SentToMemberOf, ...rule.RecipientDomainIs]
    return [
      {
        object: rule.Identity ?? rule.Name ?? preset,
        property: 'State, recipients',
        value: [rule.State ?? null, limited.length === 0 ? 'everybody' : limited],
        expected: 'Enabled, everybody',
        ok: presetIsForEveryone([rule], preset),
      },
    ]
  })
  const forEveryone = PRESETS.filter((preset) => presetIsForEveryone(rules, preset))
  if (forEveryone.length === 0) {
    return fail(
      evidence.length === 0
        ? `No preset security policy gives anybody ${what}.`
        : `No preset security policy gives everybody ${what}.`,
      { evidence },
    )
  }
  const warnings = forEveryone.flatMap((preset) => presetExceptions(rules, preset))
  return pass(`The ${forEveryone.join(' and the ')} preset gives everybody ${what}.`, { evidence, warnings })
}
