import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/graph/api/resources/identitysecuritydefaultsenforcementpolicy */
export const securityDefaults = defineResource({
  id: 'entra.securityDefaults',
  name: 'Security defaults',
  service: 'Entra ID',
  source: '/policies/identitySecurityDefaultsEnforcementPolicy',
  schema: z.looseObject({ isEnabled: z.boolean() }),
})
