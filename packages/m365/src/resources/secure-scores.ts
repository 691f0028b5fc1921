import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** Newest first. https://learn.microsoft.com/graph/api/resources/securescore */
export const secureScores = defineResource({
  id: 'm365.secureScores',
  name: 'Secure Score',
  service: 'Microsoft 365',
  source: '/security/secureScores',
  schema: z.array(
    z.looseObject({
      id: z.string(),
      createdDateTime: z.string().nullish(),
      currentScore: z.number(),
      maxScore: z.number(),
    }),
  ),
  key: 'id',
})
