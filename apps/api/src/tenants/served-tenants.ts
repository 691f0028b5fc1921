import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { CapabilityId } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { ConnectionFollowers } from '../connections/connection-followers.js'
import { connectionRow } from '../connections/connection-rows.js'
import { ConnectionRow } from '../connections/connection.entity.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { ProviderSwitches } from '../providers/provider-switches.js'
import { CapabilitiesService } from './capabilities.service.js'
import type { DisconnectPreview } from './capabilities.dto.js'
import { observe } from './onboarding.js'
import { lockTenants, storeStates } from './tenant-rows.js'

const CAPABILITIES = ['tenants', 'consent', 'bulkConsent', 'mailboxes', 'people'] as const satisfies CapabilityId[]

/** What tenants lose when a connection goes that serves them and is not their own, and nothing else. */
@Injectable()
export class ServedTenants implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly followers: ConnectionFollowers,
    private readonly switches: ProviderSwitches,
    private readonly capabilities: CapabilitiesService,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  onModuleInit(): void {
    this.followers.add({
      left: (tx, row, actor) => this.drop(tx, row, actor),
      featuresChanged: lookSoon,
    })
    this.switches.whenOff(async (tx, actor, { id }) => {
      for (const row of await tx.findBy(ConnectionRow, { providerId: id })) await this.drop(tx, row, actor)
    })
  }

  /** What disconnecting a connection would change. */
  preview(organizationId: string, connectionId: string): Promise<z.output<typeof DisconnectPreview>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const row = await connectionRow(tx, connectionId)
      const [own] = await tx.query<[{ count: number }]>(
        'select count(*)::int as count from tenants where connection_id = $1 and gone_at is null',
        [row.id],
      )
      const losing: (typeof CAPABILITIES)[number][] = []
      for (const capability of CAPABILITIES) {
        const [first, ...others] = await this.capabilities.connectionsWith(tx, capability)
        if (first?.id === row.id && others.length === 0) losing.push(capability)
      }
      return { tenants: own.count, mailboxes: await servedThrough(tx, row), capabilities: losing }
    })
  }

  private async drop(tx: EntityManager, row: ConnectionRow, actor: Actor): Promise<void> {
    const served = await servedThrough(tx, row)
    if (served.length === 0) return
    const now = new Date()
    const gone = { kind: 'providerGone' as const, provider: row.providerId, connectionId: row.id }
    const tenants = await lockTenants(
      tx,
      served.map(({ id }) => id),
    )
    await storeStates(
      tx,
      tenants.map(({ id, onboarding }) => ({ id, onboarding: observe(onboarding, gone, now).state })),
    )
    const changed = tenants.map(({ id }) => ({ id }))
    await this.events.publishAllWith(tx, row.organizationId, 'tenant.changed', changed)
    const what = served.length === 1 ? served[0]?.name : `${served.length} tenants`
    await this.audit.record(tx, {
      actor,
      action: 'tenants.mailboxesDropped',
      subject: { kind: 'connection', id: row.id, name: row.name },
      connectionId: row.id,
      summary: `Mailboxes of ${what} were served through “${row.name}” and are pending now.`,
      details: { tenants: served.map(({ id }) => id) },
    })
  }
}

/** Tenants of other connections whose mailboxes are served through this one. */
async function servedThrough(tx: EntityManager, row: ConnectionRow): Promise<{ id: string; name: string }[]> {
  return tx.query<{ id: string; name: string }[]>(
    `select id, name from tenants where connection_id <> $1 and served_through = $1 and gone_at is null
     order by lower(name)`,
    [row.id],
  )
}

/** Other features want other permissions: whether they are granted is for the next look to say. */
async function lookSoon(tx: EntityManager, { id }: ConnectionRow): Promise<void> {
  await tx.query('update tenants set next_check_at = now() where connection_id = $1 and gone_at is null', [id])
}
