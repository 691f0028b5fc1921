import { defineControl } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { malwarePolicies } from '../../resources/protection-policies.js'
import { eopPresetRules, malwareRules } from '../../resources/protection-rules.js'
import { DANGEROUS_ATTACHMENTS } from './attachment-types.js'
import { flag, judgeFirst } from './first-in-force.js'

/** So much of the list has to be covered. */
const ENOUGH = 0.9

export const dangerousAttachmentsBlocked = defineControl({
  id: 'mdo-attachment-types-full',
  title: 'All kinds of dangerous attachments are stopped',
  area: 'Defender for Office',
  severity: 'high',
  rationale: 'The list that Microsoft sets at first leaves out many kinds of files that carry malware.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-malware of the Defender portal.',
      'Make a policy for all domains, turn on the common attachments filter and add the kinds of files that are missing.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/anti-malware-policies-configure',
    impact: 'Mail with such attachments, also documents with macros, is rejected or kept in quarantine.',
  },
  needs: { policies: malwarePolicies, rules: malwareRules, presets: eopPresetRules, domains: acceptedDomains },
  evaluate: (facts) =>
    judgeFirst(
      { ...facts, ruleNames: 'MalwareFilterPolicy' },
      {
        kind: 'anti-malware policy',
        good: 'stops dangerous attachments of nearly all kinds',
        demands: (policy) => {
          const types = new Set(policy.FileTypes.map((type) => type.replace(/^\./, '').toLowerCase()))
          const stopped = DANGEROUS_ATTACHMENTS.filter((type) => types.has(type)).length
          const all = DANGEROUS_ATTACHMENTS.length
          const action = policy.FileTypeAction
          return [
            flag(policy, 'EnableFileFilter', true, 'has its attachments filter off'),
            {
              property: 'FileTypes',
              value: policy.FileTypes,
              expected: `at least ${Math.ceil(all * ENOUGH)} of ${all} dangerous kinds of files`,
              ok: stopped >= all * ENOUGH,
              fault: `stops ${stopped} of ${all} dangerous kinds of files`,
            },
            {
              property: 'FileTypeAction',
              value: action,
              expected: 'Reject or Quarantine',
              ok: action === 'Reject' || action === 'Quarantine',
              fault: 'neither rejects them nor keeps them in quarantine',
            },
          ]
        },
      },
    ),
})
