import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const target = z.looseObject({
  id: z.string().nullish(),
  targetType: z.string().nullish(),
  isUsableForSignIn: z.boolean().nullish(),
})

const feature = z
  .looseObject({
    /** Open: `default`, `enabled`, `disabled`. */
    state: z.string().nullish(),
    includeTarget: target.nullish(),
    excludeTarget: target.nullish(),
  })
  .nullish()

const method = z.looseObject({
  id: z.string(),
  state: z.string().nullish(),
  includeTargets: z.array(target).nullish(),
  excludeTargets: z.array(target).nullish(),
  isSoftwareOathEnabled: z.boolean().nullish(),
  featureSettings: z
    .looseObject({
      displayAppInformationRequiredState: feature,
      displayLocationInformationRequiredState: feature,
      numberMatchingRequiredState: feature,
      companionAppAllowedState: feature,
    })
    .nullish(),
  isSelfServiceRegistrationAllowed: z.boolean().nullish(),
  isAttestationEnforced: z.boolean().nullish(),
  keyRestrictions: z
    .looseObject({
      isEnforced: z.boolean().nullish(),
      enforcementType: z.string().nullish(),
      aaGuids: z.array(z.string()).nullish(),
    })
    .nullish(),
  isUsableOnce: z.boolean().nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/authenticationmethodconfiguration */
export type AuthenticationMethod = z.output<typeof method>

const policy = z.looseObject({
  /** Open: `preMigration`, `migrationInProgress`, `migrationComplete`; null in tenants that never had the old policies. */
  policyMigrationState: z.string().nullish(),
  authenticationMethodConfigurations: z
    .array(method)
    .nullish()
    .transform((methods) => methods ?? []),
  /** Only in beta. */
  systemCredentialPreferences: z
    .looseObject({ state: z.string().nullish(), includeTargets: z.array(target).nullish() })
    .nullish(),
  /** Only in beta. */
  reportSuspiciousActivitySettings: z
    .looseObject({ state: z.string().nullish(), includeTarget: target.nullish() })
    .nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/authenticationmethodspolicy */
export type AuthenticationMethodsPolicy = z.output<typeof policy>

export const authenticationMethodsPolicy = defineResource({
  id: 'entra.authenticationMethodsPolicy',
  name: 'Authentication methods policy',
  service: 'Entra ID',
  source: '/policies/authenticationMethodsPolicy',
  schema: policy,
  volatile: ['lastModifiedDateTime'],
})
