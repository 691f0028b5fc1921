import { Injectable } from '@nestjs/common'
import { activeSets, formFields, type ProviderPlugin } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { ProviderRegistry } from './provider-registry.js'
import { ProviderSwitches } from './provider-switches.js'
import type { Manifest, Provider, ProviderDetail, ProviderList } from './providers.dto.js'

/** The catalogue of providers as an organization sees it. */
@Injectable()
export class ProvidersService {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly switches: ProviderSwitches,
  ) {}

  list(organizationId: string): Promise<z.output<typeof ProviderList>> {
    return this.database.inOrganization(organizationId, async (tx) => ({
      items: await this.summaries(tx, this.registry.all()),
      nextCursor: null,
      refused: this.registry.refused.map(({ module, reasons }) => ({ module, reasons: [...reasons] })),
    }))
  }

  async get(organizationId: string, providerId: string): Promise<z.output<typeof ProviderDetail>> {
    const plugin = this.registry.get(providerId)
    const [summary] = await this.database.inOrganization(organizationId, (tx) => this.summaries(tx, [plugin]))
    if (!summary) throw notFound({ what: 'provider' })
    return { ...summary, ...detailOf(plugin) }
  }

  async setEnabled(organizationId: string, actor: Actor, providerId: string, enabled: boolean): Promise<Provider> {
    const plugin = this.registry.get(providerId)
    const [summary] = await this.database.inOrganization(organizationId, async (tx) => {
      await this.switches.set(tx, actor, organizationId, plugin, enabled)
      return this.summaries(tx, [plugin])
    })
    if (!summary) throw notFound({ what: 'provider' })
    return summary
  }

  manifest(providerId: string, kind: string, sets: readonly string[]): z.output<typeof Manifest> {
    const plugin = this.registry.get(providerId)
    if (!plugin.permissionManifest) throw notFound({ what: 'manifest' })
    return plugin.permissionManifest(activeSets(plugin.permissionSets, kind, sets))
  }

  private async summaries(tx: EntityManager, plugins: readonly ProviderPlugin[]): Promise<Provider[]> {
    const off = await this.switches.off(tx)
    const counts: { provider_id: string; count: number }[] = await tx.query(
      'select provider_id, count(*)::int as count from connections group by provider_id',
    )
    return plugins.map(({ id, name, description, categories }) => ({
      id,
      name,
      description,
      categories: [...categories],
      enabled: !off.has(id),
      globallyDisabled: this.registry.isOff(id),
      connections: counts.find((row) => row.provider_id === id)?.count ?? 0,
    }))
  }
}

function detailOf(plugin: ProviderPlugin) {
  return structuredClone({
    connectionKinds: plugin.connectionKinds.map(({ config, ...kind }) => ({
      ...kind,
      fields: formFields(config),
      reachesOthers: plugin.capabilities?.tenants?.partnerKinds?.includes(kind.id) ?? false,
    })),
    credentialKinds: plugin.credentialKinds.map(({ schema, ...kind }) => ({ ...kind, fields: formFields(schema) })),
    roles: plugin.roles,
    permissionSets: plugin.permissionSets,
    dataCategories: plugin.dataCategories,
    neverReads: plugin.forbiddenCalls.map(({ what }) => what),
    activityLinks: plugin.activityLinks ?? [],
    hasManifest: plugin.permissionManifest !== undefined,
  }) as unknown as Omit<z.output<typeof ProviderDetail>, keyof Provider>
}
