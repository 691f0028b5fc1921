import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const unread =
  'The admin API of Power Platform lets in only an app that was registered there as a management application, and nothing reads it yet.'

/** https://learn.microsoft.com/power-platform/admin/list-tenantsettings */
export const powerPlatformSettings = defineResource({
  id: 'powerPlatform.settings',
  name: 'Settings of Power Platform',
  service: 'Power Platform',
  source: 'powerplatform:environment_creation',
  schema: z.array(
    z.looseObject({
      disableEnvironmentCreationByNonAdminUsers: z.boolean().nullish(),
      disableTrialEnvironmentCreationByNonAdminUsers: z.boolean().nullish(),
      disablePortalsCreationByNonAdminUsers: z.boolean().nullish(),
      powerPlatform: z
        .looseObject({ powerApps: z.looseObject({ disableShareWithEveryone: z.boolean().nullish() }).nullish() })
        .nullish(),
    }),
  ),
  unread,
})

const dataPolicy = z.looseObject({
  name: z.string(),
  displayName: z.string().nullish(),
  /** Open: `AllEnvironments`, `OnlyEnvironments`, `ExceptEnvironments`, `SingleEnvironment`. */
  environmentType: z.string().nullish(),
  environments: z
    .array(z.looseObject({ name: z.string() }))
    .nullish()
    .transform((list) => list ?? []),
  connectorGroups: z
    .array(
      z.looseObject({
        /** `Confidential`: business data; `General`: other data; `Blocked`. */
        classification: z.string(),
        connectors: z
          .array(z.looseObject({ id: z.string(), name: z.string().nullish() }))
          .nullish()
          .transform((list) => list ?? []),
      }),
    )
    .nullish()
    .transform((list) => list ?? []),
})

/** https://learn.microsoft.com/power-platform/admin/data-loss-prevention-sdk */
export type DataPolicy = z.output<typeof dataPolicy>

/** Comes as pages of policies. */
export const dataPolicies = defineResource({
  id: 'powerPlatform.dataPolicies',
  name: 'Data policies of Power Platform',
  service: 'Power Platform',
  source: 'powerplatform:dlp_policies',
  schema: z.preprocess(withoutPages, z.array(dataPolicy)),
  key: 'name',
  label: 'displayName',
  unread,
})

function withoutPages(list: unknown): unknown {
  const isPage = (each: unknown): each is { value: unknown[] } =>
    typeof each === 'object' && each !== null && 'value' in each && Array.isArray(each.value)
  return Array.isArray(list) ? list.flatMap((each: unknown) => (isPage(each) ? each.value : [each])) : list
}

const environment = z.looseObject({ EnvironmentName: z.string(), IsDefault: z.boolean().nullish() })

/** https://learn.microsoft.com/powershell/module/microsoft.powerapps.administration.powershell/get-adminpowerappenvironment */
export const powerPlatformEnvironments = defineResource({
  id: 'powerPlatform.environments',
  name: 'Environments of Power Platform',
  service: 'Power Platform',
  source: 'powerplatform:environment_list',
  schema: z.array(environment.nullable().catch(null)).transform((list) => list.filter((each) => each !== null)),
  key: 'EnvironmentName',
  label: 'EnvironmentName',
  unread,
})

/** https://learn.microsoft.com/power-platform/admin/cross-tenant-restrictions */
export const tenantIsolation = defineResource({
  id: 'powerPlatform.tenantIsolation',
  name: 'Tenant isolation of Power Platform',
  service: 'Power Platform',
  source: 'powerplatform:tenant_isolation',
  // A tenant that never set it has the word null instead of a policy.
  schema: z
    .array(
      z
        .looseObject({ properties: z.looseObject({ isDisabled: z.boolean().nullish() }).nullish() })
        .nullable()
        .catch(null),
    )
    .transform((list) => list.filter((each) => each !== null)),
  unread,
})
