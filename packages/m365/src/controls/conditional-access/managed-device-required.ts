import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { cautionsInGrants, type Gap, gapsToEveryone } from './gaps.js'
import { asksFor, controlName } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'
import { list } from './wording.js'

const MANAGED = ['compliantDevice', 'domainJoinedDevice']

export const managedDeviceRequired = defineControl({
  id: 'entra-managed-device-required',
  title: 'Signing in requires a device that the organization manages',
  area: 'Entra ID',
  severity: 'medium',
  rationale:
    'A stolen password and even a stolen session are worth little to someone who has no device of the organization.',
  licence: 'Entra ID P1 + Intune',
  remediation: {
    steps: [
      'Enrol the devices in Intune or join them to the directory, and set compliance policies.',
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Grant choose Require device to be marked as compliant and Require Microsoft Entra hybrid joined device.',
      'Choose Require one of the selected controls, let the policy report for some weeks, and turn it on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-alt-all-users-compliant-hybrid-or-mfa',
    impact: 'Private devices, guests without a trusted device and new phones cannot sign in any more.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'demands a compliant or hybrid joined device',
      audience: 'of everyone',
      hasEffect: (policy) => MANAGED.some((control) => asksFor(policy, control)),
      gaps: (policy, allowed) => [...gapsToEveryone(policy, allowed), ...gapsInControls(policy)],
      cautions: (policy) => cautionsInGrants(policy, MANAGED),
      decidedBy: ['grantControls.operator', 'grantControls.builtInControls'],
    }),
})

/** The published policy wants both controls, no third, and either to be enough. */
function gapsInControls({ grantControls }: ConditionalAccessPolicy): Gap[] {
  const controls = grantControls?.builtInControls ?? []
  const operator = grantControls?.operator ?? null
  const both = controls.length === MANAGED.length && MANAGED.every((control) => controls.includes(control))
  return [
    ...(both
      ? []
      : [
          {
            what: `grants access by ${list(controls.map(controlName))}`,
            property: 'grantControls.builtInControls',
            value: controls,
            expected: list(MANAGED),
          },
        ]),
    ...(operator === 'OR'
      ? []
      : [
          {
            what: 'does not take either kind of device',
            property: 'grantControls.operator',
            value: operator,
            expected: 'OR',
          },
        ]),
  ]
}
