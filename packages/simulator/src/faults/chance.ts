import { createHash } from 'node:crypto'

/**
 * A number from 0 to below 1, the same for the same seed and facts. Chance that depends on what is asked, and not on
 * what else was asked before, repeats itself however the requests of a run interleave.
 */
export function chance(seed: number, ...facts: (string | number)[]): number {
  const digest = createHash('sha256')
    .update([seed, ...facts].join('\n'))
    .digest()
  return digest.readUIntBE(0, 6) / 2 ** 48
}
