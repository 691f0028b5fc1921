import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/microsoftteams/get-csteamsapppermissionpolicy */
export const teamsAppPolicies = defineResource({
  id: 'teams.appPolicies',
  name: 'App permission policies of Teams',
  service: 'Teams',
  source: 'teams:Get-CsTeamsAppPermissionPolicy',
  schema: z.array(
    z.looseObject({
      Identity: z.string(),
      /** `BlockedAppList`: all but the listed are allowed; `AllowedAppList`: the listed alone. */
      DefaultCatalogAppsType: z.string().nullish(),
      GlobalCatalogAppsType: z.string().nullish(),
      PrivateCatalogAppsType: z.string().nullish(),
    }),
  ),
  key: 'Identity',
  label: 'Identity',
})
