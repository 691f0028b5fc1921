import { createFacts, type Facts, type Reading } from './reading.js'

/**
 * A snapshot as a file holds it: what was read, by the source of each resource. `meta:unavailable` lists sources that
 * could not be read, `meta:takenAt` says when it was made.
 */
export type SnapshotFile = Readonly<Record<string, unknown>>

/** The facts in a snapshot file. A source is also found under another query or the other version of the API. */
export function factsOfFile(file: SnapshotFile, now: Date): Facts {
  let byPath: ReadonlyMap<string, unknown> | undefined
  const unavailable = new Set(listOf(file['meta:unavailable']))
  return createFacts(dateOf(file['meta:takenAt']) ?? now, (source): Reading | undefined => {
    if (unavailable.has(source)) return { status: 'notRead', reason: `“${source}” could not be read.` }
    const value = source in file ? file[source] : (byPath ??= sourcesByPath(file)).get(pathOf(source))
    return value === undefined ? undefined : { status: 'read', value }
  })
}

function sourcesByPath(file: SnapshotFile): ReadonlyMap<string, unknown> {
  const sources = Object.entries(file).filter(([source]) => !source.startsWith('meta:'))
  return new Map(sources.map(([source, value]) => [pathOf(source), value]))
}

/** `/beta/users?$select=id` and `/users` are one list; `exo:` and the like have no query. */
function pathOf(source: string): string {
  if (!source.startsWith('/')) return source
  return source.replace(/^\/(v1\.0|beta)\//, '/').replace(/\?.*$/, '')
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

function dateOf(value: unknown): Date | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : new Date(time)
}
