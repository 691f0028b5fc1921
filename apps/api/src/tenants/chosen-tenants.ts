import type { EntityManager } from 'typeorm'
import { matching } from './tenant-query.js'
import { BRIEF, type TenantBrief } from './tenant-rows.js'
import type { TenantFilter } from './tenants.dto.js'

/** Tenants chosen one by one or by a filter, in the order of their names. */
export function chosenTenants(
  tx: EntityManager,
  { tenantIds, filter }: { tenantIds?: readonly string[] | undefined; filter?: TenantFilter | undefined },
): Promise<TenantBrief[]> {
  const query = matching(tx, filter ?? {})
  if (tenantIds) query.andWhere('tenant.id = any(:ids)', { ids: tenantIds })
  return query.select(BRIEF).orderBy('lower(tenant.name)').getRawMany<TenantBrief>()
}
