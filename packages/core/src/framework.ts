/** One thing that a framework asks for, and the controls that answer it. */
export interface Requirement {
  /** The framework's own number, e.g. `MS.AAD.1.1v1`. */
  id: string
  /** What it asks for, in our own words. */
  title: string
  /** How binding it is, in the framework's words, e.g. `SHALL`, `Level 1`. */
  level?: string
  /** Ids of controls; it is as well as the worst of them. */
  controls: readonly string[]
  /** It was withdrawn; kept so that old reports can be read. */
  retired?: boolean
}

/** A published set of requirements, or a catalogue that controls are mapped to. */
export interface Framework {
  /** Permanent, e.g. `scuba`, `cis-m365-6.0`. */
  id: string
  name: string
  version: string
  publisher: string
  /** The publisher's page. */
  url: string
  /** The key its numbers go by in machine-readable results, e.g. `scuba`; several editions share one. */
  reference: string
  requirements: readonly Requirement[]
}
