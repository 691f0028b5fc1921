import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/microsoftteams/get-csteamsclientconfiguration */
export const teamsClients = defineResource({
  id: 'teams.clients',
  name: 'Client settings of Teams',
  service: 'Teams',
  source: 'teams:Get-CsTeamsClientConfiguration',
  schema: z.array(
    z.looseObject({
      Identity: z.string(),
      AllowEmailIntoChannel: z.boolean().nullish(),
      AllowDropBox: z.boolean().nullish(),
      AllowBox: z.boolean().nullish(),
      AllowGoogleDrive: z.boolean().nullish(),
      AllowShareFile: z.boolean().nullish(),
      AllowEgnyte: z.boolean().nullish(),
    }),
  ),
  key: 'Identity',
  label: 'Identity',
})
