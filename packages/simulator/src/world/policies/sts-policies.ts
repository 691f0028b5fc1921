import { guid } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'

/** Policies whose definition is a JSON text. https://learn.microsoft.com/graph/api/resources/stspolicy */
function policy(tenant: Tenant, type: string, displayName: string, definition: unknown, isDefault = true): Entity {
  return complete(type, {
    id: guid(tenant.id, type),
    displayName,
    definition: [JSON.stringify(definition)],
    isOrganizationDefault: isDefault,
  })
}

export function seedActivityBasedTimeoutPolicies(tenant: Tenant): Entity[] {
  if (!tenant.good('idle web sessions end')) return []
  const definition = {
    ActivityBasedTimeoutPolicy: {
      Version: 1,
      ApplicationPolicies: [{ ApplicationId: 'default', WebSessionIdleTimeout: '03:00:00' }],
    },
  }
  return [policy(tenant, 'activityBasedTimeoutPolicy', 'Default idle timeout', definition)]
}

export function seedTokenLifetimePolicies(tenant: Tenant): Entity[] {
  if (tenant.good('tokens live as long as Microsoft says')) return []
  const definition = { TokenLifetimePolicy: { Version: 1, AccessTokenLifetime: '23:00:00' } }
  return [policy(tenant, 'tokenLifetimePolicy', 'Long tokens for the shop floor', definition, false)]
}

export function seedHomeRealmDiscoveryPolicies(tenant: Tenant): Entity[] {
  if (!tenant.headcount.onPremisesSync || tenant.good('sign-in is not accelerated')) return []
  const definition = {
    HomeRealmDiscoveryPolicy: { AccelerateToFederatedDomain: false, AllowCloudPasswordValidation: true },
  }
  return [policy(tenant, 'homeRealmDiscoveryPolicy', 'Cloud passwords for service accounts', definition, false)]
}

/** The allow or block list of domains for guests, which only beta shows. */
export function seedLegacyPolicies(tenant: Tenant): Entity[] {
  if (!tenant.good('guests come from known domains')) return []
  const definition = {
    B2BManagementPolicy: {
      InvitationsAllowedAndBlockedDomainsPolicy: {
        AllowedDomains: ['partner.example', 'supplier.example'],
        BlockedDomains: [],
      },
      AutoRedeemPolicy: { AdminConsentedForUsersIntoTenantIds: [], NoAADConsentForUsersFromTenantsIds: [] },
    },
  }
  return [{ ...policy(tenant, 'stsPolicy', 'B2BManagementPolicy', definition), type: 'B2BManagementPolicy' }]
}
