import { Injectable } from '@nestjs/common'
import { type EntityManager, QueryFailedError } from 'typeorm'
import type { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { ConnectionRow } from '../connections/connection.entity.js'
import { ConnectionsService } from '../connections/connections.service.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { toPage } from '../http/pages.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { grouped } from './grouped.js'
import { observe, scheduleNext } from './onboarding.js'
import { ProviderLinks } from './provider-links.js'
import { countTenants } from './tenant-counts.js'
import { TenantNotices } from './tenant-notices.js'
import { pageOfTenants } from './tenant-query.js'
import { refOf, storeStates, tenantRow } from './tenant-rows.js'
import { inTenant, TenantVerifier } from './tenant-verifier.js'
import { detailOf, summaryOf, type Surroundings } from './tenant-view.js'
import { TenantRow } from './tenant.entity.js'
import type {
  TenantCounts,
  TenantDetail,
  TenantFilter,
  TenantPage,
  TenantQuery,
  TryOut,
  UpdateTenant,
} from './tenants.dto.js'
import { slugTaken } from './tenants.errors.js'
import { tryRead } from './try-read.js'

/** What roles usually take by the provider's own word, until enough was seen here. */
const USUAL = { fromSeconds: 30 * 60, toSeconds: 120 * 60, samples: 0 }
const TRY_ROWS = 5

/** The tenants of an organization: finding, reading and changing what is ours about them. */
@Injectable()
export class TenantsService {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly connections: ConnectionsService,
    private readonly verifier: TenantVerifier,
    private readonly links: ProviderLinks,
    private readonly notices: TenantNotices,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  list(organizationId: string, query: TenantQuery): Promise<z.output<typeof TenantPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const found = await pageOfTenants(tx, query)
      const { items, nextCursor } = toPage(found, query.limit, ({ position }) => position)
      const around = await this.surroundings(
        tx,
        items.map(({ row }) => row),
      )
      return { items: items.map(({ row }) => summaryOf(row, around(row))), nextCursor }
    })
  }

  /** How many there are of each kind among those that match. */
  counts(organizationId: string, filter: TenantFilter): Promise<z.output<typeof TenantCounts>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      return { ...(await countTenants(tx, filter)), usualPropagation: await usualPropagation(tx) }
    })
  }

  get(organizationId: string, id: string): Promise<TenantDetail> {
    return this.database.inOrganization(organizationId, async (tx) => this.detail(tx, await tenantRow(tx, id)))
  }

  async update(organizationId: string, actor: Actor, id: string, changes: UpdateTenant): Promise<TenantDetail> {
    const detail = await this.database.inOrganization(organizationId, async (tx) => {
      const row = await tenantRow(tx, id, { lock: true })
      const { mailboxesWanted, ...plain } = changes
      if (Object.keys(plain).length > 0) {
        await tx.update(TenantRow, { id }, plain).catch((error: unknown) => {
          const taken = error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505'
          throw taken ? slugTaken({ slug: changes.slug ?? '' }) : error
        })
      }
      if (mailboxesWanted !== undefined && mailboxesWanted !== row.mailboxesWanted) {
        await this.wantMailboxes(tx, row, mailboxesWanted)
      }
      await this.audit.record(tx, {
        actor,
        action: 'tenant.updated',
        subject: { kind: 'tenant', id, name: row.name },
        connectionId: row.connectionId,
        summary: `${actor.name} changed ${Object.keys(changes).join(', ')} of ${row.name}.`,
        details: { ...changes },
      })
      return this.detail(tx, await tenantRow(tx, id))
    })
    this.events.publish(organizationId, 'tenant.changed', { id })
    return detail
  }

  /** Someone says that the role is assigned now. It proves nothing: it begins the clock and brings the next look forward. */
  async sayRoleAssigned(organizationId: string, actor: Actor, id: string): Promise<TenantDetail> {
    const detail = await this.database.inOrganization(organizationId, async (tx) => {
      const row = await tenantRow(tx, id, { lock: true })
      const onboarding = observe(row.onboarding, { kind: 'roleSaidAssigned' }, new Date()).state
      await storeStates(tx, [{ id, onboarding }])
      await this.audit.record(tx, {
        actor,
        action: 'tenant.roleSaidAssigned',
        subject: { kind: 'tenant', id, name: row.name },
        connectionId: row.connectionId,
        summary: `${actor.name} said that the role is assigned in ${row.name}.`,
      })
      return this.detail(tx, await tenantRow(tx, id))
    })
    this.events.publish(organizationId, 'tenant.changed', { id })
    return detail
  }

  /** Reads a few users and distribution lists for real. */
  async tryOut(organizationId: string, id: string): Promise<z.output<typeof TryOut>> {
    const row = await this.database.inOrganization(organizationId, (tx) => tenantRow(tx, id))
    const opened = await this.verifier.open(await this.connections.inUse(organizationId, row.connectionId))
    const tenant = refOf(row)
    const { plugin, client } = opened.own.opened
    const users = await tryRead(() =>
      plugin.capabilities?.people?.users(inTenant({ plugin, client }, tenant), TRY_ROWS),
    )
    const served = opened.mailboxes.find((connection) => connection.row.id === row.servedThrough)
    const chosen = served ?? opened.mailboxes[0]
    const lists = await tryRead(() => {
      if (!chosen) return undefined
      if ('problem' in chosen) throw chosen.problem
      return chosen.opened.plugin.capabilities?.mailboxes?.lists(inTenant(chosen.opened, tenant), TRY_ROWS)
    })
    await this.database.inOrganization(organizationId, (tx) => this.verifier.writeCalls(tx, opened))
    const server = chosen && ('problem' in chosen ? chosen.plugin : chosen.opened.plugin)
    return {
      users: { ...users, items: [...users.items] },
      lists: {
        ...lists,
        items: [...lists.items],
        servedBy: server?.id ?? null,
        servedByName: server?.name ?? null,
      },
    }
  }

  /** Whether mailbox features are wanted in a tenant is for people to say; whether they work is not. */
  private async wantMailboxes(tx: EntityManager, row: TenantRow, wanted: boolean): Promise<void> {
    const now = new Date()
    const state = wanted
      ? {
          ...row.onboarding,
          mailboxes: { status: 'pending' as const, since: now.toISOString() },
          nextCheckAt: now.toISOString(),
        }
      : scheduleNext(observe(row.onboarding, { kind: 'mailboxesNotWanted' }, now).state, now)
    const { readySince: _, ...unready } = state
    const onboarding = wanted ? unready : state
    await storeStates(tx, [{ id: row.id, onboarding, mailboxesWanted: wanted }])
    if (!wanted) await this.notices.changed(tx, [{ row, after: onboarding }])
  }

  private async detail(tx: EntityManager, row: TenantRow): Promise<TenantDetail> {
    const around = await this.surroundings(tx, [row])
    const { connection } = around(row)
    const detail = detailOf(row, around(row), await usualPropagation(tx), await twinsOf(tx, row))
    const { consent, mailboxes } = detail.steps
    return {
      ...detail,
      steps: {
        consent: consent && (await this.links.forStep(consent, connection)),
        mailboxes: mailboxes && (await this.links.forStep(mailboxes, connection)),
      },
      reviewLink: detail.reviewLink && (await this.links.forLink(detail.reviewLink, connection)),
    }
  }

  private async surroundings(tx: EntityManager, rows: readonly TenantRow[]): Promise<(row: TenantRow) => Surroundings> {
    const connections = new Map((await tx.find(ConnectionRow)).map((row) => [row.id, row]))
    const memberships = await tx.query<{ tenant_id: string; id: string; name: string }[]>(
      `select m.tenant_id, g.id, g.name from tenant_group_members m join tenant_groups g on g.id = m.group_id
       where m.tenant_id = any($1) order by g.name`,
      [rows.map(({ id }) => id)],
    )
    const groups = grouped(memberships, ({ tenant_id: tenantId }) => tenantId)
    return (row) => {
      const connection = connections.get(row.connectionId) as ConnectionRow
      return {
        connection,
        plugin: this.registry.find(connection.providerId),
        nameOf: (id) => this.registry.find(id)?.name ?? id,
        groups: (groups.get(row.id) ?? []).map(({ id, name }) => ({ id, name })),
      }
    }
  }
}

