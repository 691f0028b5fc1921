import { Injectable } from '@nestjs/common'
import type { ProviderPlugin } from '@tenantry/core'
import { Database } from '../database/database.js'
import type { HelpList, WhoCanDoWhat } from './guidance.dto.js'
import { ProviderRegistry } from './provider-registry.js'
import { ProviderSwitches } from './provider-switches.js'
import { phasesOf } from './who-can-do-what.js'

/** What the providers of an organization have to say to people: help, and who may do what. */
@Injectable()
export class GuidanceService {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly switches: ProviderSwitches,
  ) {}

  async help(organizationId: string): Promise<HelpList> {
    const plugins = await this.inUse(organizationId)
    return {
      items: plugins.flatMap(({ id: providerId, name: providerName, help = [] }) =>
        help.map(({ id, title, paragraphs, steps = [], words = [], explains = [], links = [] }) => ({
          providerId,
          providerName,
          id,
          title,
          paragraphs: [...paragraphs],
          steps: [...steps],
          words: [...words],
          explains: [...explains],
          links: [...links],
        })),
      ),
      nextCursor: null,
      references: plugins.flatMap(({ id: providerId, name: providerName, references = [] }) =>
        references.map((reference) => ({ providerId, providerName, ...reference })),
      ),
    }
  }

  async whoCanDoWhat(organizationId: string): Promise<WhoCanDoWhat> {
    return { phases: (await this.inUse(organizationId)).flatMap(phasesOf) }
  }

  private async inUse(organizationId: string): Promise<ProviderPlugin[]> {
    const off = await this.database.inOrganization(organizationId, (tx) => this.switches.off(tx))
    return this.registry.all().filter(({ id }) => !off.has(id) && !this.registry.isOff(id))
  }
}
