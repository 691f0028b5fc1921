import type { SnapshotChange } from '../../api/shapes.js'
import { shownValue } from './shown-value.js'

/** A place at which an object is not as it was. Of a list, what went and what came. */
export interface ChangedField {
  path: string
  before: string[]
  after: string[]
  /** The values are members of a list whose other members stayed. */
  partial: boolean
}

/** The fields in which an object differs, old and new. */
export function changedFields({
  paths,
  before,
  after,
}: Pick<SnapshotChange, 'paths' | 'before' | 'after'>): ChangedField[] {
  return paths.map((path) => changedField(path, valueAt(before, path), valueAt(after, path)))
}

function changedField(path: string, before: unknown, after: unknown): ChangedField {
  if (Array.isArray(before) && Array.isArray(after)) {
    const gone = without(before, after)
    const come = without(after, before)
    // Where only the order changed, or nothing stayed, the whole says more.
    if (gone.length + come.length > 0 && gone.length < before.length) {
      return { path, before: gone.map(shownValue), after: come.map(shownValue), partial: true }
    }
  }
  const shown = (value: unknown) => (value === undefined ? [] : [shownValue(value)])
  return { path, before: shown(before), after: shown(after), partial: false }
}

function without(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const there = new Set(other.map((member) => JSON.stringify(member)))
  return list.filter((member) => !there.has(JSON.stringify(member)))
}

/** The value at a place such as `conditions.users.excludeUsers`; names may have dots themselves, as `@odata.type` has. */
export function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value
  if (typeof value !== 'object' || value === null) return undefined
  const members = value as Record<string, unknown>
  if (Object.hasOwn(members, path)) return members[path]
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const name = path.slice(0, dot)
    if (!Object.hasOwn(members, name)) continue
    const found = valueAt(members[name], path.slice(dot + 1))
    if (found !== undefined) return found
  }
  return undefined
}
