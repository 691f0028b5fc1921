import { defineControl } from '@tenantry/core'
import { directorySynchronization } from '../../resources/directory-synchronization.js'
import { organizations } from '../../resources/organizations.js'
import { judgeSynchronization } from './synchronization.js'

export const takeoverBlocked = defineControl({
  id: 'entra-sync-takeover-blocked',
  title: 'Synchronization cannot take over accounts of the cloud',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Whoever writes to the directory on premises could otherwise become a cloud administrator.',
  remediation: {
    steps: [
      'Run Update-MgDirectoryOnPremiseSynchronization with blockSoftMatchEnabled and blockCloudObjectTakeoverThroughHardMatchEnabled set to true.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-features',
    impact: 'Matching accounts by hand needs the block lifted for a while.',
  },
  needs: { organization: organizations },
  wants: { synchronization: directorySynchronization },
  evaluate: (facts) =>
    judgeSynchronization(
      facts,
      { blockSoftMatchEnabled: true, blockCloudObjectTakeoverThroughHardMatchEnabled: true },
      'Synchronization cannot take over accounts of the cloud.',
      'Synchronization can take over accounts of the cloud.',
    ),
})
