import { defineControl, lacks, notApplicable } from '@tenantry/core'
import { directorySynchronization } from '../../resources/directory-synchronization.js'
import { organizations } from '../../resources/organizations.js'
import { judgeSettings } from '../settings.js'

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
  evaluate({ organization: [tenant], synchronization }) {
    if (tenant?.onPremisesSyncEnabled !== true) return notApplicable('No directory on premises is synchronized.')
    if (!synchronization) return lacks('synchronization')
    const features = synchronization[0]?.features
    return judgeSettings(
      [
        {
          property: 'blockSoftMatchEnabled',
          value: features?.blockSoftMatchEnabled,
          expected: 'true',
          ok: features?.blockSoftMatchEnabled === true,
        },
        {
          property: 'blockCloudObjectTakeoverThroughHardMatchEnabled',
          value: features?.blockCloudObjectTakeoverThroughHardMatchEnabled,
          expected: 'true',
          ok: features?.blockCloudObjectTakeoverThroughHardMatchEnabled === true,
        },
      ],
      'Synchronization cannot take over accounts of the cloud.',
      'Synchronization can take over accounts of the cloud.',
    )
  },
})
