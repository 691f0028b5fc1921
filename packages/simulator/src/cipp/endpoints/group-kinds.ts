import type { Entity, Tenant } from '../../world/model.js'
import { type CippCall, valueOf } from '../call.js'
import { delegate, DelegationError, holdsOneOf } from '../delegation.js'
import type { Outcome } from '../exchange.js'
import type { Managed } from '../managed-tenants.js'

const MANAGES_GROUPS = ['Groups Administrator', 'User Administrator']

export function groupType(group: Entity): string {
  if ((group['groupTypes'] as string[] | undefined)?.includes('Unified') === true) return 'Microsoft 365'
  if (group['mailEnabled'] !== true) return 'Security'
  return group['securityEnabled'] === true ? 'Mail-Enabled Security' : 'Distribution List'
}

export const isExchangeGroup = (type: string) => type === 'Distribution List' || type === 'Mail-Enabled Security'

export function tenantFilters(call: CippCall): string[] {
  const filter = call.field('tenantFilter')
  if (typeof filter === 'string') return [filter]
  return [filter ?? []].flat().flatMap((one) => (typeof one === 'string' ? one : (valueOf(one) ?? [])))
}

/** A change that Microsoft Graph makes, as the partner's account. */
export function inGraph(call: CippCall, { tenant }: Managed, change: (tenant: Tenant, at: number) => void): Outcome {
  try {
    const delegation = delegate(call.instance, tenant, call.now)
    if (!holdsOneOf(delegation, MANAGES_GROUPS)) {
      return { ok: false, message: 'Insufficient privileges to complete the operation.' }
    }
    change(tenant, call.now.getTime())
    return { ok: true, rows: [] }
  } catch (error) {
    if (error instanceof DelegationError) return { ok: false, message: error.message }
    throw error
  }
}
