import type { ProblemFacts } from './check-connection.js'
import { fits } from './fits.js'
import type { Resource } from './resource.js'

/** What became of reading one resource of one tenant. Absent is never empty: only `read` holds a value. */
export type Reading<T = unknown> =
  | { status: 'read'; value: T }
  /** Any one of these permissions would do. `reason` says what is missing where it is not a permission, e.g. a role. */
  | { status: 'notPermitted'; permissions: readonly string[]; reason?: string }
  | { status: 'notLicensed'; licence: string }
  /** The tenant has no such thing, e.g. no Exchange at all. */
  | { status: 'notApplicable'; reason: string }
  | { status: 'notRead'; reason: string }
  | { status: 'error'; problem: Pick<ProblemFacts, 'title' | 'why' | 'fix'> & Partial<ProblemFacts> }

/** The facts of one tenant at one moment. */
export interface Facts {
  takenAt: Date
  read: <T>(resource: Resource<T>) => Reading<T>
}

/** Facts from readings kept by the source of their resource. Each value is validated once, when it is first asked for. */
export function createFacts(takenAt: Date, readingOf: (source: string) => Reading | undefined): Facts {
  const known = new Map<Resource, Reading>()
  return {
    takenAt,
    read<T>(resource: Resource<T>) {
      const before = known.get(resource)
      if (before) return before as Reading<T>
      const reading = validated(resource, readingOf(resource.source))
      known.set(resource, reading)
      return reading
    },
  }
}

function validated<T>(resource: Resource<T>, reading: Reading | undefined): Reading<T> {
  if (!reading) return { status: 'notRead', reason: resource.unread ?? `“${resource.name}” was not read.` }
  if (reading.status !== 'read') return reading
  if (fits(resource.schema, reading.value)) return reading as Reading<T>
  const parsed = resource.schema.safeParse(reading.value)
  if (parsed.success) return { status: 'read', value: parsed.data }
  const [issue] = parsed.error.issues
  const at = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : ''
  return {
    status: 'error',
    problem: {
      title: 'The answer has an unknown form',
      why: `“${resource.name}” came in a form that is not understood${at}: ${issue?.message ?? 'no reason given'}.`,
      fix: 'Look at the stored answer; if it is as the provider documents it, report it as a fault of this version.',
    },
  }
}
