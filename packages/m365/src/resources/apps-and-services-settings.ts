import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/graph/api/resources/appsandservicessettings */
export const appsAndServicesSettings = defineResource({
  id: 'm365.appsAndServicesSettings',
  name: 'Settings of apps and services',
  service: 'Microsoft 365',
  source: '/beta/admin/appsAndServices',
  schema: z.looseObject({
    settings: z
      .looseObject({ isOfficeStoreEnabled: z.boolean().nullish(), isAppAndServicesTrialEnabled: z.boolean().nullish() })
      .nullish(),
  }),
})
