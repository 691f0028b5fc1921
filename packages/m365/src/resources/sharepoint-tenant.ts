import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const tenant = z.looseObject({
  /** 0: nobody outside, 1: new and existing guests, 2: anyone, 3: existing guests. */
  SharingCapability: z.number().nullish(),
  ODBSharingCapability: z.number().nullish(),
  /** 0: none, 1: allow list, 2: block list. */
  SharingDomainRestrictionMode: z.number().nullish(),
  SharingAllowedDomainList: z.string().nullish(),
  /** 1: specific people, 2: the organization, 3: anyone. */
  DefaultSharingLinkType: z.number().nullish(),
  /** 1: view, 2: edit. */
  DefaultLinkPermission: z.number().nullish(),
  RequireAnonymousLinksExpireInDays: z.number().nullish(),
  FileAnonymousLinkType: z.number().nullish(),
  FolderAnonymousLinkType: z.number().nullish(),
  EmailAttestationRequired: z.boolean().nullish(),
  EmailAttestationReAuthDays: z.number().nullish(),
  EnableAzureADB2BIntegration: z.boolean().nullish(),
  ExternalUserExpirationRequired: z.boolean().nullish(),
  ExternalUserExpireInDays: z.number().nullish(),
  WhoCanShareAllowListInTenant: z.union([z.string(), z.array(z.string())]).nullish(),
  WhoCanShareAnonymousAllowList: z.union([z.string(), z.array(z.string())]).nullish(),
  WhoCanShareAuthenticatedGuestAllowList: z.union([z.string(), z.array(z.string())]).nullish(),
  DisallowInfectedFileDownload: z.boolean().nullish(),
})

/** https://learn.microsoft.com/powershell/module/microsoft.online.sharepoint.powershell/get-spotenant */
export type SharePointTenant = z.output<typeof tenant>

export const sharePointTenant = defineResource({
  id: 'sharepoint.tenant',
  name: 'Tenant settings of SharePoint',
  service: 'SharePoint',
  source: 'spo:SPO.Tenant',
  schema: tenant,
})
