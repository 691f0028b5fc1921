import { guid } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'

type Part = Record<string, unknown>

function access(accessType: 'allowed' | 'blocked', people: string, applications: string): Part {
  return {
    usersAndGroups: { accessType, targets: [{ target: people, targetType: 'user' }] },
    applications: { accessType, targets: [{ target: applications, targetType: 'application' }] },
  }
}

const OPEN = access('allowed', 'AllUsers', 'AllApplications')
const CLOSED = access('blocked', 'AllUsers', 'AllApplications')

export function seedCrossTenantAccessPolicy(_tenant: Tenant): Entity[] {
  return [
    complete('crossTenantAccessPolicy', {
      id: 'crossTenantAccessPolicy',
      displayName: 'CrossTenantAccessPolicy',
      allowedCloudEndpoints: [],
    }),
  ]
}

/** What holds for every other tenant. https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationdefault */
export function seedCrossTenantAccessDefault(tenant: Tenant): Entity[] {
  const narrowed = tenant.good('collaboration with other tenants is narrowed')
  return [
    complete('crossTenantAccessPolicyConfigurationDefault', {
      id: 'default',
      isServiceDefault: !narrowed,
      inboundTrust: {
        isMfaAccepted: narrowed,
        isCompliantDeviceAccepted: false,
        isHybridAzureADJoinedDeviceAccepted: false,
      },
      b2bCollaborationOutbound: OPEN,
      b2bCollaborationInbound: OPEN,
      b2bDirectConnectOutbound: CLOSED,
      b2bDirectConnectInbound: CLOSED,
      automaticUserConsentSettings: { inboundAllowed: null, outboundAllowed: null },
      tenantRestrictions: { ...CLOSED, devices: null },
      invitationRedemptionIdentityProviderConfiguration: {
        '@odata.type': '#microsoft.graph.defaultInvitationRedemptionIdentityProviderConfiguration',
        primaryIdentityProviderPrecedenceOrder: [
          'externalFederation',
          'azureActiveDirectory',
          'socialIdentityProviders',
        ],
        fallbackIdentityProvider: 'emailOneTimePasscode',
      },
    }),
  ]
}

/** Other tenants that have rules of their own; what is null follows the default. */
export function seedCrossTenantAccessPartners(tenant: Tenant): Entity[] {
  if (tenant.headcount.guests === 0) return []
  const tenantId = guid('a partner organization', tenant.id)
  const partner = complete('crossTenantAccessPolicyConfigurationPartner', {
    id: tenantId,
    tenantId,
    isServiceProvider: null,
    isInMultiTenantOrganization: false,
    inboundTrust: {
      isMfaAccepted: true,
      isCompliantDeviceAccepted: tenant.good('a partner is trusted with devices'),
      isHybridAzureADJoinedDeviceAccepted: false,
    },
  })
  return [partner]
}
