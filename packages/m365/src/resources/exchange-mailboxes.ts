import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** A list, or one text with blanks or commas between. */
const actions = z.union([z.array(z.string()), z.string()]).nullish()

const mailbox = z.looseObject({
  ExternalDirectoryObjectId: z.string().nullish(),
  DisplayName: z.string().nullish(),
  PrimarySmtpAddress: z.string(),
  /** Open: `UserMailbox`, `SharedMailbox`, `RoomMailbox` and others. */
  RecipientTypeDetails: z.string().nullish(),
  AuditEnabled: z.boolean().nullish(),
  /** A time span, e.g. `90.00:00:00`. */
  AuditLogAgeLimit: z.string().nullish(),
  AuditAdmin: actions,
  AuditDelegate: actions,
  AuditOwner: actions,
})

/** https://learn.microsoft.com/powershell/module/exchange/get-mailbox */
export type ExchangeMailbox = z.output<typeof mailbox>

export const exchangeMailboxes = defineResource({
  id: 'exchange.mailboxes',
  name: 'Mailboxes',
  service: 'Exchange Online',
  source: 'exo:Get-Mailbox',
  schema: z.array(mailbox),
  key: 'ExternalDirectoryObjectId',
  label: 'PrimarySmtpAddress',
  volatile: ['WhenChanged', 'WhenChangedUTC'],
})
