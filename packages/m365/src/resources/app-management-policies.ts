import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const restriction = z.looseObject({
  /** Open: `passwordAddition`, `passwordLifetime`, `asymmetricKeyLifetime` and others. */
  restrictionType: z.string().nullish(),
  state: z.string().nullish(),
  /** A time span such as `P180D`. */
  maxLifetime: z.string().nullish(),
  /** `0001-01-01` stands for all applications. */
  restrictForAppsCreatedAfterDateTime: z.string().nullish(),
})

const list = z
  .array(restriction)
  .nullish()
  .transform((restrictions) => restrictions ?? [])

const restrictions = z.looseObject({ passwordCredentials: list, keyCredentials: list }).nullish()

/** https://learn.microsoft.com/graph/api/resources/appmanagementconfiguration */
export type AppRestrictions = NonNullable<z.output<typeof restrictions>>
export type AppRestriction = z.output<typeof restriction>

/** https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy */
export const defaultAppManagementPolicy = defineResource({
  id: 'entra.defaultAppManagementPolicy',
  name: 'Rules for credentials of applications',
  service: 'Entra ID',
  source: '/policies/defaultAppManagementPolicy',
  schema: z.looseObject({
    isEnabled: z.boolean().nullish(),
    applicationRestrictions: restrictions,
    servicePrincipalRestrictions: restrictions,
  }),
})

/** Policies of single applications, with those they are for. https://learn.microsoft.com/graph/api/resources/appmanagementpolicy */
export const appManagementPolicies = defineResource({
  id: 'entra.appManagementPolicies',
  name: 'Rules for credentials of single applications',
  service: 'Entra ID',
  source: '/policies/appManagementPolicies',
  schema: z.array(
    z.looseObject({
      id: z.string(),
      displayName: z.string().nullish(),
      isEnabled: z.boolean().nullish(),
      restrictions,
      appliesTo: z.array(z.unknown()).nullish(),
    }),
  ),
  key: 'id',
  label: 'displayName',
})
