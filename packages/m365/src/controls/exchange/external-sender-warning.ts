import { defineControl, fail, pass } from '@tenantry/core'
import { externalInOutlook } from '../../resources/external-in-outlook.js'
import { transportRules } from '../../resources/transport-rules.js'
import { acts, ruleName } from './rules.js'

export const outsideMailMarked = defineControl({
  id: 'exo-external-sender-warning',
  title: 'Mail from outside is marked',
  area: 'Exchange Online',
  severity: 'medium',
  rationale: 'People look twice at a mail from the director once it says that it came from outside.',
  licence: 'Exchange Online',
  remediation: {
    steps: [
      'Run Set-ExternalInOutlook with Enabled set to true.',
      'Or create a mail flow rule that puts a word before the subject of mail from outside the organization.',
    ],
    link: 'https://learn.microsoft.com/powershell/module/exchange/set-externalinoutlook',
    impact: 'The mark shows in Outlook within two days.',
  },
  needs: { rules: transportRules },
  wants: { marking: externalInOutlook },
  evaluate({ rules, marking }) {
    const warning = rules.filter(
      (rule) => acts(rule) && rule.FromScope === 'NotInOrganization' && (rule.PrependSubject ?? '') !== '',
    )
    const marked = marking?.[0]?.Enabled === true
    const evidence = [
      ...warning.map((rule) => ({
        object: ruleName(rule),
        property: 'PrependSubject',
        value: rule.PrependSubject,
        ok: true,
      })),
      ...(marking
        ? [{ object: 'Outlook', property: 'ExternalInOutlook', value: marked, expected: 'true, or a rule', ok: marked }]
        : []),
    ]
    if (warning.length > 0) return pass(`${warning.map(ruleName).join(', ')} marks mail from outside.`, { evidence })
    return marked
      ? pass('Outlook marks mail from outside.', { evidence })
      : fail('Mail from outside is not marked.', { evidence })
  },
})
