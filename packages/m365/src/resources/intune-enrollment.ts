import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const limit = z
  .looseObject({
    platformBlocked: z.boolean().nullish(),
    personalDeviceEnrollmentBlocked: z.boolean().nullish(),
  })
  .nullish()

/** https://learn.microsoft.com/graph/api/resources/intune-onboarding-deviceenrollmentplatformrestrictionsconfiguration */
export const intuneEnrollment = defineResource({
  id: 'intune.enrollment',
  name: 'Enrolment restrictions of Intune',
  service: 'Intune',
  source: '/deviceManagement/deviceEnrollmentConfigurations',
  schema: z.array(
    z.looseObject({
      id: z.string(),
      displayName: z.string().nullish(),
      /** 0: the default, which applies to everyone who has no other. */
      priority: z.number().nullish(),
      '@odata.type': z.string().nullish(),
      windowsRestriction: limit,
      iosRestriction: limit,
      androidRestriction: limit,
      macOSRestriction: limit,
    }),
  ),
  key: 'id',
  label: 'displayName',
})
