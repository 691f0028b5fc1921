import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { AppError, problemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Audit } from '../audit/audit.js'
import { ConnectionClients } from '../connections/connection-clients.js'
import type { ConnectionRow } from '../connections/connection.entity.js'
import { connectionRow } from '../connections/connection-rows.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { hashToken, newToken } from '../sessions/token.js'
import { observe } from './onboarding.js'
import { ProviderLinks } from './provider-links.js'
import { storeStates, tenantRow, refOf } from './tenant-rows.js'
import { TenantRunner } from './tenant-runner.js'
import { TenantRuns } from './tenant-runs.js'
import { noConsent } from './tenants.errors.js'

const LIFETIME_MINUTES = 60

/** Where the browser that asks comes back to, and by what it will be known again. */
export interface Asker {
  actor: Pick<Actor, 'kind' | 'id' | 'name'>
  /** Address of this installation as the browser knows it. */
  origin: string
  /** Hash of the session's token, or of the handover link's. */
  sessionHash?: string | undefined
  handoverId?: string | undefined
}

/** How a visit to the consent page ended, as far as the way back tells. None of it proves consent. */
export type ReturnOutcome = 'returned' | 'refused' | 'otherTenant' | 'otherSession' | 'expired' | 'repeated' | 'unknown'

export interface ConsentReturned {
  outcome: ReturnOutcome
  organizationId?: string
  tenantId?: string
  /** The visit began on a handover link. */
  handover?: boolean
}

interface RequestRow {
  id: string
  organization_id: string
  tenant_id: string
  session_hash: string | null
  handover_id: string | null
  asked_by: Pick<Actor, 'kind' | 'id' | 'name'>
  expires_at: Date
  used_at: Date | null
}

/**
 * Visits to a provider's consent page. Each has a one-time state that belongs to a session, an organization and a tenant;
 * what comes back with it is a hint that brings the next look forward, and nothing more.
 */
