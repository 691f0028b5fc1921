import { propertyNames } from '../../odata/types.js'
import { directoryTime } from '../../world/directory.js'
import { findSku, planStatus } from '../../world/licences.js'
import type { Entity, Tenant } from '../../world/model.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'
import { authenticationTypeOf, domainRooms } from './domains.js'

const rules = {
  type: 'organization',
  defaults: propertyNames('organization'),
  defaultPage: 100,
  maxPage: 999,
}

/** Directory synchronization runs every half hour, and did so a while ago. */
const SINCE_LAST_SYNC = 1_200_000

function organization({ tenant, now }: GraphCall): Entity {
  const synced = tenant.headcount.onPremisesSync
  const [domain] = tenant.domains
  return {
    id: tenant.id,
    assignedPlans: assignedPlans(tenant),
    businessPhones: [],
    country: tenant.country,
    countryLetterCode: tenant.country,
    createdDateTime: directoryTime(tenant.createdAt),
    defaultUsageLocation: tenant.country,
    directorySizeQuota: { total: 300_000, used: tenant.set('users').view().size * 3 },
    displayName: tenant.name,
    marketingNotificationEmails: [],
    onPremisesLastSyncDateTime: synced ? directoryTime(new Date(now.getTime() - SINCE_LAST_SYNC)) : null,
    onPremisesSyncEnabled: synced ? true : null,
    partnerTenantType: tenant.isPartner ? 'resellerPartnerDelegatedAdmin' : null,
    preferredLanguage: 'en',
    privacyProfile: null,
    provisionedPlans: [],
    securityComplianceNotificationMails: [],
    securityComplianceNotificationPhones: [],
    technicalNotificationMails: [`it@${domain?.name}`],
    tenantType: 'AAD',
    verifiedDomains: tenant.domains.map(({ name, isDefault, isInitial }) => ({
      capabilities: 'Email, OfficeCommunicationsOnline',
      isDefault,
      isInitial,
      name,
      type: authenticationTypeOf(tenant, name),
    })),
  }
}

/** Told in nearly every request that a client makes first, and the same until a purchase changes or lapses. */
const knownPlans = new WeakMap<Tenant, { at: string; plans: Record<string, unknown>[] }>()

function assignedPlans(tenant: Tenant): Record<string, unknown>[] {
  const at = [...tenant.lapsed, ...tenant.purchases.map(({ skuPartNumber, status }) => skuPartNumber + status)].join()
  const known = knownPlans.get(tenant)
  if (known?.at === at) return known.plans
  const plans = tenant.purchases.flatMap(({ skuPartNumber, status }) =>
    findSku(skuPartNumber).servicePlans.map(({ servicePlanId, servicePlanName }) => ({
      assignedDateTime: directoryTime(tenant.createdAt),
      capabilityStatus: planStatus(tenant, servicePlanName) === 'Success' ? status : 'Deleted',
      service: servicePlanName,
      servicePlanId,
    })),
  )
  knownPlans.set(tenant, { at, plans })
  return plans
}

export const organizationRooms: Room[] = [
  collection('/organization', rules, (call) => [organization(call)]),
  single('/organization/{id}', rules, (call) =>
    key(call).toLowerCase() === call.tenant.id ? organization(call) : undefined,
  ),
  ...domainRooms,
]
