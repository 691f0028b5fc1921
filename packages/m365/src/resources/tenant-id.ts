import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** The id of the tenant itself; every snapshot knows it. */
export const tenantId = defineResource({
  id: 'm365.tenantId',
  name: 'The id of the tenant',
  service: 'Microsoft 365',
  source: 'meta:tenantId',
  schema: z.string(),
})
