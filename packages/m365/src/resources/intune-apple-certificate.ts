import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** A tenant without Apple devices has none. https://learn.microsoft.com/graph/api/resources/intune-devices-applepushnotificationcertificate */
export const intuneAppleCertificate = defineResource({
  id: 'intune.appleCertificate',
  name: 'The Apple push certificate',
  service: 'Intune',
  source: '/deviceManagement/applePushNotificationCertificate',
  schema: z.looseObject({ appleIdentifier: z.string().nullish(), expirationDateTime: z.string().nullish() }),
})
