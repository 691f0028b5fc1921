import { pick } from '../world/ids.js'
import { findSkuById } from '../world/licences.js'
import type { Entity } from '../world/model.js'
import { hasServicePlan, licencesOf } from '../world/service-plans.js'

const DAY = 86_400_000

/** The services whose use is reported, and the plans that license them. */
const SERVICES = {
  exchange: /^EXCHANGE_S_(STANDARD|ENTERPRISE|DESKLESS)$/,
  oneDrive: /^(SHAREPOINT(STANDARD|ENTERPRISE|DESKLESS)|ONEDRIVE)/,
  sharePoint: /^SHAREPOINT(STANDARD|ENTERPRISE|DESKLESS)/,
  skype: /^MCO(STANDARD|IMP)/,
  yammer: /^YAMMER/,
  teams: /^TEAMS/,
  apps: /^OFFICESUBSCRIPTION/,
} satisfies Record<string, RegExp>

export type Service = keyof typeof SERVICES

/** One person's use of the services as the reports of a day know it. */
export interface Usage {
  user: Entity
  /** The day the report tells of. */
  day: Date
  licensed(service: Service): boolean
  /** The last day of use; empty when there was none. */
  lastActive(service: Service): string
  /** A number that goes with having been active, 0 otherwise. */
  amount(service: Service, what: string, most: number): number
  products: string
  assigned: string
}

export function usageOf(user: Entity, day: Date): Usage {
  const activity = user['signInActivity'] as Record<string, string> | null | undefined
  const lastSignIn = activity ? Date.parse(String(activity['lastSignInDateTime'])) : undefined
  const licensed = once((service) => hasServicePlan(user, SERVICES[service]))
  const lastActive = once((service) => {
    if (lastSignIn === undefined || !licensed(service) || pick(100, user.id, 'uses', service) >= SHARE[service])
      return ''
    const idle = pick(9, user.id, 'idle', service) * DAY
    return dayText(new Date(Math.min(lastSignIn, day.getTime()) - idle))
  })
  return {
    user,
    day,
    licensed,
    lastActive,
    amount: (service, what, most) => (lastActive(service) === '' ? 0 : 1 + pick(most, user.id, service, what)),
    products: licencesOf(user)
      .map(({ skuId }) => (findSkuById(skuId)?.name ?? '').toUpperCase())
      .join('+'),
    assigned: String(user['createdDateTime']).slice(0, 10),
  }
}

/** Worked out once for each service: a report asks it in every column. */
function once<T>(work: (service: Service) => T): (service: Service) => T {
  const known = new Map<Service, T>()
  return (service) => {
    const found = known.get(service) ?? work(service)
    known.set(service, found)
    return found
  }
}

/** Of a hundred people with a licence, how many use the service at all. */
const SHARE: Record<Service, number> = {
  exchange: 96,
  oneDrive: 70,
  sharePoint: 62,
  skype: 5,
  yammer: 8,
  teams: 88,
  apps: 80,
}

export function dayText(date: Date): string {
  return date.toISOString().slice(0, 10)
}
