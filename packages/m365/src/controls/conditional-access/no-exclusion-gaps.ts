import { defineControl } from '@tenantry/core'
import { emergencyAccounts } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { mayLockOut } from './emergency.js'
import type { Gap } from './gaps.js'
import { isIncluded, leftOut } from './coverage.js'
import { judgeEveryPolicy } from './reasoning.js'
import { count } from './wording.js'

export const noExclusionGaps = defineControl({
  id: 'entra-ca-no-exclusion-gaps',
  title: 'Whoever one policy leaves out, another one covers',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'An exception that no other policy picks up is a way in that no rule guards.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Look at each exclusion below, and remove those that nobody needs.',
      'For the others create a policy that includes them and asks for something they can do.',
    ],
    link: 'https://learn.microsoft.com/entra/id-governance/conditional-access-exclusion',
    impact: 'Those who were left out meet a rule again; tell them before.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { accounts: emergencyAccounts },
  evaluate({ policies }, { accounts }) {
    const enforced = policies.filter(mayLockOut)
    const spared = [...accounts.users, ...accounts.groups]
    return judgeEveryPolicy({
      policies: enforced,
      faults: (policy) => gaps(policy, enforced, spared),
      good: 'All that a policy leaves out is covered by another.',
      bad: 'leaves out what no other policy covers',
    })
  },
})

function gaps(
  policy: ConditionalAccessPolicy,
  enforced: readonly ConditionalAccessPolicy[],
  spared: readonly string[],
): Gap[] {
  const others = enforced.filter((other) => other !== policy)
  return leftOut(policy).flatMap(({ kind, property, ids }) => {
    const uncovered = ids.filter((id) => !spared.includes(id) && !others.some((other) => isIncluded(other, kind, id)))
    if (uncovered.length === 0) return []
    return [
      {
        what: `leaves ${count(uncovered.length, 'exclusion')} uncovered`,
        property,
        value: uncovered,
        expected: 'included in another enforced policy',
      },
    ]
  })
}
