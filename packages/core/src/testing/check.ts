import type { Lab } from './lab.js'

/** One sentence of the contract, and how it is checked. */
export interface Check {
  sentence: string
  run: (lab: Lab) => void | Promise<void>
  /** Milliseconds, where it takes longer than most. */
  timeout?: number
}
