import { defineControl } from '@tenantry/core'
import { directorySynchronization } from '../../resources/directory-synchronization.js'
import { organizations } from '../../resources/organizations.js'
import { judgeSynchronization } from './synchronization.js'

export const seamlessSignOnOff = defineControl({
  id: 'entra-seamless-sso-off',
  title: 'Seamless single sign-on is off',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'The account behind it has a key that is hardly ever changed, and that opens any account.',
  remediation: {
    steps: [
      'Join computers to Entra ID, so that they need it no more.',
      'Run Microsoft Entra Connect, and turn off Seamless single sign-on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sso',
    impact: 'Old computers of the domain ask for a password.',
  },
  needs: { organization: organizations },
  wants: { synchronization: directorySynchronization },
  evaluate: (facts) =>
    judgeSynchronization(
      facts,
      { seamlessSsoEnabled: false },
      'Seamless single sign-on is off.',
      'Seamless single sign-on is on.',
    ),
})