/** The same tenant as other connections reach it: each has consent, mailboxes and readiness of its own. */
function twinsOf(tx: EntityManager, row: TenantRow): Promise<TenantDetail['twins']> {
  return tx.query<TenantDetail['twins']>(
    `select t.id, t.connection_id as "connectionId", c.name as "connectionName" from tenants t
     join connections c on c.id = t.connection_id
     where t.provider_tenant_id = $1 and t.id <> $2 and t.gone_at is null and c.provider_id = (
       select provider_id from connections where id = $3)
     order by c.name`,
    [row.providerTenantId, row.id, row.connectionId],
  )
}

/** The middle of what was seen here, once there is enough of it. */
async function usualPropagation(tx: EntityManager): Promise<TenantDetail['usualPropagation']> {
  const [seen] = await tx.query<[{ samples: number; low: number | null; high: number | null }]>(
    `select count(*)::int samples, percentile_cont(0.1) within group (order by seconds) low,
       percentile_cont(0.9) within group (order by seconds) high
     from (select seconds from propagation_times order by id desc limit 100) latest`,
  )
  if (seen.samples < 3 || seen.low === null || seen.high === null) return { ...USUAL, samples: seen.samples }
  return { fromSeconds: Math.round(seen.low), toSeconds: Math.round(seen.high), samples: seen.samples }
}
