import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { type EntityManager, QueryFailedError } from 'typeorm'
import { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { ValidationError } from '../http/problem.js'
import { chosenTenants } from './chosen-tenants.js'
import type {
  CreateTenantGroup,
  EditTenants,
  TenantGroup,
  TenantGroupPage,
  UpdateTenantGroup,
} from './tenant-groups.dto.js'
import { groupNameTaken, nothingMatches } from './tenants.errors.js'

const MOST_TAGS = 20
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

interface GroupRow {
  id: string
  name: string
  description: string
  tenants: number
  created_at: Date
}

const SELECT = `select g.id, g.name, g.description, g.created_at, (
    select count(*)::int from tenant_group_members m join tenants t on t.id = m.tenant_id and t.gone_at is null
    where m.group_id = g.id) as tenants
  from tenant_groups g`

/** Groups and tags of tenants: an organization's own order, unknown to any provider. */
@Injectable()
export class TenantGroups {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  list(
    organizationId: string,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<z.output<typeof TenantGroupPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const [after] = cursor === undefined ? [null] : decodeCursor(cursor, z.tuple([z.string()]))
      const rows = await tx.query<GroupRow[]>(
        `${SELECT} where $2::text is null or g.name > $2 order by g.name limit $1`,
        [limit + 1, after],
      )
      const { items, nextCursor } = toPage(rows, limit, ({ name }) => [name])
      return { items: items.map(viewOf), nextCursor }
    })
  }

  get(organizationId: string, id: string): Promise<TenantGroup> {
    return this.database.inOrganization(organizationId, async (tx) => viewOf(await groupRow(tx, id)))
  }

  create(organizationId: string, actor: Actor, wanted: CreateTenantGroup): Promise<TenantGroup> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const id = randomUUID()
      await uniquely(wanted.name, () =>
        tx.query('insert into tenant_groups (id, organization_id, name, description) values ($1, $2, $3, $4)', [
          id,
          organizationId,
          wanted.name,
          wanted.description,
        ]),
      )
      await addMembers(tx, [id], wanted.tenantIds)
      await this.audit.record(tx, {
        actor,
        action: 'tenantGroup.created',
        subject: { kind: 'tenantGroup', id, name: wanted.name },
        summary: `${actor.name} made the group “${wanted.name}”.`,
        details: { tenants: wanted.tenantIds },
      })
      return viewOf(await groupRow(tx, id))
    })
  }

  update(organizationId: string, actor: Actor, id: string, changes: UpdateTenantGroup): Promise<TenantGroup> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const before = await groupRow(tx, id)
      const { name = before.name, description = before.description } = changes
      await uniquely(name, () =>
        tx.query('update tenant_groups set name = $2, description = $3 where id = $1', [id, name, description]),
      )
      await this.audit.record(tx, {
        actor,
        action: 'tenantGroup.updated',
        subject: { kind: 'tenantGroup', id, name },
        summary: `${actor.name} changed the group “${before.name}”.`,
        details: { before: { name: before.name, description: before.description }, after: changes },
      })
      return viewOf(await groupRow(tx, id))
    })
  }

  async remove(organizationId: string, actor: Actor, id: string): Promise<void> {
    await this.database.inOrganization(organizationId, async (tx) => {
      const { name, tenants } = await groupRow(tx, id)
      await tx.query('delete from tenant_groups where id = $1', [id])
      await this.audit.record(tx, {
        actor,
        action: 'tenantGroup.deleted',
        subject: { kind: 'tenantGroup', id, name },
        summary: `${actor.name} deleted the group “${name}” of ${tenants} tenants; the tenants stay.`,
      })
    })
  }

  /** Changes tags and groups of many tenants at once. */
  async edit(
    organizationId: string,
    actor: Actor,
    { tags, groups, ...which }: EditTenants,
  ): Promise<{ tenants: number }> {
    const ids = await this.database.inOrganization(organizationId, async (tx) => {
      const tenants = await chosenTenants(tx, which)
      if (tenants.length === 0) throw nothingMatches({})
      const chosen = tenants.map(({ id }) => id)
      if (tags) await editTags(tx, chosen, tags)
      if (groups) {
        await addMembers(tx, groups.add, chosen)
        await tx.query('delete from tenant_group_members where group_id = any($1) and tenant_id = any($2)', [
          groups.remove,
          chosen,
        ])
      }
      await this.audit.record(tx, {
        actor,
        action: 'tenants.edited',
        subject: {
          kind: 'tenants',
          id: chosen[0] ?? '',
          name: tenants
            .slice(0, 3)
            .map(({ name }) => name)
            .join(', '),
        },
        summary: `${actor.name} changed tags or groups of ${chosen.length === 1 ? tenants[0]?.name : `${chosen.length} tenants`}.`,
        details: { tenants: chosen, ...(tags && { tags }), ...(groups && { groups }) },
      })
      return chosen
    })
    const changed = ids.map((id) => ({ id }))
    this.events.publishAll(organizationId, 'tenant.changed', changed)
    return { tenants: ids.length }
  }
}

async function groupRow(tx: EntityManager, id: string): Promise<GroupRow> {
  const [row] = UUID.test(id) ? await tx.query<GroupRow[]>(`${SELECT} where g.id = $1`, [id]) : []
  if (!row) throw notFound({ what: 'group' })
  return row
}

/** Both sides are looked up first: a foreign key knows no organizations. */
async function addMembers(tx: EntityManager, groupIds: readonly string[], tenantIds: readonly string[]): Promise<void> {
  const found = await tx.query<unknown[]>('select 1 from tenant_groups where id = any($1)', [groupIds])
  if (found.length !== new Set(groupIds).size) throw notFound({ what: 'group' })
  await tx.query(
    `insert into tenant_group_members (organization_id, tenant_id, group_id)
     select t.organization_id, t.id, g.id from tenants t, tenant_groups g where t.id = any($1) and g.id = any($2)
     on conflict do nothing`,
    [tenantIds, groupIds],
  )
}

async function editTags(
  tx: EntityManager,
  ids: readonly string[],
  tags: { add: string[]; remove: string[] },
): Promise<void> {
  await tx.query(
    `update tenants set tags = array(
       select distinct tag from unnest(tags || $2::text[]) as tag where tag <> all($3::text[]) order by tag)
     where id = any($1)`,
    [ids, tags.add, tags.remove],
  )
  const [full] = await tx.query<unknown[]>(
    'select 1 from tenants where id = any($1) and cardinality(tags) > $2 limit 1',
    [ids, MOST_TAGS],
  )
  if (full) throw new ValidationError([{ path: 'tags.add', message: `A tenant has at most ${MOST_TAGS} tags.` }])
}

async function uniquely(name: string, change: () => Promise<unknown>): Promise<void> {
  await change().catch((error: unknown) => {
    const taken = error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505'
    throw taken ? groupNameTaken({ name }) : error
  })
}

function viewOf({ created_at: createdAt, ...row }: GroupRow): TenantGroup {
  return { ...row, createdAt: createdAt.toISOString() }
}
