import {
  assess,
  type Control,
  factsOfFile,
  type Outcome,
  type ParameterValues,
  type SnapshotFile,
} from '@tenantry/core'

/** When the facts of tests were taken. */
export const TAKEN_AT = new Date('2026-11-21T12:00:00Z')

/** Judges a control by a snapshot as its sources write it. */
export function judge(control: Control, snapshot: SnapshotFile, parameters: ParameterValues = {}): Outcome {
  return assess(control, factsOfFile(snapshot, TAKEN_AT), parameters)
}
