import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** The tenant itself, as Graph shows it. https://learn.microsoft.com/graph/api/resources/organization */
export const organization = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  /** Whether a directory on premises is synchronized into this one. */
  onPremisesSyncEnabled: z.boolean().nullish(),
  verifiedDomains: z.array(z.looseObject({ name: z.string(), isDefault: z.boolean().default(false) })).default([]),
})

export type Organization = z.output<typeof organization>

export const organizations = defineResource({
  id: 'entra.organizations',
  name: 'Organization',
  service: 'Entra ID',
  source: '/organization',
  schema: z.array(organization),
  key: 'id',
  label: 'displayName',
  volatile: ['onPremisesLastSyncDateTime', 'onPremisesLastPasswordSyncDateTime'],
})
