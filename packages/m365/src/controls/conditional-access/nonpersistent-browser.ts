import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { gapsToUnmanagedDevices } from './devices.js'
import { gapsToEveryone } from './gaps.js'
import { judgeByOnePolicy } from './reasoning.js'
import { neverPersists } from './sessions.js'

export const nonpersistentBrowser = defineControl({
  id: 'entra-nonpersistent-browser',
  title: 'Browsers on devices that nobody manages forget the session when they close',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'On a shared or stolen device the next user would otherwise go on as the last one.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Conditions › Filter for devices leave out compliant and hybrid joined devices.',
      'Under Session choose Persistent browser session: Never persistent, and turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-persistent-browser',
    impact: 'The question whether to stay signed in is no longer asked there.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'ends browser sessions',
      audience: 'on all unmanaged devices',
      hasEffect: neverPersists,
      gaps: (policy, allowed) => [...gapsToEveryone(policy, allowed), ...gapsToUnmanagedDevices(policy)],
      named: ['devices'],
      decidedBy: ['sessionControls.persistentBrowser', 'conditions.devices.deviceFilter'],
    }),
})
