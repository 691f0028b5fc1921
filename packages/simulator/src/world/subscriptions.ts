import { guid, pick } from './ids.js'
import { seatsTaken } from './directory.js'
import type { AssignedLicence } from './licence-seats.js'
import { findSku, type Sku, subscriptionId } from './licences.js'
import type { Purchase, Tenant } from './model.js'

export type SubscriptionStatus = Purchase['status'] | 'LockedOut'

/** A contract for units of one product. */
export interface Subscription {
  id: string
  sku: Sku
  units: number
  status: SubscriptionStatus
  isTrial: boolean
  createdAt: Date
  /** When it renews, or passes into its next state. */
  nextLifecycleAt: Date | null
}

const DAY = 86_400_000
const YEAR = 365 * DAY
const FREE = 10_000

/** What a tenant bought. Where nobody minds the renewals, a part of a product has run out or was locked. */
export function subscriptionsOf(tenant: Tenant, now: Date): Subscription[] {
  return tenant.purchases.flatMap((purchase) => {
    const { skuPartNumber, units, status } = purchase
    const id = subscriptionId(tenant, purchase)
    const sku = findSku(skuPartNumber)
    const isTrial = /EXPLORATORY|TRIAL/i.test(skuPartNumber)
    const age = 40 + pick(300, id, 'age')
    const createdAt = new Date(tenant.begunAt.getTime() - age * DAY)
    const main = { id, sku, isTrial, createdAt, status, nextLifecycleAt: renewal(createdAt, status, units, now) }
    const forgotten = forgottenUnits(tenant, purchase)
    if (forgotten === 0) return { ...main, units }
    const state: SubscriptionStatus = pick(3, id, 'forgotten') === 0 ? 'LockedOut' : 'Warning'
    const rest: Subscription = {
      ...main,
      id: guid(id, 'second'),
      units: forgotten,
      status: state,
      createdAt: new Date(tenant.begunAt.getTime() - YEAR - 10 * DAY),
      nextLifecycleAt: new Date(tenant.begunAt.getTime() + 20 * DAY),
    }
    return state === 'Warning' ? [{ ...main, units: units - forgotten }, rest] : [{ ...main, units }, rest]
  })
}

/** Nobody renewed these in time. */
function forgottenUnits(tenant: Tenant, { skuPartNumber, units, status }: Purchase): number {
  if (status !== 'Enabled' || units >= FREE || units < 20) return 0
  return tenant.good(`renewal of ${skuPartNumber}`) ? 0 : Math.ceil(units / 20)
}

function renewal(createdAt: Date, status: SubscriptionStatus, units: number, now: Date): Date | null {
  if (units >= FREE) return null
  if (status !== 'Enabled') return new Date(now.getTime() + 20 * DAY)
  const years = Math.floor((now.getTime() - createdAt.getTime()) / YEAR) + 1
  return new Date(createdAt.getTime() + years * YEAR)
}

export interface Units {
  enabled: number
  warning: number
  suspended: number
  lockedOut: number
}

/** https://learn.microsoft.com/graph/api/resources/licenseunitsdetail */
export function unitsOf(subscriptions: readonly Subscription[]): Units {
  const units: Units = { enabled: 0, warning: 0, suspended: 0, lockedOut: 0 }
  for (const subscription of subscriptions) {
    const state = { Enabled: 'enabled', Warning: 'warning', Suspended: 'suspended', LockedOut: 'lockedOut' } as const
    units[state[subscription.status]] += subscription.units
  }
  return units
}

/** How many users hold the SKU: those who began with it, and what became of everybody changed since. */
export function consumedUnits(tenant: Tenant, skuId: string, asOf: number = Infinity): number {
  const users = tenant.set('users')
  const view = users.view(asOf)
  let consumed = seatsTaken(tenant, skuId)
  for (const id of new Set(users.journal.after(0, asOf).map((change) => change.id.toLowerCase()))) {
    const place = users.seed.indexOf(id)
    const began = place === undefined ? undefined : users.seed.at(place)
    consumed += Number(holds(view.get(id), skuId)) - Number(holds(began, skuId))
  }
  return consumed
}

function holds(user: Record<string, unknown> | undefined, skuId: string): boolean {
  const licences = user?.['assignedLicenses'] as AssignedLicence[] | undefined
  return licences?.some((licence) => licence.skuId === skuId) ?? false
}
