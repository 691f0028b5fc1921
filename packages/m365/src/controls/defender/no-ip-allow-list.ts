import { defineControl, fail, pass } from '@tenantry/core'
import { connectionFilterPolicies } from '../../resources/protection-policies.js'
import { settingMissing } from '../settings.js'
import { nameOf } from './in-force.js'

export const noAllowedAddresses = defineControl({
  id: 'mdo-no-ip-allow-list',
  title: 'No sending server is let past the filters',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'Whatever comes from an allowed address is delivered unread, also when the server was broken into.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-spam › Connection filter policy of the Defender portal.',
      'Empty the list of IP addresses that are always allowed.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/connection-filter-policies-configure',
    impact: 'Mail of these servers is filtered like all other mail: look at whether they pass SPF and DKIM first.',
  },
  needs: { policies: connectionFilterPolicies },
  evaluate({ policies }) {
    if (policies.length === 0)
      return pass('There is no connection filter policy that could let a server past the filters.')
    if (policies.some(({ IPAllowList }) => IPAllowList === undefined)) return settingMissing('IPAllowList')
    const lists = policies.map((policy) => ({ policy, addresses: policy.IPAllowList ?? [] }))
    const evidence = lists.map((list) => ({
      object: list.policy.Name ?? nameOf(list.policy),
      property: 'IPAllowList',
      value: list.addresses,
      expected: 'no address',
      ok: list.addresses.length === 0,
    }))
    const addresses = lists.flatMap((list) => list.addresses)
    return addresses.length === 0
      ? pass('No server is let past the filters.', { evidence })
      : fail(
          `${addresses.length} ${addresses.length === 1 ? 'entry lets servers' : 'entries let servers'} past the filters: ${addresses.slice(0, 5).join(', ')}${addresses.length > 5 ? ' …' : ''}.`,
          { evidence },
        )
  },
})
