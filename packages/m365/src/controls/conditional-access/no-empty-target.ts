import { defineControl } from '@tenantry/core'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { isEnforced } from './policy.js'
import { judgeEveryPolicy } from './reasoning.js'

export const noEmptyTarget = defineControl({
  id: 'entra-ca-no-empty-target',
  title: 'Every policy has something to guard',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'A policy without a target looks like protection in every list, and protects nothing.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Open each policy below, and choose the resources, user actions or authentication contexts it was meant for.',
      'Or delete it.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps',
    impact: 'A policy that gets a target begins to act; let it report first.',
  },
  needs: { policies: conditionalAccessPolicies },
  evaluate: ({ policies }) =>
    judgeEveryPolicy({
      policies: policies.filter(isEnforced),
      faults: (policy) =>
        hasTarget(policy)
          ? []
          : [
              {
                what: 'targets nothing',
                property: 'conditions.applications',
                value: policy.conditions.applications ?? null,
                expected: 'resources, user actions or authentication contexts',
              },
            ],
      good: 'Every enforced policy targets something.',
      bad: 'targets nothing',
    }),
})

function hasTarget({ conditions: { applications } }: ConditionalAccessPolicy): boolean {
  if (!applications) return false
  return (
    applications.includeApplications.some((id) => id !== 'None') ||
    applications.includeUserActions.length > 0 ||
    applications.includeAuthenticationContextClassReferences.length > 0 ||
    Boolean(applications.applicationFilter)
  )
}
