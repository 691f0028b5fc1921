import type { z } from 'zod'
import type { Outcome } from './outcome.js'
import type { Resource } from './resource.js'

export type Severity = 'critical' | 'high' | 'medium' | 'low'

/** A setting of controls that organizations and tenants may choose, e.g. who is excluded. */
export interface Parameter<T = unknown> {
  /** Permanent, e.g. `conditionalAccessExclusions`. The same id means the same thing in every control. */
  id: string
  name: string
  help: string
  schema: z.ZodType<T>
  /** In force where nobody chose. */
  default: NoInfer<T>
}

/** What to do about a failure. */
export interface Remediation {
  /** What to click or run, sentence by sentence. */
  steps: readonly string[]
  /** The provider's own page about it. */
  link?: string
  /** Whom it affects and what may break. */
  impact: string
}

interface AboutControl {
  /** Permanent, kebab-case, e.g. `entra-legacy-auth-blocked`. */
  id: string
  /** The state wanted, as a sentence without a full stop. */
  title: string
  /** For grouping, e.g. `Entra ID`. */
  area: string
  severity: Severity
  /** Why it matters, in a sentence or two. */
  rationale: string
  /** The licence that the setting needs in the tenant, if any. */
  licence?: string
  remediation: Remediation
}

type Values<R extends Readonly<Record<string, Resource>>> = {
  readonly [K in keyof R]: R[K] extends Resource<infer T> ? T : never
}

type Chosen<P extends Readonly<Record<string, Parameter>>> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never
}

type Named<T> = Readonly<Record<string, T>>

/** Names nothing. */
type None = Readonly<Record<symbol, never>>

/** A control that a pure function judges. */
export interface AutomatedControl<
  N extends Named<Resource> = Named<Resource>,
  W extends Named<Resource> = Named<Resource>,
  P extends Named<Parameter> = Named<Parameter>,
> extends AboutControl {
  automation: 'automated'
  /** Facts it cannot judge without. */
  needs: N
  /** Facts it takes in where they were read. */
  wants: W
  parameters: P
  /** Judges. Given the same, it says the same: it reads nothing, and knows no time but when the facts were taken. */
  evaluate(facts: Values<N> & Partial<Values<W>>, parameters: Chosen<P>, takenAt: Date): Outcome
}

/** A control that a person judges. */
export interface ManualControl extends AboutControl {
  automation: 'manual'
  /** What to look at, and what must be seen there. */
  instructions: readonly string[]
  /** Why no program judges it. */
  because: string
}

/** A control, whatever its facts are. */
export type Control = AutomatedControl | ManualControl

/** Declares a control that a pure function judges. What `needs` and `wants` name is typed in `evaluate`. */
export function defineControl<
  N extends Named<Resource>,
  W extends Named<Resource> = None,
  P extends Named<Parameter> = None,
>(
  control: Omit<AutomatedControl<N, W, P>, 'automation' | 'wants' | 'parameters'> & { wants?: W; parameters?: P },
): AutomatedControl<N, W, P> {
  return {
    ...control,
    automation: 'automated',
    wants: control.wants ?? ({} as W),
    parameters: control.parameters ?? ({} as P),
  }
}

/** Declares a control that a person judges. */
export function defineManualControl(control: Omit<ManualControl, 'automation'>): ManualControl {
  return { ...control, automation: 'manual' }
}

/** Declares a parameter; its type follows from the schema. */
export function defineParameter<S extends z.ZodType>(
  parameter: Omit<Parameter<z.output<S>>, 'schema'> & { schema: S },
): Parameter<z.output<S>> {
  return parameter as Parameter<z.output<S>>
}
