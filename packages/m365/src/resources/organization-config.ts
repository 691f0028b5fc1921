import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-organizationconfig */
export const organizationConfig = defineResource({
  id: 'exchange.organizationConfig',
  name: 'Settings of Exchange',
  service: 'Exchange Online',
  source: 'exo:Get-OrganizationConfig',
  schema: z.array(
    z.looseObject({
      Name: z.string().nullish(),
      AuditDisabled: z.boolean().nullish(),
      CustomerLockboxEnabled: z.boolean().nullish(),
      OAuth2ClientProfileEnabled: z.boolean().nullish(),
      MailTipsAllTipsEnabled: z.boolean().nullish(),
      MailTipsExternalRecipientsTipsEnabled: z.boolean().nullish(),
      MailTipsGroupMetricsEnabled: z.boolean().nullish(),
      MailTipsLargeAudienceThreshold: z.number().nullish(),
      RejectDirectSend: z.boolean().nullish(),
      DelayedDelicensingEnabled: z.boolean().nullish(),
      BookingsEnabled: z.boolean().nullish(),
    }),
  ),
})
