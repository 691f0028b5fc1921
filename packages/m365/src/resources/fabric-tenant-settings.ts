import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const setting = z.looseObject({
  settingName: z.string(),
  title: z.string().nullish(),
  enabled: z.boolean(),
  /** The groups that it is limited to; empty or absent: nobody is left out. */
  enabledSecurityGroups: z
    .array(z.looseObject({ graphId: z.string().nullish(), name: z.string().nullish() }))
    .nullish()
    .transform((groups) => groups ?? []),
})

/** https://learn.microsoft.com/rest/api/fabric/admin/tenants/list-tenant-settings */
export type FabricTenantSetting = z.output<typeof setting>

export const fabricTenantSettings = defineResource({
  id: 'fabric.tenantSettings',
  name: 'Settings of Fabric',
  service: 'Fabric',
  source: 'fabric:/v1/admin/tenantsettings',
  // What is no setting is no reason to leave the others unread.
  schema: z.array(setting.nullable().catch(null)).transform((list) => list.filter((each) => each !== null)),
  key: 'settingName',
  label: 'title',
  unread:
    'The admin API of Fabric lets an app in only after its tenant allows service principals there, and nothing reads it yet.',
})
