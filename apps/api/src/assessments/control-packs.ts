import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import * as core from '@tenantry/core'
import { type ControlPack, controlPackFaults, type MakeControlPack, type Resource, resourcesOf } from '@tenantry/core'
import { z } from 'zod'
import { CONFIG, type Config } from '../config/config.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { type PackKey, readPackKeys, signatureOf } from './pack-signature.js'

/** A control pack that is used. */
export interface AcceptedPack extends ControlPack {
  /** The key that its signature fits; null where signatures are not asked for. */
  signedBy: string | null
}

/** A control pack that is not used, and why. */
export interface RefusedPack {
  /** The name of its folder. */
  folder: string
  reasons: readonly string[]
}

/** The folders of controls that the operator of the installation keeps outside of it. */
@Injectable()
export class ControlPacks implements OnApplicationBootstrap {
  private readonly logger = new Logger('Controls')
  readonly accepted: AcceptedPack[] = []
  readonly refused: RefusedPack[] = []

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly registry: ProviderRegistry,
  ) {}

  /** One after another, so that of two packs that bring the same id the one named first is used. */
  async onApplicationBootstrap(): Promise<void> {
    const resources = this.resources()
    const keys = await readPackKeys(this.config.controlPackKeys)
    for (const folder of this.config.controlPacks) {
      const reasons = await this.takeIn(folder, keys, resources)
      if (reasons.length > 0) this.refuse(folder, reasons)
    }
  }

  /** Reasons not to use a folder. Nothing in it is run before its signature has been looked at. */
  private async takeIn(
    folder: string,
    keys: readonly PackKey[],
    resources: Record<string, Resource>,
  ): Promise<readonly string[]> {
    try {
      const signature = keys.length > 0 ? await signatureOf(folder, keys) : { signedBy: null }
      if ('reasons' in signature) return signature.reasons
      const pack = await load(folder, resources)
      const faults = controlPackFaults(pack, this.known(resources))
      if (faults.length === 0) this.accepted.push({ ...pack, ...signature })
      return faults
    } catch (error) {
      return [`it fails while loading: ${error instanceof Error ? error.message : String(error)}`]
    }
  }

  private refuse(folder: string, reasons: readonly string[]): void {
    this.refused.push({ folder: basename(folder), reasons })
    this.logger.error(`The control pack ${folder} is not used: ${reasons.join('; ')}.`)
  }

  private resources(): Record<string, Resource> {
    const all = this.registry
      .all()
      .flatMap(({ controls = [], readers = [] }) => [
        ...resourcesOf(controls),
        ...readers.map(({ resource }) => resource),
      ])
    return Object.fromEntries(all.map((resource) => [resource.id, resource]))
  }

  private known(resources: Record<string, Resource>): core.KnownIds {
    const brought = [...this.registry.all(), ...this.accepted]
    return {
      packs: new Set(this.accepted.map(({ id }) => id)),
      controls: new Set(brought.flatMap(({ controls = [] }) => controls.map(({ id }) => id))),
      frameworks: new Set(brought.flatMap(({ frameworks = [] }) => frameworks.map(({ id }) => id))),
      resources: new Set(Object.keys(resources)),
    }
  }
}

async function load(folder: string, resources: Record<string, Resource>): Promise<ControlPack> {
  const { default: make } = (await import(pathToFileURL(join(folder, 'index.js')).href)) as { default?: unknown }
  if (typeof make !== 'function') throw new TypeError('its index.js has no function as its default export')
  return (make as MakeControlPack)({ core, z, resources })
}
