import type { Control } from '@tenantry/core'
import { anyoneLinksExpire } from './sharepoint/anyone-link-expiry.js'
import { anyoneLinksView } from './sharepoint/anyone-link-view.js'
import { guestsAreInDirectory } from './sharepoint/b2b-integration.js'
import { scriptsOffOnSites } from './sharepoint/custom-script.js'
import { defaultLinkForSpecificPeople } from './sharepoint/default-link-specific.js'
import { defaultLinkViews } from './sharepoint/default-link-view.js'
import { sharePointSharingLimited } from './sharepoint/external-sharing.js'
import { sharingByGroup } from './sharepoint/group-sharing.js'
import { guestAccessEnds } from './sharepoint/guest-expiry.js'
import { guestsDoNotShare } from './sharepoint/guest-resharing.js'
import { idleSessionsEnd } from './sharepoint/idle-signout.js'
import { infectedFilesStay } from './sharepoint/infected-download.js'
import { oldAppsKeptOut } from './sharepoint/modern-auth.js'
import { oneDriveSharingLimited } from './sharepoint/onedrive-external-sharing.js'
import { syncOnOwnComputers } from './sharepoint/onedrive-sync-domains.js'
import { sharingByDomain } from './sharepoint/sharing-domains.js'
import { codesAskedAgain } from './sharepoint/verification-code-reauth.js'

/** Controls of SharePoint and OneDrive. */
export const sharePointControls: readonly Control[] = [
  sharePointSharingLimited,
  oneDriveSharingLimited,
  sharingByDomain,
  defaultLinkForSpecificPeople,
  defaultLinkViews,
  guestsAreInDirectory,
  infectedFilesStay,
  oldAppsKeptOut,
  guestsDoNotShare,
  anyoneLinksExpire,
  anyoneLinksView,
  codesAskedAgain,
  guestAccessEnds,
  sharingByGroup,
  syncOnOwnComputers,
  idleSessionsEnd,
  scriptsOffOnSites,
]
