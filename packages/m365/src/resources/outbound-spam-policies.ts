import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const policy = z.looseObject({
  Name: z.string(),
  IsDefault: z.boolean().nullish(),
  Enabled: z.boolean().nullish(),
  /** `Automatic`, `On` or `Off`. */
  AutoForwardingMode: z.string().nullish(),
  RecipientLimitExternalPerHour: z.number().nullish(),
  RecipientLimitInternalPerHour: z.number().nullish(),
  RecipientLimitPerDay: z.number().nullish(),
  ActionWhenThresholdReached: z.string().nullish(),
  BccSuspiciousOutboundMail: z.boolean().nullish(),
  NotifyOutboundSpam: z.boolean().nullish(),
  NotifyOutboundSpamRecipients: z.array(z.string()).nullish(),
  BccSuspiciousOutboundAdditionalRecipients: z.array(z.string()).nullish(),
})

export type OutboundSpamPolicy = z.output<typeof policy>

/** https://learn.microsoft.com/powershell/module/exchange/get-hostedoutboundspamfilterpolicy */
export const outboundSpamPolicies = defineResource({
  id: 'exchange.outboundSpamPolicies',
  name: 'Outbound spam policies',
  service: 'Exchange Online',
  source: 'exo:Get-HostedOutboundSpamFilterPolicy',
  schema: z.array(policy),
  key: 'Name',
  label: 'Name',
})
