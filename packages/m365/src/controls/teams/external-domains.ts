import { defineControl, fail, pass } from '@tenantry/core'
import { settingMissing } from '../settings.js'
import { domainsIn } from './allowed-domains.js'
import { nameOf } from './reasoning.js'
import { teamsFederation } from '../../resources/teams-federation.js'

export const externalDomainsNamed = defineControl({
  id: 'teams-external-domains',
  title: 'People of other organizations reach ours by named domain only',
  area: 'Teams',
  severity: 'high',
  rationale: 'With open federation, any tenant in the world can write to anyone here.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Users › External access of the Teams admin center.',
      'Choose to allow only specific external domains and list those you work with, or block all.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat',
    impact: 'People of other domains can no longer write or call.',
  },
  needs: { federation: teamsFederation },
  evaluate({ federation }) {
    const known = federation.filter(
      ({ AllowFederatedUsers }) => AllowFederatedUsers !== null && AllowFederatedUsers !== undefined,
    )
    if (known.length === 0) return settingMissing('AllowFederatedUsers')
    const open = known.filter(
      ({ AllowFederatedUsers, AllowedDomains }) => AllowFederatedUsers && domainsIn(AllowedDomains) === 0,
    )
    const evidence = (open.length > 0 ? open : known).map((policy) => ({
      object: nameOf(policy),
      id: policy.Identity,
      property: 'AllowedDomains',
      value: policy.AllowFederatedUsers ? policy.AllowedDomains : 'external access is off',
      expected: 'a list of domains',
      ok: open.length === 0,
    }))
    return open.length === 0
      ? pass('Only named domains reach people here.', { evidence })
      : fail('Every domain reaches people here.', { evidence })
  },
})
