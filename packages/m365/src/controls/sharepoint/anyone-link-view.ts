import { defineControl, fail, notApplicable, pass } from '@tenantry/core'
import { sharePointTenant } from '../../resources/sharepoint-tenant.js'
import { settingMissing } from '../settings.js'
import { sayWith, settingEvidence, sharingOfNumber } from './reasoning.js'

const VIEW = 1

export const anyoneLinksView = defineControl({
  id: 'spo-anyone-link-view',
  title: 'Links for anyone let people view only',
  area: 'SharePoint and OneDrive',
  severity: 'medium',
  rationale: 'Whoever finds a link that edits can change or fill the folder without a trace of who it was.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Policies › Sharing of the SharePoint admin center.',
      'Under Anyone links set files and folders to View.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off',
    impact: 'Forms of work that let strangers upload into a folder stop.',
  },
  needs: { tenant: sharePointTenant },
  evaluate({ tenant }) {
    const sharing = sharingOfNumber(tenant.SharingCapability)
    const { FileAnonymousLinkType: file, FolderAnonymousLinkType: folder } = tenant
    if (!sharing) return settingMissing('SharingCapability')
    if (file === null || file === undefined) return settingMissing('FileAnonymousLinkType')
    if (folder === null || folder === undefined) return settingMissing('FolderAnonymousLinkType')
    if (sharing !== 'anyone')
      return notApplicable(`SharePoint shares with ${sayWith(sharing)}, so that there are no links for anyone.`)
    const wide = [file !== VIEW && 'files', folder !== VIEW && 'folders'].filter((each) => each !== false)
    const evidence = [
      settingEvidence({ property: 'FileAnonymousLinkType', value: file, expected: '1, view', ok: file === VIEW }),
      settingEvidence({ property: 'FolderAnonymousLinkType', value: folder, expected: '1, view', ok: folder === VIEW }),
    ]
    return wide.length === 0
      ? pass('Links for anyone let people view only.', { evidence })
      : fail(`Links for anyone to ${wide.join(' and ')} let people do more than view.`, { evidence })
  },
})
