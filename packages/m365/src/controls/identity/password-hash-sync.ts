import { defineControl } from '@tenantry/core'
import { directorySynchronization } from '../../resources/directory-synchronization.js'
import { organizations } from '../../resources/organizations.js'
import { judgeSynchronization } from './synchronization.js'

export const passwordHashesSynchronized = defineControl({
  id: 'entra-password-hash-sync',
  title: 'Password hashes are synchronized',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'With hashes in the cloud, people sign in when the server room is down, and leaked passwords are found.',
  remediation: {
    steps: ['Run Microsoft Entra Connect, and turn on Password hash synchronization.'],
    link: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-password-hash-synchronization',
    impact: 'None.',
  },
  needs: { organization: organizations },
  wants: { synchronization: directorySynchronization },
  evaluate: (facts) =>
    judgeSynchronization(
      facts,
      { passwordSyncEnabled: true },
      'Password hashes are synchronized.',
      'Password hashes are not synchronized.',
    ),
})
