import type { Control, Evidence, Outcome } from '@tenantry/core'

/** More than a person reads, and few enough to keep for every control of every tenant. */
const MOST = 50

/** The control, showing the first of much evidence, failures before the rest, and saying how much there is. */
export function withEvidenceCut(control: Control): Control {
  if (control.automation === 'manual') return control
  return { ...control, evaluate: (facts, parameters, takenAt) => cut(control.evaluate(facts, parameters, takenAt)) }
}

function cut(outcome: Outcome): Outcome {
  const all = outcome.evidence
  if (all.length <= MOST) return { ...outcome, evidence: all.map(shorten) }
  const telling = [...all.filter(({ ok }) => !ok), ...all.filter(({ ok }) => ok)]
  return {
    ...outcome,
    evidence: telling.slice(0, MOST).map(shorten),
    warnings: [...outcome.warnings, `The first ${MOST} of ${all.length} are listed here.`],
  }
}

function shorten(evidence: Evidence): Evidence {
  return Array.isArray(evidence.value) ? { ...evidence, value: firstOf(evidence.value) } : evidence
}

function firstOf(list: readonly unknown[]): unknown[] {
  const shown = list.slice(0, MOST).map((each): unknown => (Array.isArray(each) ? firstOf(each) : each))
  return list.length > MOST ? [...shown, `and ${list.length - MOST} more`] : shown
}

/** Names one after the other, as long as a person reads them. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST
  return more > 0 ? `${names.slice(0, MOST).join(', ')} and ${more} more` : names.join(', ')
}
