import { defineControl, fail, notApplicable, pass } from '@tenantry/core'
import { environment } from '../../parameters.js'
import { teamsFederation } from '../../resources/teams-federation.js'
import { settingMissing } from '../settings.js'
import { nameOf } from './reasoning.js'

export const unmanagedStartNoChat = defineControl({
  id: 'teams-unmanaged-inbound',
  title: 'Unmanaged accounts cannot start a chat',
  area: 'Teams',
  severity: 'high',
  rationale: 'A private account that writes first is how most attacks through chat begin.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Users › External access of the Teams admin center.',
      'Turn off letting people with unmanaged accounts start a chat.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat',
    impact: 'People outside who have private accounts wait until somebody here writes to them.',
  },
  needs: { federation: teamsFederation },
  parameters: { cloud: environment },
  evaluate({ federation }, { cloud }) {
    if (cloud !== 'commercial') return notApplicable('Clouds of the government do not reach unmanaged accounts at all.')
    const known = federation.filter(
      ({ AllowTeamsConsumer }) => AllowTeamsConsumer !== null && AllowTeamsConsumer !== undefined,
    )
    if (known.length === 0) return settingMissing('AllowTeamsConsumer')
    const open = known.filter(
      ({ AllowTeamsConsumer, AllowTeamsConsumerInbound }) => AllowTeamsConsumer && AllowTeamsConsumerInbound !== false,
    )
    const evidence = (open.length > 0 ? open : known).map((policy) => ({
      object: nameOf(policy),
      id: policy.Identity,
      property: 'AllowTeamsConsumerInbound',
      value: policy.AllowTeamsConsumer ? policy.AllowTeamsConsumerInbound : false,
      expected: 'false',
      ok: open.length === 0,
    }))
    return open.length === 0
      ? pass('Unmanaged accounts cannot start a chat.', { evidence })
      : fail('Unmanaged accounts can start a chat.', { evidence })
  },
})
