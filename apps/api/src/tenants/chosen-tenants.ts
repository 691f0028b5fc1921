import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import { matching } from './tenant-query.js'
import { BRIEF, type TenantBrief } from './tenant-rows.js'
import type { TenantRow } from './tenant.entity.js'
import type { TenantFilter } from './tenants.dto.js'

interface Choice {
  tenantIds?: readonly string[] | undefined
  filter?: TenantFilter | undefined
}

/** Tenants chosen one by one or by a filter, in the order of their names. */
export function chosenTenants(tx: EntityManager, choice: Choice): Promise<TenantBrief[]> {
  return choose(tx, choice).select(BRIEF).getRawMany<TenantBrief>()
}

/** The same with all that is known of each, for those who show it. */
export function chosenRows(tx: EntityManager, choice: Choice): Promise<TenantRow[]> {
  return choose(tx, choice).getMany()
}

function choose(tx: EntityManager, { tenantIds, filter }: Choice): SelectQueryBuilder<TenantRow> {
  const query = matching(tx, filter ?? {})
  if (tenantIds) query.andWhere('tenant.id = any(:ids)', { ids: tenantIds })
  return query.orderBy('lower(tenant.name)')
}
