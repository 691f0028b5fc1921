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
      averageComparativeScores: z
        .array(
          z.looseObject({
            /** Open: `AllTenants`, `TotalSeats`, `IndustryTypes` and others. */
            basis: z.string().nullish(),
            averageScore: z.number().nullish(),
            SeatSizeRangeLowerValue: z.string().nullish(),
            SeatSizeRangeUpperValue: z.string().nullish(),
          }),
        )
        .nullish(),
      controlScores: z
        .array(
          z.looseObject({
            controlName: z.string(),
            controlCategory: z.string().nullish(),
            score: z.number().nullish(),
          }),
        )
        .nullish(),
    }),
  ),
  key: 'id',
  label: 'createdDateTime',
  measuredBy: 'Microsoft',
})

/** https://learn.microsoft.com/graph/api/resources/securescorecontrolprofile */
export const secureScoreProfiles = defineResource({
  id: 'm365.secureScoreProfiles',
  name: 'Recommendations of Secure Score',
  service: 'Microsoft 365',
  source: '/security/secureScoreControlProfiles',
  schema: z.array(
    z.looseObject({
      id: z.string(),
      title: z.string().nullish(),
      /** Open: `Identity`, `Data`, `Device`, `Apps`, `Infrastructure`. */
      controlCategory: z.string().nullish(),
      maxScore: z.number().nullish(),
      /** HTML. */
      remediation: z.string().nullish(),
      actionUrl: z.string().nullish(),
      deprecated: z.boolean().nullish(),
      /** What administrators said of it, in the order of time. */
      controlStateUpdates: z
        .array(z.looseObject({ state: z.string().nullish(), updatedDateTime: z.string().nullish() }))
        .nullish(),
    }),
  ),
  key: 'id',
  label: 'title',
  volatile: ['lastModifiedDateTime', 'rank'],
})
