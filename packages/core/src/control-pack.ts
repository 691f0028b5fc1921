import type { z } from 'zod'
import type { Control } from './control.js'
import type { Framework } from './framework.js'
import type { Resource } from './resource.js'

/** What a control pack is given, so that it needs no installation of its own. */
export interface ControlPackKit {
  /** What `@tenantry/core` has to declare controls with, and to say how they came out. */
  core: typeof import('./control.js') & typeof import('./outcome.js') & typeof import('./resource.js')
  z: typeof z
  /** Everything that can be judged by, by the id of the resource, e.g. `entra.conditionalAccessPolicies`. */
  resources: Readonly<Record<string, Resource>>
}

/** Controls and frameworks that somebody keeps outside of any plugin. */
export interface ControlPack {
  /** Permanent, kebab-case. */
  id: string
  name: string
  /** Shown beside each of its controls, and kept with every result. */
  version: string
  controls: readonly Control[]
  /** Their requirements may name the pack's own controls and those of plugins. */
  frameworks: readonly Framework[]
}

/** The default export of a pack's `index.js`. */
export type MakeControlPack = (kit: ControlPackKit) => ControlPack

/** Every resource that these controls look at, each once. */
export function resourcesOf(controls: readonly Control[]): Resource[] {
  const all = controls.flatMap((control) =>
    control.automation === 'automated' ? [...Object.values(control.needs), ...Object.values(control.wants)] : [],
  )
  return [...new Map(all.map((resource) => [resource.id, resource])).values()]
}

/** Ids that are taken before a pack is looked at. */
export interface KnownIds {
  packs: ReadonlySet<string>
  controls: ReadonlySet<string>
  frameworks: ReadonlySet<string>
  resources: ReadonlySet<string>
}

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const FRAMEWORK_ID = /^[a-z][a-z0-9.-]*$/
const SEVERITIES: readonly unknown[] = ['critical', 'high', 'medium', 'low']
const TEXTS = ['title', 'area', 'rationale'] as const

/** Says why a control pack cannot be used; an empty list means it can. Never throws, whatever it is given. */
export function controlPackFaults(pack: unknown, known: KnownIds): string[] {
  try {
    if (typeof pack !== 'object' || pack === null) return ['its function returns no pack']
    const { id, name, version, controls, frameworks } = pack as Partial<ControlPack>
    const faults = [
      ...(typeof id === 'string' && KEBAB.test(id) ? [] : ['its id is not kebab-case']),
      ...(isText(name) ? [] : ['it has no name']),
      ...(isText(version) ? [] : ['it has no version']),
      ...(Array.isArray(controls) ? [] : ['it has no list of controls']),
      ...(Array.isArray(frameworks) ? [] : ['it has no list of frameworks']),
    ]
    if (faults.length > 0) return faults
    const whole = pack as ControlPack
    return [
      ...(known.packs.has(whole.id) ? [`its id ${whole.id} is taken by another pack`] : []),
      ...controlFaults(whole, known),
      ...frameworkFaults(whole, known),
    ]
  } catch (error) {
    return [`it cannot be read: ${error instanceof Error ? error.message : String(error)}`]
  }
}

function controlFaults({ controls }: ControlPack, known: KnownIds): string[] {
  const ids = controls.map(({ id }) => id)
  return [
    ...repeated(ids).map((id) => `two of its controls have the id ${id}`),
    ...ids
      .filter((id) => known.controls.has(id))
      .map((id) => `its control ${id} has the id of a control that is there`),
    ...controls.flatMap((control) => [
      ...(KEBAB.test(control.id) ? [] : [`the id of its control ${control.id} is not kebab-case`]),
      ...TEXTS.filter((text) => !isText(control[text])).map((text) => `its control ${control.id} has no ${text}`),
      ...(SEVERITIES.includes(control.severity) ? [] : [`its control ${control.id} has no known severity`]),
      ...(Array.isArray(control.remediation?.steps) ? [] : [`its control ${control.id} has no steps of remediation`]),
      ...judgementFaults(control, known),
    ]),
  ]
}

function judgementFaults(control: Control, { resources }: KnownIds): string[] {
  if (control.automation === 'manual') {
    return Array.isArray(control.instructions) ? [] : [`its manual control ${control.id} has no instructions`]
  }
  if (typeof control.evaluate !== 'function') return [`its control ${control.id} cannot be evaluated`]
  return [...Object.entries(control.needs), ...Object.entries(control.wants)]
    .filter(([, resource]) => !resources.has((resource as Resource | undefined)?.id ?? ''))
    .map(([name, resource]) => {
      const which = (resource as Resource | undefined)?.id
      return `its control ${control.id} looks at ${name}, which is no known resource${which === undefined ? '' : ` (${which})`}`
    })
}

function frameworkFaults({ controls, frameworks }: ControlPack, known: KnownIds): string[] {
  const own = new Set(controls.map(({ id }) => id))
  const ids = frameworks.map(({ id }) => id)
  return [
    ...repeated(ids).map((id) => `two of its frameworks have the id ${id}`),
    ...ids
      .filter((id) => known.frameworks.has(id))
      .map((id) => `its framework ${id} has the id of a framework that is there`),
    ...ids.filter((id) => !FRAMEWORK_ID.test(id)).map((id) => `the id of its framework ${id} is no part of an address`),
    ...frameworks.flatMap(({ id: framework, requirements }) =>
      requirements.flatMap(({ id, controls: named }) =>
        named
          .filter((control) => !own.has(control) && !known.controls.has(control))
          .map((control) => `requirement ${id} of ${framework} names the unknown control ${control}`),
      ),
    ),
  ]
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}
