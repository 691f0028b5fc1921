import { defineResource } from '@tenantry/core'
import { z } from 'zod'
import { names, rows } from './rows.js'

/** https://learn.microsoft.com/powershell/module/exchange/get-inboundconnector */
export const inboundConnectors = defineResource({
  id: 'exchange.inboundConnectors',
  name: 'Inbound connectors',
  service: 'Exchange Online',
  source: 'exo:Get-InboundConnector',
  schema: rows(
    z.looseObject({
      Name: z.string().nullish(),
      Identity: z.string().nullish(),
      Enabled: z.boolean().nullish(),
      /** `Partner` or `OnPremises`. */
      ConnectorType: z.string().nullish(),
      /** Enhanced filtering: the last address is skipped, or these are. */
      EFSkipLastIP: z.boolean().nullish(),
      EFSkipIPs: names,
      /** Only for these people; empty: for everybody. */
      EFUsers: names,
    }),
  ),
  key: 'Identity',
  label: 'Name',
})
