import type { EntityManager } from 'typeorm'
import { matching } from './tenant-query.js'
import type { TenantRow } from './tenant.entity.js'
import type { TenantFilter } from './tenants.dto.js'

/** Tenants chosen one by one or by a filter, in the order of their names. */
export function chosenTenants(
  tx: EntityManager,
  { tenantIds, filter }: { tenantIds?: readonly string[] | undefined; filter?: TenantFilter | undefined },
): Promise<TenantRow[]> {
  const query = matching(tx, filter ?? {})
  if (tenantIds) query.andWhere('tenant.id = any(:ids)', { ids: tenantIds })
  return query.orderBy('lower(tenant.name)').getMany()
}
