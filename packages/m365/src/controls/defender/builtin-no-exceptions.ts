import { defineControl, fail, pass } from '@tenantry/core'
import { builtInProtectionRules } from '../../resources/protection-rules.js'
import { DEFENDER_LICENCE } from './licence.js'

const EXCEPTIONS = ['ExceptIfSentTo', 'ExceptIfSentToMemberOf', 'ExceptIfRecipientDomainIs'] as const

export const builtInProtectionForAll = defineControl({
  id: 'mdo-builtin-no-exceptions',
  title: 'Nobody is excepted from the built-in protection',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'It is what those have whom no other policy reaches; an exception leaves them without anything.',
  licence: DEFENDER_LICENCE,
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Preset security policies of the Defender portal.',
      'Under built-in protection, remove all exclusions.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/preset-security-policies',
    impact: 'Links and attachments of these people are checked.',
  },
  needs: { rules: builtInProtectionRules },
  evaluate({ rules }) {
    if (rules.length === 0) return fail('There is no built-in protection.')
    const evidence = rules.flatMap((rule) =>
      EXCEPTIONS.map((property) => ({
        object: rule.Identity ?? rule.Name ?? 'Built-in protection',
        property,
        value: rule[property],
        expected: 'nobody',
        ok: rule[property].length === 0,
      })),
    )
    const excepted = rules.flatMap((rule) => EXCEPTIONS.flatMap((property) => rule[property]))
    return excepted.length === 0
      ? pass('The built-in protection has no exceptions.', { evidence })
      : fail(
          `The built-in protection leaves out ${excepted.slice(0, 5).join(', ')}${excepted.length > 5 ? ` and ${excepted.length - 5} more` : ''}.`,
          { evidence },
        )
  },
})
