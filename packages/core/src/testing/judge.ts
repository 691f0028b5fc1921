import { assess, type ParameterValues } from '../assess.js'
import type { Control } from '../control.js'
import type { ControlPack, ControlPackKit, MakeControlPack } from '../control-pack.js'
import { controlPackFaults } from '../control-pack.js'
import type { Outcome } from '../outcome.js'
import { createFacts, type Reading } from '../reading.js'
import type { Resource } from '../resource.js'

/** When the facts of tests were taken, unless a test says otherwise. */
const TAKEN_AT = new Date('2026-01-15T12:00:00Z')

/** What a test gives a control to judge. */
export interface Given {
  /** What was read, by the source of each resource, e.g. `/organization`. What is not here was not read. */
  facts?: Readonly<Record<string, unknown>>
  /** What became of reading the others, by source, e.g. that it was not permitted. */
  readings?: Readonly<Record<string, Reading>>
  /** Values of parameters by id; the others have their defaults. */
  parameters?: ParameterValues
  takenAt?: Date
}

/** Judges a control by given facts, exactly as an assessment does. */
export function judge(control: Control, { facts = {}, readings = {}, parameters, takenAt = TAKEN_AT }: Given): Outcome {
  const of = (source: string): Reading | undefined =>
    source in facts ? { status: 'read', value: facts[source] } : readings[source]
  return assess(control, createFacts(takenAt, of), parameters)
}

/** What a pack finds where a test opens it. */
export interface OpenWith extends Pick<ControlPackKit, 'core' | 'z'> {
  resources: readonly Resource[]
  /** Controls of plugins, which the pack's frameworks may name. */
  controls?: readonly Pick<Control, 'id'>[]
}

/** Makes a control pack as the platform does. Throws where the platform would refuse it. */
export function openControlPack(make: MakeControlPack, { core, z, resources, controls = [] }: OpenWith): ControlPack {
  const byId = Object.fromEntries(resources.map((resource) => [resource.id, resource]))
  const pack = make({ core, z, resources: byId })
  const faults = controlPackFaults(pack, {
    packs: new Set(),
    controls: new Set(controls.map(({ id }) => id)),
    frameworks: new Set(),
    resources: new Set(Object.keys(byId)),
  })
  if (faults.length > 0) throw new Error(`The pack would be refused: ${faults.join('; ')}.`)
  return pack
}
