import type { Evidence, OutcomeDetails } from '@tenantry/core'

/** More than a person reads, and few enough to keep for every control of every tenant. */
const MOST_EVIDENCE = 50

/** Evidence of the first of many objects; a warning says how many there are. */
export function evidenceOf<T>(
  objects: readonly T[],
  describe: (object: T) => Evidence,
  warnings: readonly string[] = [],
): Required<OutcomeDetails> {
  const more = objects.length - MOST_EVIDENCE
  return {
    evidence: objects.slice(0, MOST_EVIDENCE).map(describe),
    warnings: more > 0 ? [...warnings, `The first ${MOST_EVIDENCE} of ${objects.length} are listed here.`] : warnings,
  }
}
