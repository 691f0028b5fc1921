import { Injectable } from '@nestjs/common'
import { z } from 'zod'
import { Catalogues } from '../assessments/catalogue.js'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { ValidationError } from '../http/problem.js'
import { countManual, manualItems, manualView, type ManualRow } from './manual-items.js'
import type {
  AssignManualWork,
  ManualCounts,
  ManualFilter,
  ManualPage,
  ManualQuery,
  ManualWorkAssigned,
} from './manual-work.dto.js'
import { tenantsNamed } from './tenant-named.js'

const Position = z.tuple([z.string(), z.string(), z.guid(), z.string()])

/** Controls that people judge: who does it, and until when. */
@Injectable()
export class ManualWork {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly events: Events,
    private readonly catalogues: Catalogues,
  ) {}

  page(organizationId: string, { limit, cursor, sort, ...filter }: ManualQuery): Promise<z.output<typeof ManualPage>> {
    const after = cursor === undefined ? [null, null, null, null] : decodeCursor(cursor, Position)
    const first = sort === 'due' ? 'by_due' : 'by_name'
    return this.database.inOrganization(organizationId, async (tx) => {
      const catalogue = await this.catalogues.of(tx)
      const { sql, params } = manualItems(catalogue, filter)
      const order = `${first}, by_name, tenant_id, control`
      const rows = await tx.query<ManualRow[]>(
        `select * from (${sql}) item where $7::text is null or (${order}) > ($7, $8, $9::uuid, $10)
         order by ${order} limit $11`,
        [...params, ...after, limit + 1],
      )
      const page = toPage(rows, limit, (row) => [row[first], row.by_name, row.tenant_id, row.control])
      return { ...page, items: page.items.map((row) => manualView(row, catalogue)) }
    })
  }

  counts(organizationId: string, filter: ManualFilter): Promise<z.output<typeof ManualCounts>> {
    return this.database.inOrganization(organizationId, async (tx) =>
      countManual(tx, manualItems(await this.catalogues.of(tx), filter)),
    )
  }

  /** Gives controls of tenants to a person, sets until when, or both. */
  async assign(
    organizationId: string,
    actor: Actor,
    { controls, tenantIds, ownerId, dueAt }: AssignManualWork,
  ): Promise<z.output<typeof ManualWorkAssigned>> {
    const items = await this.database.inOrganization(organizationId, async (tx) => {
      const catalogue = await this.catalogues.of(tx)
      const unknown = controls.findIndex((id) => !catalogue.controls.has(id))
      if (unknown >= 0) throw new ValidationError([{ path: `controls.${unknown}`, message: 'is no control' }])
      const tenants = await tenantsNamed(tx, tenantIds)
      const [owner] = ownerId ? await tx.query<{ name: string }[]>(MEMBER, [organizationId, ownerId]) : []
      if (ownerId && !owner)
        throw new ValidationError([{ path: 'ownerId', message: 'is no member of the organization' }])
      const ids = tenants.map(({ id }) => id)
      const before = await tx.query<object[]>(
        'select tenant_id, control, owner_id, due_at from manual_work where tenant_id = any($1) and control = any($2) for update',
        [ids, controls],
      )
      const stored = await tx.query<unknown[]>(
        `insert into manual_work (organization_id, tenant_id, control, owner_id, due_at)
         select $1, tenant, control, $4, $6 from unnest($2::uuid[]) as tenant, unnest($3::text[]) as control
         group by tenant, control order by tenant, control
         on conflict (tenant_id, control) do update set
           owner_id = case when $5 then excluded.owner_id else manual_work.owner_id end,
           due_at = case when $7 then excluded.due_at else manual_work.due_at end
         returning 1`,
        [organizationId, ids, controls, ownerId ?? null, ownerId !== undefined, dueAt ?? null, dueAt !== undefined],
      )
      await this.audit.record(tx, {
        actor,
        action: 'manualWork.assigned',
        subject: { kind: 'manualWork', id: controls[0] ?? '', name: nameOf(controls, tenants) },
        summary: `${actor.name} ${whatOf(owner?.name, ownerId, dueAt)} for ${stored.length === 1 ? 'a manual control' : `${stored.length} manual controls`}.`,
        details: { controls, tenants: ids, before, after: { ownerId, dueAt } },
      })
      return stored.length
    })
    this.events.publish(organizationId, 'manual-work.changed', { id: organizationId })
    return { items }
  }
}

const MEMBER = `select u.name from memberships m join users u on u.id = m.user_id
  where m.organization_id = $1 and m.user_id = $2`

function nameOf(controls: readonly string[], tenants: readonly { name: string }[]): string {
  const control = controls.length === 1 ? (controls[0] ?? '') : `${controls.length} controls`
  return `${control} in ${tenants.length === 1 ? (tenants[0]?.name ?? '') : `${tenants.length} tenants`}`
}

function whatOf(
  owner: string | undefined,
  ownerId: string | null | undefined,
  dueAt: string | null | undefined,
): string {
  const who = owner === undefined ? (ownerId === null ? ['named nobody as owner'] : []) : [`named ${owner} as owner`]
  const when =
    dueAt === undefined ? [] : [dueAt === null ? 'took the date away' : `set ${dueAt.slice(0, 10)} as the date`]
  return [...who, ...when].join(' and ')
}
