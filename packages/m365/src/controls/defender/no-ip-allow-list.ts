import { defineControl, fail, pass } from '@tenantry/core'
import { connectionFilterPolicies } from '../../resources/protection-policies.js'
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
    const evidence = policies.slice(0, 50).map((policy) => ({
      object: policy.Name ?? nameOf(policy),
      property: 'IPAllowList',
      value: policy.IPAllowList.slice(0, 50),
      expected: 'no address',
      ok: policy.IPAllowList.length === 0,
    }))
    const open = policies.filter(({ IPAllowList }) => IPAllowList.length > 0)
    const addresses = open.flatMap(({ IPAllowList }) => IPAllowList)
    return open.length === 0
      ? pass('No server is let past the filters.', { evidence })
      : fail(
          `${addresses.length} ${addresses.length === 1 ? 'entry lets servers' : 'entries let servers'} past the filters: ${addresses.slice(0, 5).join(', ')}${addresses.length > 5 ? ' …' : ''}.`,
          { evidence },
        )
  },
})
