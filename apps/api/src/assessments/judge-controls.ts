import { setImmediate as breathe } from 'node:timers/promises'
import { assess, type Control, type Facts, notAssessed, type Outcome } from '@tenantry/core'
import type { ValuesInForce } from '../compliance/parameter-values.js'
import type { Found } from './verdict-store.js'

/** How long it judges before others get their turn. */
const TURN_MS = 10

/** What a judge needs besides the controls. */
export interface Bench {
  facts: Facts
  values: ValuesInForce
  signal: AbortSignal
  /** A control that failed by itself. */
  onFault: (control: string, error: unknown) => void
}

/** Judges controls one after another; in between, others get their turn. */
export async function judgeControls(controls: readonly Control[], bench: Bench): Promise<Found[]> {
  const found: Found[] = []
  let turn = performance.now()
  for (const control of controls) {
    found.push({ control: control.id, outcome: judge(control, bench) })
    if (performance.now() - turn > TURN_MS) {
      await breathe()
      bench.signal.throwIfAborted()
      turn = performance.now()
    }
  }
  return found
}

/**
 * Exceptions take no part in the verdict: they end by themselves, and what they cover has to be known then. A failure says
 * with which values it would pass; where those of exceptions do it, it says those.
 */
function judge(control: Control, { facts, values, onFault }: Bench): Outcome {
  try {
    const outcome = assess(control, facts, values.values)
    if (outcome.verdict !== 'fail') return outcome
    const excepted = values.of(control.id)
    if (excepted.exceptions.length === 0 || assess(control, facts, excepted.values).verdict !== 'pass') return outcome
    const entries = excepted.exceptions.flatMap((one) => Object.entries(one.values))
    return { ...outcome, wouldPassWith: Object.fromEntries(entries) }
  } catch (error) {
    onFault(control.id, error)
    const why = error instanceof Error ? error.message : String(error)
    return notAssessed('error', `The control itself failed on what was read: ${why}`)
  }
}
