import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/microsoftteams/get-csteamsmeetingbroadcastpolicy */
export const teamsBroadcastPolicies = defineResource({
  id: 'teams.broadcastPolicies',
  name: 'Live event policies of Teams',
  service: 'Teams',
  source: 'teams:Get-CsTeamsMeetingBroadcastPolicy',
  schema: z.array(
    z.looseObject({
      Identity: z.string(),
      /** `AlwaysEnabled`, `AlwaysDisabled` or `UserOverride`. */
      BroadcastRecordingMode: z.string().nullish(),
    }),
  ),
  key: 'Identity',
  label: 'Identity',
})
