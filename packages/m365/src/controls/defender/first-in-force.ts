import { type Evidence, fail, type Outcome, pass } from '@tenantry/core'
import {
  exceptionsOf,
  type InForce,
  nameOf,
  type NamedPolicy,
  policiesForEveryone,
  policiesForSome,
  presetRules,
  type Protection,
} from './in-force.js'

/** One thing a policy must have. */
export interface Demand {
  property: string
  value: unknown
  expected: string
  ok: boolean
  /** What is the matter where it is not ok, to follow the name of the policy. */
  fault: string
}

export interface Wish<P> {
  /** What such a policy is called, e.g. `anti-malware policy`. */
  kind: string
  demands: (policy: P) => readonly Demand[]
  /** What a good policy does, to follow its name. */
  good: string
  /** What a stricter reader demands: faults become warnings. */
  stricter?: (policy: P) => readonly Demand[]
}

/** Judges the policy that goes first for everybody. Others that catch some people before it become warnings. */
export function judgeFirst<P extends NamedPolicy>(protection: Protection<P>, wish: Wish<P>): Outcome {
  const [first] = policiesForEveryone(protection)
  const warnings = [...worsePoliciesForSome(protection, wish), ...exceptionsOfPreset(protection, first)]
  if (!first) return fail(`No ${wish.kind} applies to everybody.`, { warnings })
  const demands = wish.demands(first.policy)
  const evidence = evidenceOf(first.policy, demands)
  const faults = faultsOf(demands)
  const name = nameOf(first.policy)
  const stricter = faultsOf(wish.stricter?.(first.policy) ?? []).map((fault) => `The ${wish.kind} ${name} ${fault}.`)
  const details = { evidence, warnings: [...stricter, ...warnings] }
  return faults.length === 0
    ? pass(`${name}, the ${wish.kind} that applies to everybody, ${wish.good}.`, details)
    : fail(`${name}, the ${wish.kind} that applies to everybody, ${faults.join(' and ')}.`, details)
}

export function evidenceOf(policy: NamedPolicy, demands: readonly Demand[]): Evidence[] {
  return demands.map(({ property, value, expected, ok }) => ({
    object: nameOf(policy),
    ...(policy.Identity && { id: policy.Identity }),
    property,
    value: value ?? null,
    expected,
    ok,
  }))
}

export function faultsOf(demands: readonly Demand[]): string[] {
  return demands.filter(({ ok }) => !ok).map(({ fault }) => fault)
}

/** A switch that must be on, or off. */
export function flag<P>(policy: P, property: keyof P & string, wanted: boolean, fault: string): Demand {
  return { property, value: policy[property], expected: String(wanted), ok: policy[property] === wanted, fault }
}

function worsePoliciesForSome<P extends NamedPolicy>(protection: Protection<P>, { kind, demands }: Wish<P>): string[] {
  return policiesForSome(protection).flatMap((policy) => {
    const faults = faultsOf(demands(policy))
    return faults.length > 0
      ? [`The ${kind} ${nameOf(policy)}, which goes first for some people, ${faults.join(' and ')}.`]
      : []
  })
}

function exceptionsOfPreset<P extends NamedPolicy>(
  { presets }: Protection<P>,
  first: InForce<P> | undefined,
): string[] {
  return first?.tier === 'strict' || first?.tier === 'standard' ? presetExceptions(presets, first.tier) : []
}

/** Whom a preset leaves out, as warnings. */
export function presetExceptions(presets: Protection<NamedPolicy>['presets'], preset: 'strict' | 'standard'): string[] {
  const left = presetRules(presets, preset).flatMap(exceptionsOf)
  return left.length === 0 ? [] : [`The ${preset} preset leaves out ${left.slice(0, 5).join(', ')}${andMore(left)}.`]
}

function andMore({ length }: readonly string[]): string {
  return length > 5 ? ` and ${length - 5} more` : ''
}
