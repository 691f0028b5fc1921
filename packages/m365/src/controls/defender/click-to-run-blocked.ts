import { defineControl } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { malwarePolicies } from '../../resources/protection-policies.js'
import { eopPresetRules, malwareRules } from '../../resources/protection-rules.js'
import { flag, judgeFirst } from './first-in-force.js'

const RUNNABLE = ['exe', 'cmd', 'vbe']

export const runnableAttachmentsBlocked = defineControl({
  id: 'mdo-click-to-run-blocked',
  title: 'Attachments that run when they are opened are stopped',
  area: 'Defender for Office',
  severity: 'high',
  rationale: 'One click on a program in a mail is all that malware needs; almost nobody sends programs honestly.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-malware of the Defender portal.',
      'Open the policy named here, turn on the common attachments filter, and put exe, cmd and vbe on its list.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/anti-malware-policies-configure',
    impact: 'Mail with such attachments is rejected or kept in quarantine.',
  },
  needs: { policies: malwarePolicies, rules: malwareRules, presets: eopPresetRules, domains: acceptedDomains },
  evaluate: (facts) =>
    judgeFirst(
      { ...facts, ruleNames: 'MalwareFilterPolicy' },
      {
        kind: 'anti-malware policy',
        good: 'stops attachments that run',
        demands: (policy) => {
          const types = new Set(policy.FileTypes.map((type) => type.replace(/^\./, '').toLowerCase()))
          const missing = RUNNABLE.filter((type) => !types.has(type))
          return [
            flag(policy, 'EnableFileFilter', true, 'has its attachments filter off'),
            {
              property: 'FileTypes',
              value: policy.FileTypes,
              expected: `holds ${RUNNABLE.join(', ')}`,
              ok: missing.length === 0,
              fault: `lets ${missing.join(', ')} through`,
            },
          ]
        },
      },
    ),
})
