import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/graph/api/resources/adminconsentrequestpolicy */
export const adminConsentRequestPolicy = defineResource({
  id: 'entra.adminConsentRequestPolicy',
  name: 'Requests for admin consent',
  service: 'Entra ID',
  source: '/policies/adminConsentRequestPolicy',
  schema: z.looseObject({
    isEnabled: z.boolean().nullish(),
    notifyReviewers: z.boolean().nullish(),
    remindersEnabled: z.boolean().nullish(),
    requestDurationInDays: z.number().nullish(),
    reviewers: z.array(z.unknown()).nullish(),
  }),
})
