import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const namedLocation = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  /** Ranges of addresses have it, lists of countries do not. */
  isTrusted: z.boolean().nullish(),
  ipRanges: z.array(z.looseObject({ cidrAddress: z.string().nullish() })).nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/namedlocation */
export type NamedLocation = z.output<typeof namedLocation>

export const namedLocations = defineResource({
  id: 'entra.namedLocations',
  name: 'Named locations',
  service: 'Entra ID',
  source: '/identity/conditionalAccess/namedLocations',
  schema: z.array(namedLocation),
  key: 'id',
  label: 'displayName',
  volatile: ['modifiedDateTime'],
})
