import { defineControl } from '@tenantry/core'
import { authorizationPolicy } from '../../resources/authorization-policy.js'
import { judgeSettings } from '../settings.js'

/** Limited, and restricted to their own objects. https://learn.microsoft.com/graph/api/resources/authorizationpolicy */
const LIMITED = ['10dae51f-b6af-4016-8d66-8c2a99b929b3', '2af84b1e-32c8-42b7-82bc-daa82404023b']

export const guestAccessLimited = defineControl({
  id: 'entra-guest-access-limited',
  title: 'Guests see no more of the directory than they need',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'With the rights of members, a guest can read who works here and with whom.',
  remediation: {
    steps: [
      'Open External Identities › External collaboration settings of the Microsoft Entra admin center.',
      'Limit guest user access, best to their own objects alone.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/users/users-restrict-guest-permissions',
    impact: 'Guests no longer see the members of groups.',
  },
  needs: { policies: authorizationPolicy },
  evaluate: ({ policies }) =>
    judgeSettings(
      policies.map((policy) => {
        const value = policy.guestUserRoleId
        return { property: 'guestUserRoleId', value, expected: 'a limited role', ok: LIMITED.includes(value ?? '') }
      }),
      'Guests have limited access to the directory.',
      'Guests see the directory like members.',
    ),
})
