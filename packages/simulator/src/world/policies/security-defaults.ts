import { hasPremium } from '../licences.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'

/** Made for tenants without Conditional Access; the two exclude each other. */
export function seedSecurityDefaults(tenant: Tenant): Entity[] {
  return [
    complete('identitySecurityDefaultsEnforcementPolicy', {
      id: '00000000-0000-0000-0000-000000000005',
      displayName: 'Security Defaults',
      description:
        'Security defaults is a set of basic identity security mechanisms recommended by Microsoft. When enabled, these recommendations will be automatically enforced in your organization. Administrators and users will be better protected from common identity related attacks.',
      isEnabled: !hasPremium(tenant, 'P1') && tenant.good('security defaults are on'),
    }),
  ]
}
