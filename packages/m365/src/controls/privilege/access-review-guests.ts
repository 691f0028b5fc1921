import { defineControl } from '@tenantry/core'
import { type AccessReview, accessReviews } from '../../resources/access-reviews.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { goesOn, judgeReviews, monthsBetween, queriesOf } from './access-reviews.js'

const GUESTS = /usertype eq ['"]guest['"]/
const NOT_GUESTS = /not\s*\(\s*usertype eq ['"]guest['"]/

export const guestsReviewed = defineControl({
  id: 'entra-access-review-guests',
  title: 'Every month somebody confirms which guests still need access',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Guests are invited for a project and stay when it is over.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Open Identity Governance › Access reviews of the Microsoft Entra admin center and add a review of teams and groups, scope: guest users only.',
      'Name reviewers, let it repeat every month, and apply the results automatically.',
      'If reviewers do not respond: remove access.',
    ],
    link: 'https://learn.microsoft.com/entra/id-governance/create-access-review',
    impact: 'Guests whom nobody confirms lose access.',
  },
  needs: { skus: subscribedSkus, reviews: accessReviews },
  evaluate(facts) {
    return judgeReviews(facts, { isAbout: isAboutGuests, lacks: faultsOf, whom: 'guests' })
  },
})

function isAboutGuests(review: AccessReview): boolean {
  return queriesOf(review).some((query) => GUESTS.test(query) && !NOT_GUESTS.test(query))
}

function faultsOf(review: AccessReview): string[] {
  const { settings, reviewers } = review
  const decision = settings?.defaultDecisionEnabled === false ? 'None' : (settings?.defaultDecision ?? 'None')
  return [
    ...(goesOn(review) ? [] : [`it is not going on (${review.status ?? 'no status'})`]),
    ...((reviewers ?? []).length > 0 ? [] : ['guests review themselves']),
    ...((monthsBetween(review) ?? Infinity) <= 1 ? [] : ['it does not repeat every month']),
    ...(settings?.autoApplyDecisionsEnabled === true ? [] : ['results are not applied automatically']),
    ...(['None', 'Deny'].includes(decision) ? [] : ['access stays when nobody responds']),
  ]
}
