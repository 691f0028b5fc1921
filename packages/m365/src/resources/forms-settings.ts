import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/graph/api/resources/formssettings */
export const formsSettings = defineResource({
  id: 'm365.formsSettings',
  name: 'Settings of Forms',
  service: 'Microsoft 365',
  source: '/beta/admin/forms',
  schema: z.looseObject({
    settings: z.looseObject({ isInOrgFormsPhishingScanEnabled: z.boolean().nullish() }).nullish(),
  }),
})
