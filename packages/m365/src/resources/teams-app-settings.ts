import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/microsoftteams/get-m365unifiedtenantsettings */
export const teamsAppSettings = defineResource({
  id: 'teams.appSettings',
  name: 'Organization-wide app settings of Teams',
  service: 'Teams',
  source: 'teams:Get-M365UnifiedTenantSettings',
  schema: z.array(
    z.looseObject({
      /** `DefaultApp`, `GlobalApp` or `PrivateApp`. */
      SettingName: z.string(),
      SettingValue: z.string().nullish(),
    }),
  ),
  key: 'SettingName',
  label: 'SettingName',
  unread: 'The command behind it refuses to run as an app, so that it is not read from a live tenant.',
})
