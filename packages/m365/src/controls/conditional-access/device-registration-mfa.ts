import { defineControl, fail } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { deviceRegistrationPolicy } from '../../resources/device-registration-policy.js'
import { cautionsInGrants, gapsInState, gapsInUsers } from './gaps.js'
import { asksForMfa, STRENGTH } from './grants.js'
import { includesUserAction } from './policy.js'
import { judgeByOnePolicy } from './reasoning.js'

export const deviceRegistrationMfa = defineControl({
  id: 'entra-ca-device-registration-mfa',
  title: 'Joining or registering a device requires a second factor',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'A device that an attacker registers with a stolen password is a lasting foothold.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users, without the emergency accounts.',
      'Under Target resources choose User actions › Register or join devices, and require multifactor authentication.',
      'Turn the policy on, then set the switch for multifactor authentication under Devices › Device settings to No.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-registration',
    impact: 'People are asked for a second factor when they set up a device.',
  },
  needs: { policies: conditionalAccessPolicies, settings: deviceRegistrationPolicy },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate({ policies, settings }, { exclusions }) {
    const judged = judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'asks everyone for a second factor before a device is registered',
      audience: '',
      hasEffect: (policy) => includesUserAction(policy, 'urn:user:registerdevice') && asksForMfa(policy),
      gaps: (policy, allowed) => [...gapsInState(policy), ...gapsInUsers(policy, allowed)],
      named: ['includeUserActions'],
      cautions: (policy) => cautionsInGrants(policy, ['mfa', STRENGTH]),
      decidedBy: ['conditions.applications.includeUserActions', 'grantControls.builtInControls'],
    })
    const tenantSwitch = settings.multiFactorAuthConfiguration ?? null
    const evidence = [
      ...judged.evidence,
      {
        object: 'Device settings',
        resource: deviceRegistrationPolicy.id,
        property: 'multiFactorAuthConfiguration',
        value: tenantSwitch,
        expected: 'notRequired',
        ok: tenantSwitch === 'notRequired',
      },
    ]
    if (judged.verdict === 'fail' || tenantSwitch === 'notRequired') return { ...judged, evidence }
    return fail(
      'A policy asks for a second factor, but the switch in the device settings is not off, so that the two get in each other’s way.',
      { evidence, warnings: judged.warnings },
    )
  },
})
