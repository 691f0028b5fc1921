import { defineControl, fail, pass } from '@tenantry/core'
import { connectionFilterPolicies } from '../../resources/protection-policies.js'
import { settingMissing } from '../settings.js'
import { nameOf } from './in-force.js'

export const safeListOff = defineControl({
  id: 'mdo-safe-list-off',
  title: 'Servers on lists of others are not let past the filters',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'Microsoft buys lists of trusted senders; nobody in the tenant can see who is on them.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-spam › Connection filter policy of the Defender portal.',
      'Turn off the safe list.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/connection-filter-policies-configure',
    impact: 'Hardly any: mail of these senders is filtered like all other mail.',
  },
  needs: { policies: connectionFilterPolicies },
  evaluate({ policies }) {
    const evidence = policies.map((policy) => ({
      object: policy.Name ?? nameOf(policy),
      property: 'EnableSafeList',
      value: policy.EnableSafeList ?? null,
      expected: 'false',
      ok: policy.EnableSafeList === false,
    }))
    const on = policies.filter(({ EnableSafeList }) => EnableSafeList === true)
    if (on.length > 0) {
      return fail(`${on.map((policy) => policy.Name ?? nameOf(policy)).join(', ')} uses the safe list.`, { evidence })
    }
    return policies.every(({ EnableSafeList }) => EnableSafeList === false)
      ? pass('No policy uses the safe list.', { evidence })
      : settingMissing('EnableSafeList')
  },
})
