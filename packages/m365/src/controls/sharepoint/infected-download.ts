import { defineControl } from '@tenantry/core'
import { sharePointTenant } from '../../resources/sharepoint-tenant.js'
import { settingMissing } from '../settings.js'
import { judgeSetting } from './reasoning.js'

export const infectedFilesStay = defineControl({
  id: 'spo-infected-download',
  title: 'Infected files cannot be downloaded',
  area: 'SharePoint and OneDrive',
  severity: 'medium',
  rationale: 'People who are warned of an infected file can otherwise download it all the same.',
  licence: 'Defender for Office 365 Plan 1',
  remediation: {
    steps: ['Run Set-SPOTenant with DisallowInfectedFileDownload set to true.'],
    link: 'https://learn.microsoft.com/defender-office-365/safe-attachments-for-spo-odfb-teams-configure',
    impact: 'Files that were found to be infected can no longer be opened.',
  },
  needs: { tenant: sharePointTenant },
  evaluate({ tenant: { DisallowInfectedFileDownload: value } }) {
    if (value === null || value === undefined) return settingMissing('DisallowInfectedFileDownload')
    return judgeSetting(
      { property: 'DisallowInfectedFileDownload', value, expected: 'true', ok: value },
      'Infected files cannot be downloaded.',
      'Infected files can be downloaded.',
    )
  },
})
