import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const membership = z.looseObject({
  isAdminConfigurable: z.boolean().nullish(),
  /** Who may, by its `@odata.type`: everyone, nobody, or those named. */
  allowedToJoin: z.looseObject({ '@odata.type': z.string().nullish() }).nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/deviceregistrationpolicy */
export const deviceRegistrationPolicy = defineResource({
  id: 'entra.deviceRegistrationPolicy',
  name: 'Device settings',
  service: 'Entra ID',
  source: '/policies/deviceRegistrationPolicy',
  schema: z.looseObject({
    /** Open: `required`, `notRequired`. */
    multiFactorAuthConfiguration: z.string().nullish(),
    userDeviceQuota: z.number().nullish(),
    azureADJoin: membership
      .extend({
        localAdmins: z
          .looseObject({
            enableGlobalAdmins: z.boolean().nullish(),
            registeringUsers: z.looseObject({ '@odata.type': z.string().nullish() }).nullish(),
          })
          .nullish(),
      })
      .nullish(),
    azureADRegistration: membership.omit({ allowedToJoin: true }).nullish(),
    localAdminPassword: z.looseObject({ isEnabled: z.boolean().nullish() }).nullish(),
  }),
})
