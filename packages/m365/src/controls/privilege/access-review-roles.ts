import { defineControl } from '@tenantry/core'
import { type AccessReview, accessReviews } from '../../resources/access-reviews.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { goesOn, judgeReviews, monthsBetween, queriesOf } from './access-reviews.js'

/** A review of roles names them by where Graph keeps them. */
const ROLES = /roledefinition|rolemanagement|roleassignment/

export const rolesReviewed = defineControl({
  id: 'entra-access-review-roles',
  title: 'Somebody confirms again and again who needs a privileged role',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'People change their job and keep the rights of the old one.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Open Identity Governance › Privileged Identity Management › Microsoft Entra roles › Access reviews.',
      'Add a review of the privileged roles, name reviewers, and let it repeat every month.',
      'Apply the results automatically.',
    ],
    link: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-create-roles-and-resource-roles-review',
    impact: 'Administrators whom nobody confirms lose the role.',
  },
  needs: { skus: subscribedSkus, reviews: accessReviews },
  evaluate(facts) {
    return judgeReviews(facts, {
      isAbout: isAboutRoles,
      lacks: faultsOf,
      minds: weaknessesOf,
      whom: 'privileged roles',
    })
  },
})

function isAboutRoles(review: AccessReview): boolean {
  return queriesOf(review).some((query) => ROLES.test(query))
}

function faultsOf(review: AccessReview): string[] {
  return [
    ...(goesOn(review) ? [] : [`it is not going on (${review.status ?? 'no status'})`]),
    ...((review.reviewers ?? []).length > 0 ? [] : ['administrators review themselves']),
    ...(monthsBetween(review) === undefined ? ['it does not repeat'] : []),
  ]
}

function weaknessesOf(review: AccessReview): string[] {
  return [
    ...((monthsBetween(review) ?? Infinity) <= 1 ? [] : ['Stricter baselines ask for a review every month.']),
    ...(review.settings?.autoApplyDecisionsEnabled === true ? [] : ['Results wait until somebody applies them.']),
  ]
}
