import { defineControl } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { antiSpamPolicies } from '../../resources/protection-policies.js'
import { antiSpamRules, eopPresetRules } from '../../resources/protection-rules.js'
import { judgeFirst } from './first-in-force.js'

const LOWEST = 4
const HIGHEST = 6
const ACTIONS = ['MoveToJmf', 'Quarantine']

export const bulkMailTreatedAsSpam = defineControl({
  id: 'mdo-bulk-threshold',
  title: 'Bulk mail is treated as spam',
  area: 'Defender for Office',
  severity: 'low',
  rationale: 'Bulk mail nobody asked for hides the messages that matter, and phishing hides among it.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-spam of the Defender portal.',
      'Set the bulk threshold of the policy named here to 6 or a little lower, and send bulk mail to the junk folder.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/anti-spam-bulk-complaint-level-bcl-about',
    impact: 'More newsletters go to the junk folder.',
  },
  needs: { policies: antiSpamPolicies, rules: antiSpamRules, presets: eopPresetRules, domains: acceptedDomains },
  evaluate: (facts) =>
    judgeFirst(
      { ...facts, ruleNames: 'HostedContentFilterPolicy' },
      {
        kind: 'anti-spam policy',
        good: 'treats bulk mail as spam',
        demands: ({ BulkThreshold, MarkAsSpamBulkMail, BulkSpamAction }) => [
          {
            property: 'BulkThreshold',
            value: BulkThreshold,
            expected: `${LOWEST} to ${HIGHEST}`,
            ok: typeof BulkThreshold === 'number' && BulkThreshold >= LOWEST && BulkThreshold <= HIGHEST,
            fault: `has the bulk threshold ${BulkThreshold ?? 'not set'}`,
          },
          {
            property: 'MarkAsSpamBulkMail',
            value: MarkAsSpamBulkMail,
            expected: 'On',
            ok: MarkAsSpamBulkMail === 'On',
            fault: 'does not mark bulk mail as spam',
          },
          {
            property: 'BulkSpamAction',
            value: BulkSpamAction,
            expected: ACTIONS.join(' or '),
            ok: ACTIONS.includes(BulkSpamAction ?? ''),
            fault: `answers bulk mail with “${BulkSpamAction ?? 'nothing'}”`,
          },
        ],
      },
    ),
})
