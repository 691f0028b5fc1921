import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/graph/api/resources/sharepointsettings */
export const sharePointSettings = defineResource({
  id: 'sharepoint.settings',
  name: 'Settings of SharePoint',
  service: 'SharePoint',
  source: '/admin/sharepoint/settings',
  schema: z.looseObject({
    /** Open: `disabled`, `externalUserSharingOnly`, `externalUserAndGuestSharing`, `existingExternalUserSharingOnly`. */
    sharingCapability: z.string().nullish(),
    /** Open: `none`, `allowList`, `blockList`. */
    sharingDomainRestrictionMode: z.string().nullish(),
    sharingAllowedDomainList: z.array(z.string()).nullish(),
    isLegacyAuthProtocolsEnabled: z.boolean().nullish(),
    isResharingByExternalUsersEnabled: z.boolean().nullish(),
    isUnmanagedSyncAppForTenantRestricted: z.boolean().nullish(),
    allowedDomainGuidsForSyncApp: z.array(z.string()).nullish(),
    idleSessionSignOut: z
      .looseObject({ isEnabled: z.boolean().nullish(), signOutAfterInSeconds: z.number().nullish() })
      .nullish(),
  }),
})
