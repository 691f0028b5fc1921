import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const names = z
  .union([z.array(z.string()), z.string()])
  .nullish()
  .transform((list) => (Array.isArray(list) ? list : [list ?? '']).filter((name) => name !== ''))

const rule = z.looseObject({
  Name: z.string().nullish(),
  /** `Enabled` or `Disabled`. */
  State: z.string().nullish(),
  /** `Enforce`, `Audit` or `AuditAndNotify`. */
  Mode: z.string().nullish(),
  FromScope: z.string().nullish(),
  PrependSubject: z.string().nullish(),
  RedirectMessageTo: names,
  BlindCopyTo: names,
  CopyTo: names,
  SenderDomainIs: names,
  /** A number, which comes as text at times. */
  SetSCL: z.union([z.number(), z.string()]).nullish(),
})

/** https://learn.microsoft.com/powershell/module/exchange/get-transportrule */
export type TransportRule = z.output<typeof rule>

export const transportRules = defineResource({
  id: 'exchange.transportRules',
  name: 'Mail flow rules',
  service: 'Exchange Online',
  source: 'exo:Get-TransportRule',
  schema: z.array(rule),
  key: 'Guid',
  label: 'Name',
  volatile: ['WhenChanged'],
})
