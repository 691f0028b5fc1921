import { readData } from '../data.js'
import { guid } from '../world/ids.js'
import type { Entity, Tenant } from '../world/model.js'
import { sharePointName } from '../world/share-point-name.js'

/** The properties of a tenant as SharePoint's administration shows them, with the values a new tenant has. */
const shape = readData('sharepoint-tenant.json') as Record<string, unknown>

/** The numbers of SharePoint for what Graph has words for. */
const SHARING = [
  'disabled',
  'externalUserSharingOnly',
  'externalUserAndGuestSharing',
  'existingExternalUserSharingOnly',
]
const RESTRICTION = ['none', 'allowList', 'blockList']

/** What Graph does not show of the settings; it can be changed here. */
export function seedSharePointTenant(tenant: Tenant): Entity[] {
  const good = (setting: string) => tenant.good(setting)
  return [
    {
      id: tenant.id,
      DefaultLinkPermission: good('sharing links let people look') ? 1 : 2,
      DefaultSharingLinkType: good('sharing links are for named people') ? 1 : 3,
      DisallowInfectedFileDownload: good('infected files stay'),
      EmailAttestationReAuthDays: good('verification codes are asked again') ? 15 : 60,
      EmailAttestationRequired: good('verification codes are asked'),
      EnableAzureADB2BIntegration: good('SharePoint guests are in the directory'),
      ExternalUserExpirationRequired: good('guest access ends'),
      ExternalUserExpireInDays: good('guest access ends') ? 30 : 60,
      FileAnonymousLinkType: good('anyone links let people look') ? 1 : 2,
      FolderAnonymousLinkType: good('anyone links let people look') ? 1 : 2,
      RequireAnonymousLinksExpireInDays: good('anyone links end') ? 30 : -1,
      WhoCanShareAllowListInTenant: good('a group may share')
        ? `c:0t.c|tenant|${guid(tenant.id, 'who may share')}`
        : '',
    },
  ]
}

/** The settings as they are: those that Graph has too come from the same place. */
export function tenantSettings(tenant: Tenant): Record<string, unknown> {
  const [graph] = tenant.set('sharePointSettings').view()
  const [own] = tenant.set('sharePointTenant').view()
  const { id: _id, ...changed } = own ?? { id: '' }
  const capability = SHARING.indexOf(String(graph?.['sharingCapability']))
  const drive = tenant.good('OneDrive shares like SharePoint') ? capability : 2
  const list = (value: unknown) => (Array.isArray(value) && value.length > 0 ? value.join(' ') : null)
  return {
    ...shape,
    SharingCapability: capability,
    CoreSharingCapability: capability,
    CoreLoopSharingCapability: capability,
    ODBSharingCapability: drive,
    OneDriveLoopSharingCapability: drive,
    SharingDomainRestrictionMode: Math.max(0, RESTRICTION.indexOf(String(graph?.['sharingDomainRestrictionMode']))),
    SharingAllowedDomainList: list(graph?.['sharingAllowedDomainList']),
    SharingBlockedDomainList: list(graph?.['sharingBlockedDomainList']),
    LegacyAuthProtocolsEnabled: graph?.['isLegacyAuthProtocolsEnabled'] === true,
    PreventExternalUsersFromResharing: graph?.['isResharingByExternalUsersEnabled'] !== true,
    RequireAcceptingAccountMatchInvitedAccount: graph?.['isRequireAcceptingUserToMatchInvitedUserEnabled'] === true,
    IsUnmanagedSyncClientForTenantRestricted: graph?.['isUnmanagedSyncAppForTenantRestricted'] === true,
    AllowedDomainListForSyncClient: graph?.['allowedDomainGuidsForSyncApp'] ?? [],
    CommentsOnSitePagesDisabled: graph?.['isCommentingOnSitePagesEnabled'] === false,
    OrphanedPersonalSitesRetentionPeriod: graph?.['deletedUserPersonalSiteRetentionPeriodInDays'] ?? 30,
    RootSiteUrl: `https://${sharePointName(tenant)}.sharepoint.com`,
    ...changed,
  }
}

/** Writes settings; an unknown one is refused by name. */
export function changeTenantSettings(tenant: Tenant, changes: Record<string, unknown>, at: number): string | undefined {
  const unknown = Object.keys(changes).find((name) => !(name in shape))
  if (unknown !== undefined) return unknown
  const { SharingCapability: capability, ...own } = changes
  const [graph] = tenant.set('sharePointSettings').view()
  if (typeof capability === 'number' && graph && SHARING[capability] !== undefined) {
    tenant.set('sharePointSettings').update(graph.id, { sharingCapability: SHARING[capability] }, at)
  }
  if (Object.keys(own).length > 0) tenant.set('sharePointTenant').update(tenant.id, own, at)
  return undefined
}
