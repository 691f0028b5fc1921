import { propertyNames } from '../../odata/types.js'
import { directoryTime } from '../../world/directory.js'
import { findSku, planStatus } from '../../world/licences.js'
import type { Entity, Tenant } from '../../world/model.js'
import { guid } from '../../world/ids.js'
import { collection, key, type Room, single } from '../room.js'

const organizationRules = {
  type: 'organization',
  defaults: propertyNames('organization'),
  defaultPage: 100,
  maxPage: 999,
}

const domainRules = { type: 'domain', defaults: propertyNames('domain'), defaultPage: 100, maxPage: 999 }

function organization(tenant: Tenant, now: Date): Entity {
  const synced = tenant.headcount.onPremisesSync
  return {
    id: tenant.id,
    displayName: tenant.name,
    createdDateTime: directoryTime(tenant.createdAt),
    countryLetterCode: tenant.country,
    country: tenant.country,
    preferredLanguage: 'en',
    tenantType: 'AAD',
    onPremisesSyncEnabled: synced ? true : null,
    onPremisesLastSyncDateTime: synced ? directoryTime(new Date(now.getTime() - 1_200_000)) : null,
    technicalNotificationMails: [`it@${tenant.domains[0]?.name}`],
    verifiedDomains: tenant.domains.map(({ name, isDefault, isInitial }) => ({
      capabilities: 'Email, OfficeCommunicationsOnline',
      isDefault,
      isInitial,
      name,
      type: 'Managed',
    })),
    assignedPlans: tenant.purchases.flatMap(({ skuPartNumber, status }) =>
      findSku(skuPartNumber).servicePlans.map(({ servicePlanId, servicePlanName }) => ({
        assignedDateTime: directoryTime(tenant.createdAt),
        capabilityStatus: planStatus(tenant, servicePlanName) === 'Success' ? status : 'Deleted',
        service: servicePlanName,
        servicePlanId,
      })),
    ),
    directorySizeQuota: { total: 300_000, used: tenant.set('users').view().size * 3 },
  }
}

function domains(tenant: Tenant): Entity[] {
  return tenant.domains.map(({ name, isDefault, isInitial }) => ({
    id: name,
    authenticationType: 'Managed',
    isAdminManaged: true,
    isDefault,
    isInitial,
    isRoot: true,
    isVerified: true,
    passwordNotificationWindowInDays: 14,
    passwordValidityPeriodInDays: 2_147_483_647,
    supportedServices: ['Email', 'OfficeCommunicationsOnline'],
  }))
}

export const organizationRooms: Room[] = [
  collection('/organization', organizationRules, ({ tenant, now }) => [organization(tenant, now)]),
  single('/organization/{id}', organizationRules, (call) =>
    key(call) === call.tenant.id ? organization(call.tenant, call.now) : undefined,
  ),
  collection('/domains', { ...domainRules, refuses: ['$filter', '$orderby'] }, ({ tenant }) => domains(tenant)),
  single('/domains/{id}', domainRules, (call) => domains(call.tenant).find(({ id }) => id === key(call).toLowerCase())),
  collection(
    '/contracts',
    { type: 'contract', defaults: propertyNames('contract'), defaultPage: 100, maxPage: 999, directory: true },
    ({ tenant, simulation }) =>
      tenant.relationships.flatMap(({ customerTenantId }) => {
        const customer = simulation.world.findTenant(customerTenantId)
        if (!customer) return []
        return {
          id: guid(tenant.id, 'contract', customer.id),
          contractType: 'ResellerPartnerContract',
          customerId: customer.id,
          defaultDomainName: customer.domains[0]?.name,
          displayName: customer.name,
        }
      }),
    { units: 3 },
  ),
]
