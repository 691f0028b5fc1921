import type { AssignedLicence } from './licence-seats.js'
import { findSkuById } from './licences.js'
import type { Entity, Tenant } from './model.js'
import { consumedUnits, subscriptionsOf, unitsOf } from './subscriptions.js'

/** Why a licence cannot be given; named as in `licenseAssignmentState.error`. */
export interface LicenceProblem {
  error:
    | 'CountViolation'
    | 'MutuallyExclusiveViolation'
    | 'DependencyViolation'
    | 'ProhibitedInUsageLocationViolation'
    | 'Other'
  message: string
}

/** Plans of which a person can have one. https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const EXCLUSIVE = [
  ['SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE'],
  ['SHAREPOINTDESKLESS', 'SHAREPOINTENTERPRISE'],
] as const

/** Plans that need another beside them. */
const NEEDS: Record<string, string> = { MCOEV: 'MCOSTANDARD', EXCHANGE_S_ARCHIVE_ADDON: 'EXCHANGE_S_STANDARD' }

/** Looks at the licences that a person would hold, of which some are new. */
export function licenceProblem(
  tenant: Tenant,
  user: Entity,
  held: readonly AssignedLicence[],
  added: readonly AssignedLicence[],
  now: Date,
): LicenceProblem | undefined {
  if (added.length > 0 && typeof user['usageLocation'] !== 'string') {
    return {
      error: 'ProhibitedInUsageLocationViolation',
      message: 'License assignment cannot be done for user with invalid usage location.',
    }
  }
  for (const { skuId, disabledPlans } of added) {
    const problem = ownProblem(tenant, skuId, disabledPlans, user, now)
    if (problem) return problem
  }
  return planProblem(held)
}

function ownProblem(
  tenant: Tenant,
  skuId: string,
  disabledPlans: readonly string[],
  user: Entity,
  now: Date,
): LicenceProblem | undefined {
  const sku = findSkuById(skuId)
  const subscriptions = subscriptionsOf(tenant, now).filter((subscription) => subscription.sku.skuId === skuId)
  if (!sku || subscriptions.length === 0) {
    return { error: 'Other', message: `License ${skuId} does not correspond to a valid company License.` }
  }
  const foreign = disabledPlans.find((id) => !sku.servicePlans.some(({ servicePlanId }) => servicePlanId === id))
  if (foreign !== undefined) {
    return { error: 'Other', message: `Service plan ${foreign} does not belong to license ${skuId}.` }
  }
  const { enabled, warning } = unitsOf(subscriptions)
  const has = (user['assignedLicenses'] as AssignedLicence[] | undefined)?.some((licence) => licence.skuId === skuId)
  if (!has && consumedUnits(tenant, skuId) >= enabled + warning) {
    return { error: 'CountViolation', message: `Subscription with SKU ${skuId} does not have any available licenses.` }
  }
  return undefined
}

function planProblem(held: readonly AssignedLicence[]): LicenceProblem | undefined {
  const plans = new Map(
    held.flatMap(({ skuId, disabledPlans }) =>
      (findSkuById(skuId)?.servicePlans ?? [])
        .filter(({ servicePlanId }) => !disabledPlans.includes(servicePlanId))
        .map(({ servicePlanName, servicePlanId }) => [servicePlanName, servicePlanId] as const),
    ),
  )
  for (const [one, other] of EXCLUSIVE) {
    if (plans.has(one) && plans.has(other)) {
      return {
        error: 'MutuallyExclusiveViolation',
        message: `License assignment failed because service plans ${plans.get(one)}, ${plans.get(other)} are mutually exclusive.`,
      }
    }
  }
  for (const [plan, needed] of Object.entries(NEEDS)) {
    if (plans.has(plan) && !plans.has(needed)) {
      return {
        error: 'DependencyViolation',
        message: `License assignment failed because service plan ${plans.get(plan)} depends on the service plan ${needed}.`,
      }
    }
  }
  return undefined
}
