import { Injectable } from '@nestjs/common'
import type { ProviderPlugin } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Audit } from '../audit/audit.js'
import type { Actor } from '../http/authentication.js'
import { ProviderRegistry } from './provider-registry.js'
import { providerDisabled } from './providers.errors.js'

type Follower = (tx: EntityManager, actor: Actor, plugin: ProviderPlugin) => Promise<void>

/** Which providers an organization has switched on. A new organization starts with all of them on. */
@Injectable()
export class ProviderSwitches {
  private readonly followers: Follower[] = []

  constructor(
    private readonly registry: ProviderRegistry,
    private readonly audit: Audit,
  ) {}

  /** Ids of the providers that this organization has switched off. */
  async off(tx: EntityManager): Promise<Set<string>> {
    const rows: { provider_id: string }[] = await tx.query(
      'select provider_id from provider_switches where not enabled',
    )
    return new Set(rows.map((row) => row.provider_id))
  }

  /** Throws `provider_disabled` unless the provider may be used in the organization of the transaction. */
  async require(tx: EntityManager, plugin: ProviderPlugin): Promise<void> {
    if (this.registry.isOff(plugin.id)) throw providerDisabled({ provider: plugin.name, everywhere: true })
    if ((await this.off(tx)).has(plugin.id)) throw providerDisabled({ provider: plugin.name, everywhere: false })
  }

  /** Calls back in the transaction in which a provider is switched off. Call it in `onModuleInit`. */
  whenOff(follower: Follower): void {
    this.followers.push(follower)
  }

  async set(
    tx: EntityManager,
    actor: Actor,
    organizationId: string,
    plugin: ProviderPlugin,
    enabled: boolean,
  ): Promise<void> {
    await tx.query(
      `insert into provider_switches (organization_id, provider_id, enabled) values ($1, $2, $3)
       on conflict (organization_id, provider_id) do update set enabled = excluded.enabled, changed_at = now()`,
      [organizationId, plugin.id, enabled],
    )
    if (!enabled) for (const follow of this.followers) await follow(tx, actor, plugin)
    await this.audit.record(tx, {
      actor,
      action: enabled ? 'provider.enabled' : 'provider.disabled',
      subject: { kind: 'provider', id: plugin.id, name: plugin.name },
      summary: `${actor.name} switched ${plugin.name} ${enabled ? 'on' : 'off'} for the organization.`,
    })
  }
}
