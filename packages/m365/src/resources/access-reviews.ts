import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const query = z.looseObject({ query: z.string().nullish() })

/** What is reviewed: `query` says it for one list, `principalScopes` and `resourceScopes` for several. */
const scope = z
  .looseObject({
    '@odata.type': z.string().nullish(),
    query: z.string().nullish(),
    principalScopes: z.array(query).nullish(),
    resourceScopes: z.array(query).nullish(),
  })
  .nullish()

const review = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  /** Open: `NotStarted`, `InProgress`, `Completed` and others. */
  status: z.string().nullish(),
  scope,
  instanceEnumerationScope: scope,
  reviewers: z.array(z.unknown()).nullish(),
  settings: z
    .looseObject({
      autoApplyDecisionsEnabled: z.boolean().nullish(),
      defaultDecisionEnabled: z.boolean().nullish(),
      /** `None`, `Approve`, `Deny` or `Recommendation`. */
      defaultDecision: z.string().nullish(),
      recurrence: z
        .looseObject({
          pattern: z.looseObject({ type: z.string().nullish(), interval: z.number().nullish() }).nullish(),
          range: z.looseObject({ type: z.string().nullish(), endDate: z.string().nullish() }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
})

export type AccessReview = z.output<typeof review>

/** https://learn.microsoft.com/graph/api/resources/accessreviewscheduledefinition */
export const accessReviews = defineResource({
  id: 'entra.accessReviews',
  name: 'Access reviews',
  service: 'Entra ID Governance',
  source: '/identityGovernance/accessReviews/definitions',
  schema: z.array(review),
  key: 'id',
  label: 'displayName',
  volatile: ['status', 'lastModifiedDateTime'],
})
