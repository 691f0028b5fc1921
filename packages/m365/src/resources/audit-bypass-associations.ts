import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-mailboxauditbypassassociation */
export const auditBypassAssociations = defineResource({
  id: 'exchange.auditBypassAssociations',
  name: 'Accounts that bypass the mailbox log',
  service: 'Exchange Online',
  source: 'exo:Get-MailboxAuditBypassAssociation',
  schema: z.array(
    z.looseObject({
      Name: z.string().nullish(),
      Identity: z.string().nullish(),
      AuditBypassEnabled: z.boolean().nullish(),
    }),
  ),
  key: 'Identity',
  label: 'Name',
})
