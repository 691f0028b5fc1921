import { defineControl } from '@tenantry/core'
import { conditionalAccessMembers } from '../../resources/conditional-access-members.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { roleDefinitions } from '../../resources/role-definitions.js'
import type { Gap } from './gaps.js'
import { GUESTS, isInUse } from './policy.js'
import { judgeEveryPolicy } from './reasoning.js'
import { count } from './wording.js'

const WORDS = ['All', 'None', GUESTS]

export const noDeletedRefs = defineControl({
  id: 'entra-ca-no-deleted-refs',
  title: 'Policies name only people, groups and roles that exist',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A policy for a group that was deleted applies to nobody, and nothing says so.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Open each policy below, and find out what the deleted object was for.',
      'Replace it by what took its place, or remove it.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups',
    impact: 'The policy applies again to those it was made for.',
  },
  needs: { policies: conditionalAccessPolicies, members: conditionalAccessMembers, roles: roleDefinitions },
  evaluate({ policies, members, roles }) {
    const knownMembers = new Set(members.map(({ id }) => id))
    const knownRoles = new Set(roles.flatMap(({ id, templateId }) => [id, templateId ?? id]))
    const gaps = (policy: ConditionalAccessPolicy): Gap[] =>
      Object.entries(namedBy(policy)).flatMap(([property, ids]) => {
        const known = property.endsWith('Roles') ? knownRoles : knownMembers
        const gone = ids.filter((id) => !WORDS.includes(id) && !known.has(id))
        if (gone.length === 0) return []
        return [
          {
            what: `names ${count(gone.length, 'deleted object')}`,
            property: `conditions.users.${property}`,
            value: gone,
            expected: 'objects that exist',
          },
        ]
      })
    return judgeEveryPolicy({
      policies: policies.filter(isInUse),
      faults: gaps,
      good: 'All that policies name exists.',
      bad: 'names what no longer exists',
    })
  },
})

function namedBy({ conditions: { users } }: ConditionalAccessPolicy): Record<string, readonly string[]> {
  if (!users) return {}
  const { includeUsers, excludeUsers, includeGroups, excludeGroups, includeRoles, excludeRoles } = users
  return { includeUsers, excludeUsers, includeGroups, excludeGroups, includeRoles, excludeRoles }
}
