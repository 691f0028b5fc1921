import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const addresses = z.array(z.string()).nullish()

/** https://learn.microsoft.com/powershell/module/exchange/get-reportsubmissionpolicy */
export const reportSubmissionPolicies = defineResource({
  id: 'exchange.reportSubmissionPolicies',
  name: 'Settings for messages that people report',
  service: 'Defender for Office 365',
  source: 'exo:Get-ReportSubmissionPolicy',
  schema: z.array(
    z.looseObject({
      Identity: z.string().nullish(),
      ReportJunkToCustomizedAddress: z.boolean().nullish(),
      ReportJunkAddresses: addresses,
      ReportNotJunkToCustomizedAddress: z.boolean().nullish(),
      ReportNotJunkAddresses: addresses,
      ReportPhishToCustomizedAddress: z.boolean().nullish(),
      ReportPhishAddresses: addresses,
      ReportChatMessageEnabled: z.boolean().nullish(),
      ReportChatMessageToCustomizedAddressEnabled: z.boolean().nullish(),
    }),
  ),
})
