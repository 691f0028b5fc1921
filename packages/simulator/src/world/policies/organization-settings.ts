import { guid } from '../ids.js'
import { hasSharePoint } from '../licences.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'
import { hasProduct } from './licensed.js'

/** https://learn.microsoft.com/graph/api/resources/sharepointsettings */
export function seedSharePointSettings(tenant: Tenant): Entity[] {
  if (!hasSharePoint(tenant)) return []
  const { good } = tenant
  const listed = good('SharePoint shares with known domains only')
  const syncing = good('OneDrive syncs managed devices only')
  return [
    complete('sharepointSettings', {
      id: tenant.id,
      allowedDomainGuidsForSyncApp: syncing ? [guid(tenant.id, 'Active Directory domain')] : [],
      availableManagedPathsForSiteCreation: ['/sites/', '/teams/'],
      deletedUserPersonalSiteRetentionPeriodInDays: 30,
      excludedFileExtensionsForSyncApp: [],
      idleSessionSignOut: {
        isEnabled: good('idle SharePoint sessions end'),
        warnAfterInSeconds: good('idle SharePoint sessions end') ? 3300 : 0,
        signOutAfterInSeconds: good('idle SharePoint sessions end') ? 3600 : 0,
      },
      imageTaggingOption: 'basic',
      isCommentingOnSitePagesEnabled: true,
      isFileActivityNotificationEnabled: true,
      isLegacyAuthProtocolsEnabled: !good('SharePoint takes modern authentication only'),
      isLoopEnabled: true,
      isMacSyncAppEnabled: true,
      isRequireAcceptingUserToMatchInvitedUserEnabled: good('invitations to SharePoint are personal'),
      isResharingByExternalUsersEnabled: !good('guests do not share on'),
      isSharePointMobileNotificationEnabled: true,
      isSharePointNewsfeedEnabled: false,
      isSiteCreationEnabled: true,
      isSiteCreationUIEnabled: true,
      isSitePagesCreationEnabled: true,
      isSitesStorageLimitAutomatic: true,
      isSyncButtonHiddenOnPersonalSite: false,
      isUnmanagedSyncAppForTenantRestricted: syncing,
      personalSiteDefaultStorageLimitInMB: 1_048_576,
      sharingAllowedDomainList: listed ? ['partner.example', 'supplier.example'] : [],
      sharingBlockedDomainList: [],
      sharingCapability: sharing(tenant),
      sharingDomainRestrictionMode: listed ? 'allowList' : 'none',
      siteCreationDefaultManagedPath: '/sites/',
      siteCreationDefaultStorageLimitInMB: 26_214_400,
      tenantDefaultTimezone: '(UTC) Coordinated Universal Time',
    }),
  ]
}

function sharing({ good }: Tenant): string {
  if (good('SharePoint shares with guests who exist')) return 'existingExternalUserSharingOnly'
  return good('SharePoint shares with people who sign in') ? 'externalUserSharingOnly' : 'externalUserAndGuestSharing'
}

export function seedReportSettings(tenant: Tenant): Entity[] {
  return [
    complete('adminReportSettings', {
      id: tenant.id,
      displayConcealedNames: tenant.good('usage reports conceal names'),
    }),
  ]
}

export function seedItemInsights(tenant: Tenant): Entity[] {
  const isEnabledInOrganization = !tenant.good('item insights are off')
  return [complete('insightsSettings', { id: 'itemInsights', isEnabledInOrganization, disabledForGroup: null })]
}

export function seedPronouns(_tenant: Tenant): Entity[] {
  return [complete('pronounsSettings', { id: 'pronouns', isEnabledInOrganization: false })]
}

export function seedProfileCardProperties(tenant: Tenant): Entity[] {
  if (tenant.headcount.users < 200) return []
  const property = complete('profileCardProperty', {
    id: 'customAttribute1',
    directoryPropertyName: 'customAttribute1',
    isVisible: null,
    annotations: [{ displayName: 'Cost centre', localizations: [] }],
  })
  return [property]
}

export function seedFormsSettings(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'forms')) return []
  const external = !tenant.good('forms stay in the organization')
  const settings = {
    isExternalSendFormEnabled: true,
    isExternalShareCollaborationEnabled: external,
    isExternalShareResultEnabled: external,
    isExternalShareTemplateEnabled: external,
    isRecordIdentityByDefaultEnabled: true,
    isBingImageSearchEnabled: true,
    isInOrgFormsPhishingScanEnabled: tenant.good('forms are scanned for phishing'),
  }
  return [{ id: 'forms', settings }]
}

export function seedAppsAndServicesSettings(tenant: Tenant): Entity[] {
  const open = !tenant.good('users install no store apps and begin no trials')
  return [{ id: 'appsAndServices', settings: { isOfficeStoreEnabled: open, isAppAndServicesTrialEnabled: open } }]
}

export function seedTodoSettings(_tenant: Tenant): Entity[] {
  const settings = { isPushNotificationEnabled: true, isExternalJoinEnabled: false, isExternalShareEnabled: false }
  return [{ id: 'todo', settings }]
}

export function seedInstallationOptions(tenant: Tenant): Entity[] {
  return [
    complete('m365AppsInstallationOptions', {
      id: 'installationOptions',
      updateChannel: tenant.good('Office apps are current') ? 'current' : 'semiAnnual',
      appsForWindows: {
        isMicrosoft365AppsEnabled: true,
        isProjectEnabled: true,
        isVisioEnabled: true,
        isSkypeForBusinessEnabled: false,
      },
      appsForMac: { isMicrosoft365AppsEnabled: true, isSkypeForBusinessEnabled: false },
    }),
  ]
}

export function seedExternalIdentitiesPolicy(tenant: Tenant): Entity[] {
  return [
    {
      id: 'externalIdentitiesPolicy',
      displayName: 'External Identities Policy',
      allowExternalIdentitiesToLeave: true,
      allowDeletedIdentitiesDataRemoval: tenant.good('data of guests who left goes'),
    },
  ]
}

/** Only a tenant that synchronizes has one. */
export function seedOnPremisesSynchronization(tenant: Tenant): Entity[] {
  if (!tenant.headcount.onPremisesSync) return []
  const { good } = tenant
  return [
    complete('onPremisesDirectorySynchronization', {
      id: tenant.id,
      configuration: {
        accidentalDeletionPrevention: { synchronizationPreventionType: 'enabledForCount', alertThreshold: 500 },
        synchronizationInterval: 'PT30M',
      },
      features: {
        passwordSyncEnabled: good('hashes of passwords are synchronized'),
        blockSoftMatchEnabled: good('synchronization takes nobody over'),
        blockCloudObjectTakeoverThroughHardMatchEnabled: good('synchronization takes nobody over'),
        seamlessSsoEnabled: !good('seamless single sign-on is off'),
      },
    }),
  ]
}
