import { pick } from './ids.js'
import { findSku, type Sku } from './licences.js'
import type { Purchase } from './model.js'

export interface AssignedLicence {
  skuId: string
  disabledPlans: string[]
}

/** Who of a tenant's members began with which licences: a formula, so that nobody has to be counted. */
export interface Seats {
  /** The licences of the member at this place. */
  of(index: number): AssignedLicence[]
  /** How many members hold the SKU. */
  taken(skuId: string): number
}

/** One SKU given to the members from one place to before another, or to every fourth of them. */
interface Block {
  sku: Sku
  from: number
  to: number
  every: number
}

const FREE = 10_000

/**
 * Suites are handed out one after another, add-ons and free products on top. The last tenth of each paid product stays
 * unassigned, and where two suites stack, a few people were given the second without losing the first.
 */
export function seatsOf(plan: { tenantId: string; purchases: readonly Purchase[]; users: number }): Seats {
  const blocks: Block[] = []
  let next = 0
  let before: Block | undefined
  for (const { skuPartNumber, units } of plan.purchases) {
    const sku = findSku(skuPartNumber)
    const seats = Math.min(units - Math.floor(units / 10), plan.users)
    if (units >= FREE) {
      blocks.push({ sku, from: 0, to: plan.users, every: 4 })
    } else if (!isSuite(sku)) {
      blocks.push({ sku, from: 0, to: seats, every: 1 })
    } else {
      const overlap = before && stack(before.sku, sku) ? Math.ceil(seats / 40) : 0
      const from = Math.max(0, Math.min(next, plan.users) - overlap)
      before = { sku, from, to: Math.min(from + seats, plan.users), every: 1 }
      blocks.push(before)
      next = before.to
    }
  }
  const held = blocks.map((block) => ({ ...block, licences: variants(block.sku) }))
  return {
    of: (index) =>
      held
        .filter(({ from, to, every }) => index >= from && index < to && index % every === 0)
        .map(({ licences }) => licences[index % 10 === 7 ? 1 : 0]),
    taken: (skuId) =>
      blocks.reduce(
        (sum, { sku, from, to, every }) => sum + (sku.skuId === skuId ? Math.ceil(Math.max(0, to - from) / every) : 0),
        0,
      ),
  }

  /** Whole, and with one service switched off, as some administrators like it. */
  function variants({ skuId, servicePlans }: Sku): [AssignedLicence, AssignedLicence] {
    const optional = servicePlans.filter(({ servicePlanName }) =>
      /^(YAMMER|SWAY|FLOW|POWERAPPS|FORMS)/.test(servicePlanName),
    )
    const disabled = optional[pick(Math.max(1, optional.length), plan.tenantId, skuId, 'disabled')]
    return [
      { disabledPlans: [], skuId },
      { disabledPlans: disabled ? [disabled.servicePlanId] : [], skuId },
    ]
  }
}

/** A product with a mailbox is what a person works with; one each suffices. */
function isSuite({ servicePlans }: Sku): boolean {
  return servicePlans.some(({ servicePlanName }) => /^EXCHANGE_S_(STANDARD|ENTERPRISE|DESKLESS)$/.test(servicePlanName))
}

function stack(one: Sku, other: Sku): boolean {
  const large = ({ servicePlans }: Sku) =>
    servicePlans.some(({ servicePlanName }) => servicePlanName === 'SHAREPOINTENTERPRISE')
  return large(one) && large(other)
}
