import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicemanagement */
export const intuneSettings = defineResource({
  id: 'intune.settings',
  name: 'Settings of Intune',
  service: 'Intune',
  source: '/deviceManagement?$select=settings',
  schema: z.looseObject({ settings: z.looseObject({ secureByDefault: z.boolean().nullish() }).nullish() }),
})
