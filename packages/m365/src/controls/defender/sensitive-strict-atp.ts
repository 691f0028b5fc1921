import { defineControl, lacks } from '@tenantry/core'
import { sensitiveAccounts } from '../../parameters.js'
import { atpPresetRules } from '../../resources/protection-rules.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { DEFENDER_LICENCE, withoutDefender } from './licence.js'
import { judgeSensitiveAccounts } from './sensitive-accounts.js'

export const sensitiveAccountsInStrictDefender = defineControl({
  id: 'mdo-sensitive-strict-atp',
  title: 'Sensitive accounts have Safe Links and Safe Attachments of the strict preset',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'Attackers aim at those who pay, sign and administer; these people need the filters at their sharpest.',
  licence: DEFENDER_LICENCE,
  remediation: {
    steps: [
      'Name the sensitive accounts in the settings of this control.',
      'Open Email & collaboration › Policies & rules › Threat policies › Preset security policies of the Defender portal.',
      'Apply Defender for Office 365 protection of the strict preset to them.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/preset-security-policies',
    impact: 'These people can no longer click through warnings of malicious links.',
  },
  needs: { skus: subscribedSkus },
  wants: { presets: atpPresetRules },
  parameters: { accounts: sensitiveAccounts },
  evaluate({ skus, presets }, { accounts }) {
    const unlicensed = withoutDefender(skus)
    if (unlicensed) return unlicensed
    if (!presets) return lacks('presets')
    return judgeSensitiveAccounts(presets, accounts, 'the protection of Defender for Office 365')
  },
})
