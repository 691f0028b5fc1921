import type { Control } from '@tenantry/core'
import { externalDataSharingLimited } from './fabric/external-data-sharing.js'
import { guestAccessLimited } from './fabric/guest-access.js'
import { guestBrowsingLimited } from './fabric/guest-browse.js'
import { guestInvitationsLimited } from './fabric/invite-guests.js'
import { sensitivityLabelsOn } from './fabric/labels.js'
import { publishToWebOff } from './fabric/publish-to-web.js'
import { scriptVisualsOff } from './fabric/r-python.js'
import { resourceKeyBlocked } from './fabric/resource-key.js'
import { organizationLinksLimited } from './fabric/share-links.js'
import { servicePrincipalApisLimited } from './fabric/sp-api.js'
import { servicePrincipalCreationLimited } from './fabric/sp-create.js'
import { servicePrincipalProfilesLimited } from './fabric/sp-profiles.js'

/** Controls of Fabric and Power BI. */
export const fabricControls: readonly Control[] = [
  publishToWebOff,
  guestAccessLimited,
  guestInvitationsLimited,
  servicePrincipalApisLimited,
  servicePrincipalProfilesLimited,
  resourceKeyBlocked,
  scriptVisualsOff,
  sensitivityLabelsOn,
  guestBrowsingLimited,
  organizationLinksLimited,
  externalDataSharingLimited,
  servicePrincipalCreationLimited,
]
