import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import { z } from 'zod'
import { decodeCursor } from '../http/pages.js'
import { stageOf } from './tenant-stage.js'
import { TenantRow } from './tenant.entity.js'
import type { TenantFilter, TenantQuery } from './tenants.dto.js'

/** What a list is ordered by, as text, so that a cursor can hold it. */
const ORDERS: Record<TenantQuery['sort'], string> = {
  name: 'lower(tenant.name)',
  relationshipEndsAt: timeAsText('relationship_ends_at'),
  verifiedAt: timeAsText('verified_at'),
  readySince: timeAsText('ready_since'),
}

function timeAsText(column: string): string {
  return `to_char(tenant.${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US')`
}

/** In SQL over `alias`: the relationship stands, ends within so many days and does not renew itself. */
export function endsWithin(alias: string, days: string | number): string {
  return `(${alias}.relationship_status in ('active', 'expiring') and not ${alias}.relationship_auto_extends
    and ${alias}.relationship_ends_at <= now() + make_interval(days => ${days}))`
}

/** The tenants that match a filter. */
export function matching(tx: EntityManager, filter: TenantFilter): SelectQueryBuilder<TenantRow> {
  const query = tx.createQueryBuilder(TenantRow, 'tenant')
  query.where(filter.gone ? 'tenant.gone_at is not null' : 'tenant.gone_at is null')
  if (filter.q) {
    query.andWhere(
      `(lower(tenant.name) like :part or lower(tenant.default_domain) like :part or tenant.provider_tenant_id = :q
        or tenant.slug like :part or exists (select 1 from unnest(tenant.domains) domain where lower(domain) like :part))`,
      { part: `%${filter.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`, q: filter.q.toLowerCase() },
    )
  }
  if (filter.consent) query.andWhere('tenant.consent_status = :consent', { consent: filter.consent })
  if (filter.mailboxes) query.andWhere('tenant.mailboxes_status = :mailboxes', { mailboxes: filter.mailboxes })
  if (filter.relationship) query.andWhere('tenant.relationship_status = :status', { status: filter.relationship })
  if (filter.endsWithinDays !== undefined)
    query.andWhere(endsWithin('tenant', ':endDays'), { endDays: filter.endsWithinDays })
  if (filter.ready !== undefined) query.andWhere(`tenant.ready_since is ${filter.ready ? 'not ' : ''}null`)
  if (filter.stage) query.andWhere(`${stageOf('tenant')} = :stage`, { stage: filter.stage })
  if (filter.tag) query.andWhere(':tag = any(tenant.tags)', { tag: filter.tag })
  if (filter.connectionId) query.andWhere('tenant.connection_id = :connectionId', { connectionId: filter.connectionId })
  if (filter.groupId) {
    query.andWhere(
      'exists (select 1 from tenant_group_members m where m.tenant_id = tenant.id and m.group_id = :groupId)',
      { groupId: filter.groupId },
    )
  }
  return query
}

/** One row more than the page holds, each with the text it is ordered by. */
export async function pageOfTenants(
  tx: EntityManager,
  { limit, cursor, sort, descending, ...filter }: TenantQuery,
): Promise<{ row: TenantRow; position: [string, string] }[]> {
  // Empty values come last either way; a name is never empty, and as it is it follows its index.
  const order = sort === 'name' ? ORDERS.name : `coalesce(${ORDERS[sort]}, '${descending ? '' : '~'}')`
  const direction = descending ? 'DESC' : 'ASC'
  const query = matching(tx, filter)
    // As the policy has it, in words that the index can follow: the policy allows the installation's own work more.
    .andWhere("tenant.organization_id = nullif(current_setting('app.organization_id', true), '')::uuid")
    .addSelect(order, 'ordered')
    .orderBy('ordered', direction)
    .addOrderBy('tenant.id', direction)
    .limit(limit + 1)
  if (cursor !== undefined) {
    const [after, id] = decodeCursor(cursor, z.tuple([z.string(), z.guid()]))
    query.andWhere(`(${order}, tenant.id) ${descending ? '<' : '>'} (:after, :id::uuid)`, { after, id })
  }
  const { entities, raw } = await query.getRawAndEntities<{ ordered: string }>()
  return entities.map((row, index) => ({ row, position: [raw[index]?.ordered ?? '', row.id] }))
}
