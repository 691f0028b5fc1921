import { Inject, Injectable, Logger, Optional, type OnModuleInit } from '@nestjs/common'
import { pluginFaults, type ProviderPlugin } from '@tenantry/core'
import { CONFIG, type Config } from '../config/config.js'
import { notFound } from '../http/errors.js'
import { plugins } from '../plugins.js'

/** Injection token of the list of plugins to load; `plugins.ts` unless a test gives another. */
export const PLUGINS = Symbol('Plugins')

/** A plugin that was not accepted, and why. */
export interface RefusedPlugin {
  module: string
  reasons: readonly string[]
}

/** The plugins that were accepted at start. */
@Injectable()
export class ProviderRegistry implements OnModuleInit {
  private readonly logger = new Logger('Providers')
  private readonly accepted = new Map<string, ProviderPlugin>()
  /** Plugins that were refused at start. */
  readonly refused: RefusedPlugin[] = []

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Optional() @Inject(PLUGINS) private readonly sources: typeof plugins = plugins,
  ) {}

  async onModuleInit(): Promise<void> {
    const loaded = await Promise.all(this.sources.map(async (source) => ({ source, plugin: await load(source.load) })))
    for (const { source, plugin } of loaded) {
      const reasons = plugin instanceof LoadFailure ? [plugin.reason] : this.faults(plugin)
      if (reasons.length > 0) {
        this.refused.push({ module: source.module, reasons })
        this.logger.error(`The plugin ${source.module} is not loaded: ${reasons.join('; ')}.`)
      } else {
        this.accepted.set((plugin as ProviderPlugin).id, plugin as ProviderPlugin)
      }
    }
  }

  private faults(plugin: unknown): string[] {
    const faults = pluginFaults(plugin)
    const id = (plugin as ProviderPlugin | undefined)?.id
    return faults.length === 0 && id !== undefined && this.accepted.has(id)
      ? [`its id ${id} is taken by another plugin`]
      : faults
  }

  all(): ProviderPlugin[] {
    return [...this.accepted.values()]
  }

  /** The plugin with this id. Throws `not_found`. */
  get(id: string): ProviderPlugin {
    const plugin = this.accepted.get(id)
    if (!plugin) throw notFound({ what: 'provider' })
    return plugin
  }

  /** The plugin with this id, if it is loaded. */
  find(id: string): ProviderPlugin | undefined {
    return this.accepted.get(id)
  }

  /** Whether the operator has switched this provider off for everyone. */
  isOff(id: string): boolean {
    return this.config.disabledProviders.includes(id)
  }
}

class LoadFailure {
  constructor(readonly reason: string) {}
}

async function load(from: () => Promise<unknown>): Promise<unknown> {
  try {
    return await from()
  } catch (error) {
    return new LoadFailure(`it fails while loading: ${error instanceof Error ? error.message : String(error)}`)
  }
}
