import { defineControl } from '@tenantry/core'
import { type ConditionalAccessExclusions, conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { ADMIN_PORTALS, gapsToApplications } from './applications.js'
import { type Gap, gapsInState, gapsInUserExclusions, gapsToAllUsers } from './gaps.js'
import { blocks } from './grants.js'
import { narrowings } from './narrowings.js'
import { nameOf } from './policy.js'
import { judgeByOnePolicy } from './reasoning.js'

const EXCLUDED_ROLES = 'conditions.users.excludeRoles'

export const adminPortalsRestricted = defineControl({
  id: 'entra-admin-portals-restricted',
  title: 'Only administrators may open the portals for administration',
  area: 'Entra ID',
  severity: 'medium',
  rationale:
    'Everyone can look around in the portals by default, and a stolen account uses them to learn whom to attack next.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users that leaves out every directory role that administers something.',
      'Under Target resources choose Microsoft Admin Portals, and under Grant choose Block access.',
      'Leave out the emergency accounts, let the policy report for a week, and turn it on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps',
    impact: 'People without a role lose the portals; those with an activated role must sign in again to get in.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'keeps people without a role out of the portals for administration',
      audience: '',
      hasEffect: (policy) =>
        blocks(policy) && gapsToApplications(policy, [ADMIN_PORTALS], 'the admin portals').length === 0,
      gaps: (policy) => [
        ...gapsInState(policy),
        ...gapsToAllUsers(policy),
        ...gapsInRoles(policy),
        ...gapsInConditions(policy),
      ],
      cautions: (policy) => othersLeftOut(policy, exclusions),
      decidedBy: ['conditions.applications.includeApplications', EXCLUDED_ROLES],
    }),
})

function gapsInRoles({ conditions }: ConditionalAccessPolicy): Gap[] {
  const roles = conditions.users?.excludeRoles ?? []
  if (roles.length > 0) return []
  return [{ what: 'leaves out no role', property: EXCLUDED_ROLES, value: roles, expected: 'roles of administrators' }]
}

/** A policy that blocks everything is always bound to a condition, so that it guards the portals only under that one. */
function gapsInConditions(policy: ConditionalAccessPolicy): Gap[] {
  const applications = policy.conditions.applications?.includeApplications ?? []
  if (applications.includes(ADMIN_PORTALS) || narrowings(policy).length === 0) return []
  return [
    {
      what: 'guards them under a condition only',
      property: 'conditions.applications.includeApplications',
      value: applications,
      expected: ADMIN_PORTALS,
    },
  ]
}

function othersLeftOut(policy: ConditionalAccessPolicy, allowed: ConditionalAccessExclusions): string[] {
  return gapsInUserExclusions(policy, allowed)
    .filter(({ property }) => property !== EXCLUDED_ROLES)
    .map(({ what }) => `${nameOf(policy)} ${what} besides administrators.`)
}
