import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { connectionRow } from '../connections/connection-rows.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { Organization } from '../organizations/organization.entity.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { hashToken, newToken } from '../sessions/token.js'
import { ConsentRequests } from './consent-requests.js'
import { isAwaited } from './onboarding.js'
import { tenantRow } from './tenant-rows.js'
import { detailOf } from './tenant-view.js'
import type { HandoverLinkPage, HandoverLinkView, OpenedHandover } from './consent.dto.js'
import { latestVisitOf } from './consent-visits.js'
import { handoverExpired, handoverInvalid, handoverRevoked } from './tenants.errors.js'

interface LinkRow {
  id: string
  organization_id: string
  tenant_id: string
  created_by: Pick<Actor, 'kind' | 'id' | 'name'>
  created_at: Date
  expires_at: Date
  opened_at: Date | null
  ended_at: Date | null
  outcome: string | null
}

/** Links for the customer's administrator: no account, a few days, one tenant, and nothing but its consent (N24). */
@Injectable()
export class HandoverLinks {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly requests: ConsentRequests,
    private readonly audit: Audit,
  ) {}

  /** Makes a link for each tenant. Their addresses are shown now and never again. */
  async create(
    organizationId: string,
    actor: Actor,
    origin: string,
    { tenantIds, days }: { tenantIds: readonly string[]; days: number },
  ): Promise<(HandoverLinkView & { url: string })[]> {
    const expiresAt = new Date(Date.now() + days * 86_400_000)
    return this.database.inOrganization(organizationId, async (tx) => {
      const made = []
      for (const tenantId of new Set(tenantIds)) {
        const tenant = await tenantRow(tx, tenantId)
        const token = newToken()
        const id = randomUUID()
        const [row] = await tx.query<[LinkRow]>(
          `insert into handover_links (id, organization_id, token_hash, tenant_id, created_by, expires_at)
           values ($1, $2, $3, $4, $5, $6) returning *`,
          [id, organizationId, hashToken(token), tenantId, JSON.stringify(pick(actor)), expiresAt],
        )
        await this.audit.record(tx, {
          actor,
          action: 'handover.created',
          subject: { kind: 'tenant', id: tenantId, name: tenant.name },
          connectionId: tenant.connectionId,
          summary: `${actor.name} made a handover link for ${tenant.name}, for ${days} days.`,
          details: { handoverId: id },
        })
        made.push({ ...viewOf(row, tenant.name), url: `${origin}/handover/${token}` })
      }
      return made
    })
  }

  list(
    organizationId: string,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<z.output<typeof HandoverLinkPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const [before, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, z.tuple([z.string(), z.guid()]))
      const rows = await tx.query<(LinkRow & { name: string; position: string })[]>(
        `select l.*, t.name, l.created_at::text as position from handover_links l join tenants t on t.id = l.tenant_id
         where $2::timestamptz is null or (l.created_at, l.id) < ($2::timestamptz, $3::uuid)
         order by l.created_at desc, l.id desc limit $1`,
        [limit + 1, before, id],
      )
      const { items, nextCursor } = toPage(rows, limit, (row) => [row.position, row.id])
      return { items: items.map((row) => viewOf(row, row.name)), nextCursor }
    })
  }

  async revoke(organizationId: string, actor: Actor, id: string): Promise<void> {
    await this.database.inOrganization(organizationId, async (tx) => {
      const [changed] = await tx.query<[{ tenant_id: string }[], number]>(
        'update handover_links set ended_at = now() where id::text = $1 and ended_at is null returning tenant_id',
        [id],
      )
      const [link] = changed
      if (!link) throw handoverInvalid({})
      const tenant = await tenantRow(tx, link.tenant_id)
      await this.audit.record(tx, {
        actor,
        action: 'handover.revoked',
        subject: { kind: 'tenant', id: tenant.id, name: tenant.name },
        connectionId: tenant.connectionId,
        summary: `${actor.name} revoked a handover link of ${tenant.name}.`,
        details: { handoverId: id },
      })
    })
  }

  /** What the customer's administrator sees: who asks, for which tenant, and for what exactly. */
  async open(token: string): Promise<OpenedHandover> {
    return this.within(token, async (tx, link) => {
      await tx.query('update handover_links set opened_at = coalesce(opened_at, now()) where id = $1', [link.id])
      const tenant = await tenantRow(tx, link.tenant_id)
      const connection = await connectionRow(tx, tenant.connectionId)
      const organization = await tx.findOneByOrFail(Organization, { id: link.organization_id })
      const plugin = this.registry.find(connection.providerId)
      const surroundings = { connection, plugin, nameOf: (id: string) => id, groups: [] }
      const { whatIf, steps } = detailOf(tenant, surroundings, { fromSeconds: 0, toSeconds: 0, samples: 0 })
      const { consent } = tenant.onboarding
      return {
        organizationName: organization.name,
        tenantName: tenant.name,
        defaultDomain: tenant.defaultDomain,
        providerName: plugin?.name ?? connection.providerId,
        appId: plugin?.capabilities?.consent?.request(connection).appId ?? null,
        appName: await appNameOf(tx, connection.id),
        expiresAt: link.expires_at.toISOString(),
        who: steps.consent?.who.enough ?? [],
        features: whatIf?.features ?? [],
        consent: { status: consent.status, awaited: isAwaited(consent, new Date()) },
        visit: await latestVisitOf(tx, link.id),
      }
    })
  }

  /** The address of the consent page for the customer's administrator. */
  async ask(token: string, origin: string): Promise<{ id: string; url: string; returnsHere: boolean }> {
    const link = await this.within(token, (_tx, found) => Promise.resolve(found))
    const { id, url, returnsHere } = await this.requests.ask(link.organization_id, link.tenant_id, {
      actor: { ...link.created_by, name: `${link.created_by.name} (handover link)` },
      origin,
      handoverId: link.id,
    })
    return { id, url, returnsHere }
  }

  private async within<T>(token: string, work: (tx: EntityManager, link: LinkRow) => Promise<T>): Promise<T> {
    const handoverHash = hashToken(token)
    return this.database.withPresented({ handoverHash }, async (tx) => {
      const [link] = await tx.query<LinkRow[]>('select * from handover_links where token_hash = $1', [handoverHash])
      if (!link) throw handoverInvalid({})
      if (link.ended_at) throw handoverRevoked({})
      if (link.expires_at.getTime() <= Date.now()) throw handoverExpired({})
      await this.database.enter(tx, link.organization_id)
      return work(tx, link)
    })
  }
}

/** The app is called the same in every tenant that it was seen in. */
async function appNameOf(tx: EntityManager, connectionId: string): Promise<string | null> {
  const [seen] = await tx.query<{ name: string }[]>(
    'select app_name as name from tenants where connection_id = $1 and app_name is not null limit 1',
    [connectionId],
  )
  return seen?.name ?? null
}

function pick({ kind, id, name }: Actor): Pick<Actor, 'kind' | 'id' | 'name'> {
  return { kind, id, name }
}

function viewOf(row: LinkRow, tenantName: string): HandoverLinkView {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    tenantName,
    createdBy: row.created_by.name,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    openedAt: row.opened_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    outcome: row.outcome,
  }
}
