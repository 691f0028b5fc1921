import { defineControl } from '@tenantry/core'
import { authorizationPolicy } from '../../resources/authorization-policy.js'
import { judgeSettings } from '../settings.js'

export const oldPowerShellBlocked = defineControl({
  id: 'entra-msol-powershell-blocked',
  title: 'The old PowerShell module is blocked',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'The old module speaks an interface that Conditional Access does not see in full.',
  remediation: {
    steps: ['Run Update-MgPolicyAuthorizationPolicy with blockMsolPowerShell set to true.'],
    link: 'https://learn.microsoft.com/graph/api/resources/authorizationpolicy',
    impact: 'Scripts with MSOnline stop; they no longer worked anyway.',
  },
  needs: { policies: authorizationPolicy },
  evaluate: ({ policies }) =>
    judgeSettings(
      policies.map((policy) => {
        const value = policy.blockMsolPowerShell
        return { property: 'blockMsolPowerShell', value, expected: 'true', ok: value === true }
      }),
      'The old PowerShell module is blocked.',
      'The old PowerShell module is not blocked.',
    ),
})
