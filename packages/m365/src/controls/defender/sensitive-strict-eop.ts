import { defineControl } from '@tenantry/core'
import { sensitiveAccounts } from '../../parameters.js'
import { eopPresetRules } from '../../resources/protection-rules.js'
import { judgeSensitiveAccounts } from './sensitive-accounts.js'

export const sensitiveAccountsInStrictEop = defineControl({
  id: 'mdo-sensitive-strict-eop',
  title: 'Sensitive accounts have the strict preset against spam, malware and phishing',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'Attackers aim at those who pay, sign and administer; these people need the filters at their sharpest.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Name the sensitive accounts in the settings of this control.',
      'Open Email & collaboration › Policies & rules › Threat policies › Preset security policies of the Defender portal.',
      'Apply Exchange Online Protection of the strict preset to them.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/preset-security-policies',
    impact: 'More of the mail of these people goes to quarantine.',
  },
  needs: { presets: eopPresetRules },
  parameters: { accounts: sensitiveAccounts },
  evaluate: ({ presets }, { accounts }) => judgeSensitiveAccounts(presets, accounts, 'Exchange Online Protection'),
})
