import { defineControl, notApplicable } from '@tenantry/core'
import { emergencyAccounts, policiesWithoutEmergencyExclusion } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { leftOutEverywhere, mayLockOut } from './emergency.js'
import { judgeEveryPolicy } from './reasoning.js'

export const breakGlassExcluded = defineControl({
  id: 'entra-ca-break-glass-excluded',
  title: 'No policy can lock the emergency accounts out',
  area: 'Entra ID',
  severity: 'high',
  rationale:
    'One mistaken policy can lock every administrator out; then only an account that no policy touches still works.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Keep two emergency accounts in the cloud, guarded by security keys, and watch every sign-in of theirs.',
      'Put them into a group, and leave this group out of each Conditional Access policy.',
      'Name the accounts or the group in the parameters of this control.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
    impact: 'No rule guards these accounts any more, so they need strong keys and an alert at each use.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { accounts: emergencyAccounts, exempt: policiesWithoutEmergencyExclusion },
  evaluate({ policies }, { accounts, exempt }) {
    const concerned = policies.filter((policy) => mayLockOut(policy) && !exempt.includes(policy.id))
    if (concerned.length === 0) return notApplicable('No policy is enforced that could lock anyone out.')
    const configured = accounts.users.length + accounts.groups.length > 0
    const spared = configured ? accounts : leftOutEverywhere(concerned)
    return judgeEveryPolicy({
      policies: concerned,
      faults: (policy) => (leavesOutAny(policy, spared) ? [] : [fault(policy)]),
      good: 'Every enforced policy leaves out an emergency account.',
      bad: configured ? 'may lock the emergency accounts out' : 'leaves no account out that all others leave out',
      warnings: configured ? [] : ['No emergency accounts are named, so that any account left out everywhere counts.'],
    })
  },
})

function leavesOutAny({ conditions }: ConditionalAccessPolicy, spared: { users: string[]; groups: string[] }): boolean {
  const users = conditions.users
  return (
    spared.users.some((id) => users?.excludeUsers.includes(id)) ||
    spared.groups.some((id) => users?.excludeGroups.includes(id))
  )
}

function fault({ conditions }: ConditionalAccessPolicy) {
  return {
    what: 'leaves out no emergency account',
    property: 'conditions.users',
    value: {
      excludeUsers: conditions.users?.excludeUsers ?? [],
      excludeGroups: conditions.users?.excludeGroups ?? [],
    },
    expected: 'an emergency account, or a group of them, left out',
  }
}
