import { propertyNames } from '../../odata/types.js'
import { hasSharePoint } from '../../world/licences.js'
import type { Entity } from '../../world/model.js'
import { GraphError } from '../graph-error.js'
import { collection, type Room, single } from '../room.js'

const SERVICES = ['Exchange Online', 'Microsoft Entra', 'Microsoft Intune', 'Microsoft Teams', 'SharePoint Online']

const health: Entity[] = SERVICES.map((service) => ({ id: service, service, status: 'serviceOperational' }))

const sharePointSettings: Entity = {
  id: '',
  allowedDomainGuidsForSyncApp: [],
  deletedUserPersonalSiteRetentionPeriodInDays: 30,
  excludedFileExtensionsForSyncApp: [],
  isCommentingOnSitePagesEnabled: true,
  isLegacyAuthProtocolsEnabled: false,
  isLoopEnabled: true,
  isMacSyncAppEnabled: true,
  isSharePointNewsfeedEnabled: false,
  isSiteCreationEnabled: true,
  isUnmanagedSyncAppForTenantRestricted: false,
  personalSiteDefaultStorageLimitInMB: 1_048_576,
  sharingCapability: 'externalUserSharingOnly',
  sharingDomainRestrictionMode: 'none',
  siteCreationDefaultStorageLimitInMB: 26_214_400,
  tenantDefaultTimezone: '(UTC) Coordinated Universal Time',
}

export const serviceRooms: Room[] = [
  collection(
    '/admin/serviceAnnouncement/healthOverviews',
    {
      type: 'serviceHealth',
      defaults: propertyNames('serviceHealth'),
      defaultPage: 100,
      maxPage: 100,
      expands: { issues: () => [] },
    },
    () => health,
  ),
  single(
    '/admin/sharepoint/settings',
    { type: 'sharepointSettings', defaults: propertyNames('sharepointSettings').filter((name) => name !== 'id') },
    () => sharePointSettings,
    {
      context: 'admin/sharepoint/settings/$entity',
      before: ({ tenant }) => {
        if (!hasSharePoint(tenant)) throw new GraphError('itemNotFound')
      },
    },
  ),
]
