import { guid, pick } from '../world/ids.js'
import type { Tenant } from '../world/model.js'
import { sharePointName } from '../world/share-point-name.js'
import { tenantSettings } from './tenant-settings.js'

/** The sites that are not somebody's OneDrive: one for each Microsoft 365 group, and those that every tenant has. */
export function* sites(tenant: Tenant): Iterable<Record<string, unknown>> {
  const root = `https://${sharePointName(tenant)}.sharepoint.com`
  const { SharingCapability: sharing } = tenantSettings(tenant)
  const site = (path: string, title: string, template: string, group?: string) => ({
    SiteId: guid(tenant.id, 'site', path),
    Url: `${root}${path}`,
    Title: title,
    Template: template,
    GroupId: group ?? '00000000-0000-0000-0000-000000000000',
    Owner: '',
    OwnerEmail: '',
    Status: 'Active',
    LockState: 'Unlock',
    // Enabled (2) keeps scripts out. https://learn.microsoft.com/sharepoint/allow-or-prevent-custom-script
    DenyAddAndCustomizePages: tenant.good('custom scripts') || pick(10, tenant.id, path, 'script') > 0 ? 2 : 1,
    SharingCapability: sharing,
    SharingDomainRestrictionMode: 0,
    ConditionalAccessPolicy: 0,
    DefaultLinkPermission: 0,
    DefaultSharingLinkType: 0,
    DisableCompanyWideSharingLinks: 2,
    StorageMaximumLevel: 26_214_400,
    StorageUsage: pick(50_000, tenant.id, path, 'storage'),
    StorageWarningLevel: 25_574_400,
    LastContentModifiedDate: tenant.begunAt.toISOString(),
    SensitivityLabel: '',
    IsHubSite: false,
    IsTeamsConnected: false,
    WebsCount: 1,
  })
  yield site('/', 'Communication site', 'SITEPAGEPUBLISHING#0')
  yield site('/sites/appcatalog', 'Apps', 'APPCATALOG#0')
  yield site('/search', 'Search', 'SRCHCEN#0')
  for (const group of tenant.set('groups').view()) {
    if (!((group['groupTypes'] ?? []) as string[]).includes('Unified')) continue
    const teams = ((group['resourceProvisioningOptions'] ?? []) as string[]).includes('Team')
    const shown = site(`/sites/${String(group['mailNickname'])}`, String(group['displayName']), 'GROUP#0', group.id)
    yield { ...shown, IsTeamsConnected: teams }
  }
}
