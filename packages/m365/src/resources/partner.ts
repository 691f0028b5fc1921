import { z } from 'zod'

/** A GDAP relationship. https://learn.microsoft.com/graph/api/resources/delegatedadminrelationship */
export const delegatedAdminRelationship = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  /** Open: new states may come. */
  status: z.string(),
  customer: z.looseObject({ tenantId: z.string().nullish(), displayName: z.string().nullish() }).nullish(),
  accessDetails: z.looseObject({
    unifiedRoles: z.array(z.looseObject({ roleDefinitionId: z.string() })).default([]),
  }),
  activatedDateTime: z.string().nullish(),
  endDateTime: z.string().nullish(),
  /** ISO 8601 duration; `PT0S` means never. */
  autoExtendDuration: z.string().nullish(),
})

export type DelegatedAdminRelationship = z.output<typeof delegatedAdminRelationship>

/** A customer by the older reseller list. https://learn.microsoft.com/graph/api/resources/contract */
export const contract = z.looseObject({
  customerId: z.string().nullish(),
  defaultDomainName: z.string().nullish(),
})
