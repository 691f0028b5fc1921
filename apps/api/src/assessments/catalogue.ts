import { Injectable } from '@nestjs/common'
import { type Control, type Framework, type Parameter, type Resource, resourcesOf } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { VERSION } from '../config/version.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { ProviderSwitches } from '../providers/provider-switches.js'
import { ControlPacks } from './control-packs.js'

/** Where a control or a framework comes from. */
export interface Source {
  kind: 'provider' | 'pack'
  id: string
  name: string
  version: string
}

/** A control, and where it comes from. */
export interface KnownControl {
  control: Control
  source: Source
}

/** A framework, and where it comes from. */
export interface KnownFramework {
  framework: Framework
  source: Source
}

/** What tenants of an organization are judged by. */
export class Catalogue {
  readonly controls: ReadonlyMap<string, KnownControl>
  readonly frameworks: ReadonlyMap<string, KnownFramework>
  /** Everything that some reader reads or some control looks at, by id. */
  readonly resources: ReadonlyMap<string, Resource>
  readonly parameters: ReadonlyMap<string, Parameter>
  /** Ids of frameworks by control. */
  private readonly inFrameworks = new Map<string, string[]>()

  constructor(controls: readonly KnownControl[], frameworks: readonly KnownFramework[], resources: Iterable<Resource>) {
    this.controls = new Map(controls.map((known) => [known.control.id, known]))
    this.frameworks = new Map(frameworks.map((known) => [known.framework.id, known]))
    const automated = controls.flatMap(({ control }) => (control.automation === 'automated' ? [control] : []))
    this.resources = new Map([...resourcesOf(automated), ...resources].map((resource) => [resource.id, resource]))
    this.parameters = new Map(
      automated.flatMap((control) => Object.values(control.parameters)).map((parameter) => [parameter.id, parameter]),
    )
    for (const { framework } of frameworks) {
      for (const id of controlsOf(framework)) {
        const ids = this.inFrameworks.get(id)
        if (ids) ids.push(framework.id)
        else this.inFrameworks.set(id, [framework.id])
      }
    }
  }

  /** The controls of these frameworks, or all of them where none is named. Unknown frameworks have none. */
  controlsIn(frameworks: readonly string[]): KnownControl[] {
    if (frameworks.length === 0) return [...this.controls.values()]
    const chosen = new Set(frameworks)
    return [...this.controls.values()].filter(({ control: { id } }) =>
      this.frameworksOf(id).some((one) => chosen.has(one)),
    )
  }

  /** Ids of the frameworks that name a control. */
  frameworksOf(control: string): readonly string[] {
    return this.inFrameworks.get(control) ?? []
  }
}

/** Ids of the controls that a framework names, each once. */
export function controlsOf({ requirements }: Framework): Set<string> {
  return new Set(requirements.flatMap(({ controls }) => controls))
}

/** Knows the controls and frameworks of each organization: those of its switched-on providers, and of control packs. */
@Injectable()
export class Catalogues {
  private readonly made = new Map<string, Catalogue>()

  constructor(
    private readonly registry: ProviderRegistry,
    private readonly switches: ProviderSwitches,
    private readonly packs: ControlPacks,
  ) {}

  /** The catalogue of the organization of the transaction. */
  async of(tx: EntityManager): Promise<Catalogue> {
    const off = await this.switches.off(tx)
    const on = this.registry.all().filter(({ id }) => !off.has(id) && !this.registry.isOff(id))
    const key = on.map(({ id }) => id).join(' ')
    const known = this.made.get(key) ?? this.make(on)
    this.made.set(key, known)
    return known
  }

  private make(plugins: ReturnType<ProviderRegistry['all']>): Catalogue {
    const controls: KnownControl[] = []
    const frameworks: KnownFramework[] = []
    for (const plugin of plugins) {
      const source: Source = { kind: 'provider', id: plugin.id, name: plugin.name, version: VERSION }
      controls.push(...(plugin.controls ?? []).map((control) => ({ control, source })))
      frameworks.push(...(plugin.frameworks ?? []).map((framework) => ({ framework, source })))
    }
    for (const pack of this.packs.accepted) {
      const source: Source = { kind: 'pack', id: pack.id, name: pack.name, version: pack.version }
      controls.push(...pack.controls.map((control) => ({ control, source })))
      frameworks.push(...pack.frameworks.map((framework) => ({ framework, source })))
    }
    const resources = plugins.flatMap(({ readers = [] }) => readers.map(({ resource }) => resource))
    return new Catalogue(controls, frameworks, resources)
  }
}
