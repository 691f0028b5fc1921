import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { gapsToUnmanagedDevices } from './devices.js'
import { gapsToEveryone } from './gaps.js'
import { judgeByOnePolicy } from './reasoning.js'
import { signInFrequencyHours } from './sessions.js'

export const signInFrequencyUnmanaged = defineControl({
  id: 'entra-signin-frequency-unmanaged',
  title: 'People sign in again and again on devices that nobody manages',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Nobody knows what else runs on such a device, or who uses it next.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Conditions › Filter for devices leave out compliant and hybrid joined devices.',
      'Under Session choose Sign-in frequency, such as one hour, and turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-persistent-browser',
    impact: 'People at private or borrowed devices sign in more often.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'limits how long a sign-in lasts',
      audience: 'on all unmanaged devices',
      hasEffect: (policy) => signInFrequencyHours(policy) !== undefined,
      gaps: (policy, allowed) => [...gapsToEveryone(policy, allowed), ...gapsToUnmanagedDevices(policy)],
      named: ['devices'],
      decidedBy: ['sessionControls.signInFrequency', 'conditions.devices.deviceFilter'],
    }),
})
