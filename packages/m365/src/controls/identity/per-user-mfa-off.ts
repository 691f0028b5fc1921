import { defineControl, fail, pass } from '@tenantry/core'
import { perUserMfa } from '../../resources/per-user-mfa.js'

export const perUserMfaOff = defineControl({
  id: 'entra-per-user-mfa-off',
  title: 'MFA is asked for by policy, not set user by user',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'What is set for single users is forgotten for the next one, and hides from Conditional Access.',
  remediation: {
    steps: [
      'Have Conditional Access ask for MFA first.',
      'Open Users › Per-user MFA of the Microsoft Entra admin center, and disable it for the accounts named here.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/howto-mfa-userstates',
    impact: 'None where a policy asks for MFA.',
  },
  needs: { requirements: perUserMfa },
  evaluate({ requirements }) {
    const set = requirements.filter(
      ({ perUserMfaState: state }) => state !== null && state !== undefined && state !== 'disabled',
    )
    if (set.length === 0) return pass('MFA is set for no single user.')
    return fail(`MFA is set user by user for ${set.length} accounts.`, {
      evidence: set.map(({ id, userPrincipalName, perUserMfaState }) => ({
        object: userPrincipalName ?? id,
        id,
        property: 'perUserMfaState',
        value: perUserMfaState,
        expected: 'disabled',
        ok: false,
      })),
    })
  },
})
