import type { AssignedLicence } from './licence-seats.js'
import { findSkuById, planStatus } from './licences.js'
import type { Entity, Tenant } from './model.js'

/** The service behind a plan, by how the plan's name begins. */
const SERVICES: readonly [RegExp, string][] = [
  [/^EXCHANGE/, 'exchange'],
  [/^(SHAREPOINT|SHAREPOINTWAC|ONEDRIVE)/, 'SharePoint'],
  [/^MCO/, 'MicrosoftCommunicationsOnline'],
  [/^TEAMS/, 'TeamspaceAPI'],
  [/^(AAD|MFA)/, 'AADPremiumService'],
  [/^INTUNE/, 'SCO'],
  [/^(OFFICE|OFFICEMOBILE)/, 'MicrosoftOffice'],
  [/^YAMMER/, 'YammerEnterprise'],
  [/^RMS/, 'RMSOnline'],
  [/^PROJECT/, 'ProjectWorkManagement'],
  [/^POWERAPPS/, 'PowerAppsService'],
  [/^FLOW/, 'ProcessSimple'],
  [/^BI_/, 'PowerBI'],
  [/^(WIN|VIRTUALIZATION)/, 'WindowsUpdateforBusinessCloudExtensions'],
  [/^(ATP|THREAT|MTP|WINDEFATP)/, 'WindowsDefenderATP'],
  [/^(FORMS|OFFICE_FORMS)/, 'OfficeForms'],
  [/^STREAM/, 'MicrosoftStream'],
  [/^SWAY/, 'Sway'],
  [/^(KAIZALA|DESKLESS)/i, 'Deskless'],
]

function serviceOf(servicePlanName: string): string {
  return SERVICES.find(([pattern]) => pattern.test(servicePlanName))?.[1] ?? 'MicrosoftOffice'
}

export function licencesOf(user: Entity): AssignedLicence[] {
  const held = user['assignedLicenses']
  return Array.isArray(held) ? (held as AssignedLicence[]) : []
}

/** The plans that a licence switches on. */
function plansOf({ skuId, disabledPlans }: AssignedLicence): { servicePlanId: string; servicePlanName: string }[] {
  return (findSkuById(skuId)?.servicePlans ?? []).filter(({ servicePlanId }) => !disabledPlans.includes(servicePlanId))
}

/** Whether a licence of this user switches on a plan with such a name. */
export function hasServicePlan(user: Entity, wanted: RegExp): boolean {
  return licencesOf(user).some((licence) =>
    plansOf(licence).some(({ servicePlanName }) => wanted.test(servicePlanName)),
  )
}

export function assignedPlans(tenant: Tenant, user: Entity): Record<string, unknown>[] {
  const plans = new Map(
    licencesOf(user)
      .flatMap(plansOf)
      .map((plan) => [plan.servicePlanId, plan]),
  )
  return [...plans.values()].map(({ servicePlanId, servicePlanName }) => ({
    assignedDateTime: user['createdDateTime'] ?? null,
    capabilityStatus: planStatus(tenant, servicePlanName) === 'Success' ? 'Enabled' : 'Suspended',
    service: serviceOf(servicePlanName),
    servicePlanId,
  }))
}

/** One for each service that has been set up for the user. */
export function provisionedPlans(tenant: Tenant, user: Entity): Record<string, unknown>[] {
  const services = new Set(assignedPlans(tenant, user).map(({ service }) => service))
  return [...services].map((service) => ({ capabilityStatus: 'Enabled', provisioningStatus: 'Success', service }))
}

/** Where each licence comes from; until something was assigned, all were given to the person directly. */
export function licenceStates(user: Entity): Record<string, unknown>[] {
  const states = user['licenseAssignmentStates']
  if (Array.isArray(states) && states.length > 0) return states as Record<string, unknown>[]
  return licencesOf(user).map(({ skuId, disabledPlans }) => ({
    skuId,
    disabledPlans,
    assignedByGroup: null,
    error: 'None',
    lastUpdatedDateTime: user['createdDateTime'] ?? null,
    state: 'Active',
  }))
}

/** `/users/{id}/licenseDetails`: every product with every plan, switched on or not. */
export function licenceDetails(tenant: Tenant, user: Entity): Entity[] {
  return licencesOf(user).flatMap(({ skuId, disabledPlans }) => {
    const sku = findSkuById(skuId)
    if (!sku) return []
    const servicePlans = sku.servicePlans.map((plan) => ({
      ...plan,
      provisioningStatus: disabledPlans.includes(plan.servicePlanId)
        ? 'Disabled'
        : planStatus(tenant, plan.servicePlanName),
      appliesTo: 'User',
    }))
    return {
      id: `${tenant.id.slice(0, 8)}${user.id.slice(8, 19)}${skuId.slice(19)}`,
      skuId,
      skuPartNumber: sku.skuPartNumber,
      servicePlans,
    }
  })
}
