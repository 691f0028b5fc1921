/** One thing that a framework asks for, and the controls that answer it. */
export interface Requirement {
  /** The framework's own number, e.g. `MS.AAD.1.1v1`. */
  id: string
  /** What it asks for, in our own words; absent: the titles of its controls say it. */
  title?: string
  /** How binding it is, in the framework's words, e.g. `SHALL`. */
  level?: string
  /** Orders that make it binding, e.g. `BOD 25-01`. */
  marks?: readonly string[]
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
  /** The key its numbers go by in machine-readable results, e.g. `scuba`. */
  reference: string
  /** Set where several editions share a key: numbers then stand under their edition. */
  edition?: string
  requirements: readonly Requirement[]
}

/** The numbers of one control by framework: `{ scuba: ['MS.AAD.1.1v1'], cisM365: { '6.0': ['5.2.2.3'] } }`. */
export type References = Record<string, string[] | Record<string, string[]>>

/** The numbers of every control that a framework names, by control id. */
export function referencesOf(frameworks: readonly Framework[]): ReadonlyMap<string, References> {
  const found = new Map<string, References>()
  for (const { reference, edition, requirements } of frameworks) {
    for (const { id, controls } of requirements) {
      for (const control of controls) {
        const references = found.get(control) ?? {}
        found.set(control, references)
        if (edition === undefined) ((references[reference] ??= []) as string[]).push(id)
        else (((references[reference] ??= {}) as Record<string, string[]>)[edition] ??= []).push(id)
      }
    }
  }
  return found
}
