import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/microsoftteams/get-csteamsmessagingpolicy */
export const teamsMessagingPolicies = defineResource({
  id: 'teams.messagingPolicies',
  name: 'Messaging policies of Teams',
  service: 'Teams',
  source: 'teams:Get-CsTeamsMessagingPolicy',
  schema: z.array(
    z.looseObject({
      Identity: z.string(),
      AllowSecurityEndUserReporting: z.boolean().nullish(),
    }),
  ),
  key: 'Identity',
  label: 'Identity',
})
