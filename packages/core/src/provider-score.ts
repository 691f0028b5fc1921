import type { Facts } from './reading.js'
import type { Resource } from './resource.js'

/** One thing that the provider recommends. */
export interface Recommendation {
  /** The provider's own id of it. */
  id: string
  title: string
  /** What it is about, e.g. `Identity`. */
  area: string
  points: number
  maxPoints: number
  /** What to do, in the provider's words; plain text. */
  advice?: string
  /** The provider's page where it is done. */
  link?: string
  /** Ids of our controls that ask for the same. */
  controls: readonly string[]
  /** Someone told the provider that it does not count, e.g. that the risk is accepted. */
  setAside?: string
}

/** What the provider itself makes of a tenant. */
export interface ScoreReport {
  points: number
  maxPoints: number
  at: Date
  /** Older ones first, `at` included. */
  history: readonly { at: Date; points: number; maxPoints: number }[]
  /** What others reach, e.g. tenants of the same size, in percent. */
  comparisons: readonly { name: string; percent: number }[]
  recommendations: readonly Recommendation[]
}

/** A score that the provider gives its tenants. */
export interface ProviderScore {
  /** What people call it, e.g. `Secure Score`. */
  name: string
  /** Facts it is made of; without them there is no score. */
  needs: readonly Resource[]
  /** Undefined where the provider has not given one yet. */
  report: (facts: Facts) => ScoreReport | undefined
}
