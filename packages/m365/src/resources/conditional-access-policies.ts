import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const names = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? [])

const guests = z
  .looseObject({
    /** A comma-separated list. */
    guestOrExternalUserTypes: z.string().nullish(),
    /** Open: `all`, `enumerated`. */
    externalTenants: z.looseObject({ membershipKind: z.string().nullish() }).nullish(),
  })
  .nullish()

const policy = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  /** Open: `enabled`, `disabled`, `enabledForReportingButNotEnforced`. */
  state: z.string(),
  conditions: z.looseObject({
    users: z
      .looseObject({
        includeUsers: names,
        excludeUsers: names,
        includeGroups: names,
        excludeGroups: names,
        includeRoles: names,
        excludeRoles: names,
        includeGuestsOrExternalUsers: guests,
        excludeGuestsOrExternalUsers: guests,
      })
      .nullish(),
    applications: z
      .looseObject({
        includeApplications: names,
        excludeApplications: names,
        includeUserActions: names,
        includeAuthenticationContextClassReferences: names,
        applicationFilter: z.looseObject({ mode: z.string().nullish(), rule: z.string().nullish() }).nullish(),
      })
      .nullish(),
    /** Set where the policy is for workloads or agents instead of people. */
    clientApplications: z
      .looseObject({ includeServicePrincipals: names, includeAgentIdServicePrincipals: names })
      .nullish(),
    clientAppTypes: names,
    userRiskLevels: names,
    signInRiskLevels: names,
    servicePrincipalRiskLevels: names,
    /** A comma-separated list. */
    insiderRiskLevels: z.string().nullish(),
    /** A comma-separated list. */
    agentIdRiskLevels: z.string().nullish(),
    locations: z.looseObject({ includeLocations: names, excludeLocations: names }).nullish(),
    platforms: z.looseObject({ includePlatforms: names, excludePlatforms: names }).nullish(),
    devices: z
      .looseObject({
        deviceFilter: z.looseObject({ mode: z.string().nullish(), rule: z.string().nullish() }).nullish(),
      })
      .nullish(),
    /** A comma-separated list. */
    authenticationFlows: z.looseObject({ transferMethods: z.string().nullish() }).nullish(),
  }),
  grantControls: z
    .looseObject({
      operator: z.string().nullish(),
      builtInControls: names,
      customAuthenticationFactors: names,
      termsOfUse: names,
      authenticationStrength: z.looseObject({ allowedCombinations: names }).nullish(),
    })
    .nullish(),
  sessionControls: z
    .looseObject({
      signInFrequency: z
        .looseObject({
          isEnabled: z.boolean().nullish(),
          type: z.string().nullish(),
          value: z.number().nullish(),
          frequencyInterval: z.string().nullish(),
        })
        .nullish(),
      persistentBrowser: z.looseObject({ isEnabled: z.boolean().nullish(), mode: z.string().nullish() }).nullish(),
      applicationEnforcedRestrictions: z.looseObject({ isEnabled: z.boolean().nullish() }).nullish(),
      cloudAppSecurity: z.looseObject({ isEnabled: z.boolean().nullish() }).nullish(),
      secureSignInSession: z.looseObject({ isEnabled: z.boolean().nullish() }).nullish(),
    })
    .nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy */
export type ConditionalAccessPolicy = z.output<typeof policy>

export const conditionalAccessPolicies = defineResource({
  id: 'entra.conditionalAccessPolicies',
  name: 'Conditional Access policies',
  service: 'Entra ID',
  source: '/identity/conditionalAccess/policies',
  schema: z.array(policy),
  key: 'id',
  label: 'displayName',
  volatile: ['modifiedDateTime'],
})
