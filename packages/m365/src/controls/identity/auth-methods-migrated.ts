import { defineControl } from '@tenantry/core'
import { authenticationMethodsPolicy } from '../../resources/authentication-methods-policy.js'
import { judgeSettings } from '../settings.js'

export const methodsInOnePlace = defineControl({
  id: 'entra-auth-methods-migrated',
  title: 'Methods are managed in one place',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'While the old policies live on, a method that was switched off here is still on there.',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Policies of the Microsoft Entra admin center.',
      'Manage migration, and finish it.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-methods-manage',
    impact: 'Methods of the old policies that were not carried over end.',
  },
  needs: { methods: authenticationMethodsPolicy },
  evaluate({ methods: { policyMigrationState: state } }) {
    // New tenants never had the old policies, and say nothing.
    const value = state ?? 'migrationComplete'
    return judgeSettings(
      [{ property: 'policyMigrationState', value, expected: 'migrationComplete', ok: value === 'migrationComplete' }],
      'Methods are managed in one place.',
      'Methods are still managed in the old places, too.',
    )
  },
})
