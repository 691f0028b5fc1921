import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { cautionsInGrants, gapsInState, gapsInUsers } from './gaps.js'
import { asksFor } from './grants.js'
import { includesUserAction } from './policy.js'
import { judgeByOnePolicy } from './reasoning.js'

const MANAGED = ['compliantDevice', 'domainJoinedDevice']

export const managedDeviceMfaRegistration = defineControl({
  id: 'entra-managed-device-mfa-registration',
  title: 'Second factors are registered only from managed devices',
  area: 'Entra ID',
  severity: 'medium',
  rationale:
    'A thief who has the password of someone without a second factor could register one, and would be trusted from then on.',
  licence: 'Entra ID P1 + Intune',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users, without the emergency accounts.',
      'Under Target resources choose User actions › Register security information.',
      'Under Grant require a compliant or a hybrid joined device, and turn the policy on.',
      'Plan how newcomers register before they have a managed device, such as with a Temporary Access Pass.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration',
    impact: 'People cannot add or change a second factor from a private device.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'guards the registration of second factors by a managed device',
      hasEffect: (policy) =>
        includesUserAction(policy, 'urn:user:registersecurityinfo') &&
        MANAGED.some((control) => asksFor(policy, control)),
      gaps: (policy, allowed) => [...gapsInState(policy), ...gapsInUsers(policy, allowed)],
      named: ['includeUserActions'],
      cautions: (policy) => cautionsInGrants(policy, MANAGED),
      decidedBy: ['conditions.applications.includeUserActions', 'grantControls.builtInControls'],
    }),
})
