import { defineControl, notApplicable } from '@tenantry/core'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { organizations } from '../../resources/organizations.js'
import { includesAllApplications, includesAllUsers, isEnforced } from './policy.js'
import { judgeEveryPolicy } from './reasoning.js'

const SYNCHRONIZATION = 'd29b2b05-8046-44ba-8758-1e26182fcf32'

export const syncAccountExcluded = defineControl({
  id: 'entra-ca-sync-account-excluded',
  title: 'No policy stops the account that synchronizes the directory',
  area: 'Entra ID',
  severity: 'medium',
  rationale:
    'The account cannot give a second factor; a policy that asks for one stops new users and passwords from arriving.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Open each policy below, and leave out the role Directory Synchronization Accounts.',
      'Or move the synchronization to sign-in by an application, and accept the verdict.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/plan-conditional-access',
    impact:
      'The account meets no rule any more; SCuBA minds every role that is left out, so decide which advice to follow.',
  },
  needs: { policies: conditionalAccessPolicies, organizations },
  evaluate({ policies, organizations: [organization] }) {
    if (organization?.onPremisesSyncEnabled !== true) {
      return notApplicable('No directory on premises is synchronized into this tenant.')
    }
    return judgeEveryPolicy({
      policies: policies.filter(
        (policy) => isEnforced(policy) && includesAllUsers(policy) && includesAllApplications(policy),
      ),
      faults: ({ conditions }) => {
        const roles = conditions.users?.excludeRoles ?? []
        if (roles.includes(SYNCHRONIZATION)) return []
        return [
          {
            what: 'applies to the account that synchronizes',
            property: 'conditions.users.excludeRoles',
            value: roles,
            expected: 'Directory Synchronization Accounts',
          },
        ]
      },
      good: 'No enforced policy for everyone applies to the account that synchronizes.',
      bad: 'applies to the account that synchronizes',
    })
  },
})
