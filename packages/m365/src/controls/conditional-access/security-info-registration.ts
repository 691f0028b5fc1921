import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { type Gap, gapsInState, gapsInUsers } from './gaps.js'
import { asksFor, asksForMfa, grantsOf } from './grants.js'
import { includesUserAction } from './policy.js'
import { judgeByOnePolicy } from './reasoning.js'

export const securityInfoRegistration = defineControl({
  id: 'entra-ca-security-info-registration',
  title: 'Registering a second factor takes a known place, a known device or a factor one already has',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Otherwise the phone of whoever first comes with the password counts from then on.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users, without the emergency accounts.',
      'Under Target resources choose User actions › Register security information.',
      'Require multifactor authentication or a managed device, or leave out trusted locations, and turn the policy on.',
      'Give newcomers a Temporary Access Pass for their first registration.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration',
    impact: 'Newcomers need a Temporary Access Pass or must come to a trusted place to register.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'guards the registration of second factors',
      hasEffect: (policy) => includesUserAction(policy, 'urn:user:registersecurityinfo'),
      gaps: (policy, allowed) => [...gapsInState(policy), ...gapsInUsers(policy, allowed), ...gapsInGuard(policy)],
      named: ['includeUserActions', 'locations', 'devices'],
      decidedBy: [
        'conditions.applications.includeUserActions',
        'conditions.locations',
        'grantControls.builtInControls',
      ],
    }),
})

function gapsInGuard(policy: ConditionalAccessPolicy): Gap[] {
  const { locations, devices } = policy.conditions
  const guarded =
    Boolean(locations) ||
    Boolean(devices?.deviceFilter) ||
    asksForMfa(policy) ||
    asksFor(policy, 'compliantDevice') ||
    asksFor(policy, 'domainJoinedDevice')
  if (guarded) return []
  return [
    {
      what: 'asks for neither a place nor a device nor a second factor',
      property: 'grantControls',
      value: grantsOf(policy),
      expected: 'a location, a managed device or a second factor',
    },
  ]
}
