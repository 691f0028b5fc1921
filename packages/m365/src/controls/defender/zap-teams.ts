import { defineControl, fail, pass } from '@tenantry/core'
import { teamsProtection } from '../../resources/protection-policies.js'
import { teamsProtectionRules } from '../../resources/protection-rules.js'
import { exceptionsOf, isInUse, nameOf } from './in-force.js'

export const teamsMessagesPurged = defineControl({
  id: 'mdo-zap-teams',
  title: 'Malicious messages in Teams are taken away after delivery',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'Attackers write in Teams too, and what they sent is often recognized only later.',
  licence: 'Defender for Office 365 Plan 2',
  remediation: {
    steps: [
      'Open Settings › Email & collaboration › Microsoft Teams protection of the Defender portal.',
      'Turn on zero-hour auto purge and remove all exceptions.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/mdo-support-teams-about',
    impact: 'Messages found malicious disappear from chats.',
  },
  needs: { policies: teamsProtection },
  wants: { rules: teamsProtectionRules },
  evaluate({ policies, rules }) {
    const evidence = policies.map((policy) => ({
      object: nameOf(policy),
      property: 'ZapEnabled',
      value: policy.ZapEnabled ?? null,
      expected: 'true',
      ok: policy.ZapEnabled === true,
    }))
    if (!policies.some(({ ZapEnabled }) => ZapEnabled === true)) {
      return fail('Malicious messages stay in Teams: zero-hour auto purge is off.', { evidence })
    }
    const exceptions = (rules ?? []).filter(isInUse).flatMap(exceptionsOf)
    const exempted = exceptions.map((name) => ({
      object: name,
      property: 'exception',
      value: name,
      expected: 'no exception',
      ok: false,
    }))
    if (exceptions.length > 0) {
      return fail(
        `Malicious messages in Teams stay with ${exceptions.length} ${exceptions.length === 1 ? 'exception' : 'exceptions'}: ${exceptions.slice(0, 5).join(', ')}.`,
        { evidence: [...evidence, ...exempted] },
      )
    }
    return pass('Malicious messages in Teams are taken away.', {
      evidence,
      warnings: rules ? [] : ['Whether anybody is excepted was not read.'],
    })
  },
})
