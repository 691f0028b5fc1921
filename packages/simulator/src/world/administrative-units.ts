import type { LinkSeed } from '../store/links.js'
import { guid } from './ids.js'
import type { Entity, Tenant } from './model.js'

const UNITS = ['Branch offices', 'Executives'] as const

const unitId = (tenant: Tenant, name: string) => guid(tenant.id, 'administrative-unit', name)

/** A tenant of some size delegates part of its administration. */
export function seedAdministrativeUnits(tenant: Tenant): Entity[] {
  if (tenant.headcount.users < 40) return []
  return UNITS.map((displayName) => ({
    id: unitId(tenant, displayName),
    description: `${displayName} of ${tenant.name}`,
    displayName,
    isMemberManagementRestricted: displayName === 'Executives' && tenant.good('executives are protected'),
    membershipRule: null,
    membershipRuleProcessingState: null,
    membershipType: 'Assigned',
    visibility: 'Public',
  }))
}

/** A handful of people each. */
export function seedAdministrativeUnitMembers(tenant: Tenant): LinkSeed {
  const users = tenant.set('users').seed
  const members = new Map(
    seedAdministrativeUnits(tenant).map(({ id }, unit) => [
      id,
      Array.from({ length: 6 }, (_, index) => users.at(10 + unit * 6 + index).id),
    ]),
  )
  return {
    of: (ownerId) => members.get(ownerId) ?? [],
    has: (ownerId, id) => members.get(ownerId)?.includes(id) ?? false,
    ownersOf: (id) => [...members].filter(([, ids]) => ids.includes(id)).map(([ownerId]) => ownerId),
  }
}
