import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevicecleanuprule */
export const intuneCleanupRules = defineResource({
  id: 'intune.cleanupRules',
  name: 'Clean-up rules of Intune',
  service: 'Intune',
  source: '/beta/deviceManagement/managedDeviceCleanupRules',
  schema: z.array(
    z.looseObject({
      id: z.string(),
      displayName: z.string().nullish(),
      deviceInactivityBeforeRetirementInDays: z.number().nullish(),
    }),
  ),
  key: 'id',
  label: 'displayName',
})