@Injectable()
export class ConsentRequests {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly clients: ConnectionClients,
    private readonly links: ProviderLinks,
    private readonly runs: TenantRuns,
    private readonly runner: TenantRunner,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  /**
   * The address to open. Without a registered way back the visit ends on a page of the provider, and `returnsHere` is
   * false: nobody says when it ended, so the tenant is looked at again and again for a while.
   */
  async ask(
    organizationId: string,
    tenantId: string,
    asker: Asker,
  ): Promise<{ id: string; url: string; returnsHere: boolean; returnTo: string; expiresAt: string }> {
    const { tenant, connection } = await this.database.inOrganization(organizationId, async (tx) => {
      const row = await tenantRow(tx, tenantId)
      return { tenant: row, connection: await connectionRow(tx, row.connectionId) }
    })
    const consent = this.registry.find(connection.providerId)?.capabilities?.consent
    if (!consent?.kinds.includes(connection.kind)) throw noConsent({ name: connection.name })
    const returnTo = `${asker.origin}/api/v1/consent-returns`
    const returnsHere = await this.acceptsReturn(connection, asker, returnTo)
    const id = randomUUID()
    const state = newToken()
    const expiresAt = new Date(Date.now() + LIFETIME_MINUTES * 60_000)
    await this.database.inOrganization(organizationId, async (tx) => {
      await tx.query(
        `insert into consent_requests
           (id, organization_id, tenant_id, state_hash, session_hash, handover_id, asked_by, expires_at, returns_here)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          id,
          organizationId,
          tenantId,
          hashToken(state),
          asker.sessionHash ?? null,
          asker.handoverId ?? null,
          JSON.stringify({ kind: asker.actor.kind, id: asker.actor.id, name: asker.actor.name }),
          expiresAt,
          returnsHere,
        ],
      )
      if (!returnsHere) await this.expect(tx, tenantId)
      await this.audit.record(tx, {
        actor: asker.actor,
        action: 'consent.asked',
        subject: { kind: 'tenant', id: tenantId, name: tenant.name },
        connectionId: connection.id,
        summary: `${asker.actor.name} opened the consent page of ${tenant.name}.`,
        details: { returnsHere, handover: asker.handoverId !== undefined },
      })
    })
    const setup = { kind: connection.kind, config: connection.config, sets: connection.sets }
    const url = consent.link(setup, { tenant: refOf(tenant), state, ...(returnsHere && { redirectUri: returnTo }) })
    if (!returnsHere) this.events.publish(organizationId, 'tenant.changed', { id: tenantId })
    return {
      id,
      url: await this.links.forBrowser(url, connection),
      returnsHere,
      returnTo,
      expiresAt: expiresAt.toISOString(),
    }
  }

  /** Reads what came back from a consent page. */
  async returned(query: Readonly<Record<string, string>>, sessionHash: string | undefined): Promise<ConsentReturned> {
    const read = this.registry
      .all()
      .map(({ capabilities }) => capabilities?.consent?.readReturn(query))
      .find((candidate) => candidate?.state !== undefined)
    if (read?.state === undefined) return { outcome: 'unknown' }
    const consentStateHash = hashToken(read.state)
    const found = await this.database.withPresented({ consentStateHash }, async (tx) => {
      const [row] = await tx.query<RequestRow[]>('select * from consent_requests where state_hash = $1', [
        consentStateHash,
      ])
      return row
    })
    if (!found) return { outcome: 'unknown' }
    const place = {
      organizationId: found.organization_id,
      tenantId: found.tenant_id,
      handover: found.handover_id !== null,
    }
    // Whoever brings the state in another browser learns nothing and uses nothing up.
    if (found.handover_id === null && found.session_hash !== sessionHash) return { ...place, outcome: 'otherSession' }
    const outcome = await this.database.inOrganization(found.organization_id, async (tx) => {
      const tenant = await tenantRow(tx, found.tenant_id, { lock: true })
      const verdict = judge(found, tenant.providerTenantId, read)
      const [, used] = await tx.query<[unknown[], number]>(
        `update consent_requests set used_at = now(), outcome = $2, problem = $3
         where id = $1 and used_at is null`,
        [found.id, verdict, read.refused ? JSON.stringify(problemFacts(read.refused)) : null],
      )
      if (used === 0) return 'repeated' as const
      await this.audit.record(tx, {
        actor: found.asked_by,
        action: 'consent.returned',
        subject: { kind: 'tenant', id: tenant.id, name: tenant.name },
        connectionId: tenant.connectionId,
        result: verdict === 'returned' ? 'success' : 'failure',
        summary: `The consent page of ${tenant.name} was left: ${read.refused?.why ?? verdict}.`,
        details: { outcome: verdict },
      })
      if (verdict === 'returned') await this.expect(tx, tenant.id)
      if (found.handover_id !== null) {
        await tx.query('update handover_links set outcome = $2 where id = $1', [found.handover_id, verdict])
      }
      return verdict
    })
    if (outcome === 'returned') await this.lookNow(found)
    if (outcome !== 'repeated') {
      this.events.publish(found.organization_id, 'tenant.changed', { id: found.tenant_id })
    }
    return { ...place, outcome }
  }

  /** Proof is a sign-in in the tenant: at once, and again by the schedule until it works or the time is over. */
  private async lookNow({
    organization_id: organizationId,
    tenant_id: tenantId,
    asked_by: startedBy,
  }: RequestRow): Promise<void> {
    const runId = await this.database.inOrganization(organizationId, async (tx) => {
      const { connectionId } = await tenantRow(tx, tenantId)
      return this.runs.begin(tx, { organizationId, connectionId, kind: 'recheck', startedBy }, [tenantId])
    })
    await this.runner.queue(organizationId, runId)
  }

  /** From now on a grant may show at any moment. */
  private async expect(tx: EntityManager, tenantId: string): Promise<void> {
    const before = await tenantRow(tx, tenantId, { lock: true })
    const onboarding = observe(before.onboarding, { kind: 'consentReturned' }, new Date()).state
    await storeStates(tx, [{ id: tenantId, onboarding }])
  }

  /** Whether the app's registration names our address; where that cannot be read, it is not risked. */
  private async acceptsReturn(connection: ConnectionRow, asker: Asker, returnTo: string): Promise<boolean> {
    try {
      const { plugin, client } = await this.clients.of(connection, asker.actor, 'to see where consent may return to')
      return (await plugin.capabilities?.consent?.acceptsReturnTo?.(client, returnTo)) === true
    } catch (error) {
      if (error instanceof AppError) return false
      throw error
    }
  }
}

function judge(
  request: RequestRow,
  intended: string,
  read: { tenantId?: string; refused?: AppError },
): Exclude<ReturnOutcome, 'unknown' | 'otherSession'> {
  if (request.used_at !== null) return 'repeated'
  if (request.expires_at.getTime() < Date.now()) return 'expired'
  if (read.refused) return 'refused'
  if (read.tenantId !== undefined && read.tenantId.toLowerCase() !== intended.toLowerCase()) return 'otherTenant'
  return 'returned'
}
