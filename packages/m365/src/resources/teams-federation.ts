import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/microsoftteams/get-cstenantfederationconfiguration */
export const teamsFederation = defineResource({
  id: 'teams.federation',
  name: 'External access of Teams',
  service: 'Teams',
  source: 'teams:Get-CsTenantFederationConfiguration',
  schema: z.array(
    z.looseObject({
      Identity: z.string(),
      AllowFederatedUsers: z.boolean().nullish(),
      /** A list of domains; or an object or text that stands for all known ones. */
      AllowedDomains: z.unknown().optional(),
      AllowTeamsConsumer: z.boolean().nullish(),
      AllowTeamsConsumerInbound: z.boolean().nullish(),
      AllowPublicUsers: z.boolean().nullish(),
      /** `Blocked` or `Allowed`. */
      ExternalAccessWithTrialTenants: z.string().nullish(),
    }),
  ),
  key: 'Identity',
  label: 'Identity',
})
