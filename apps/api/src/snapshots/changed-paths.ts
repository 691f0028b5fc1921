/** The places at which two JSON values differ, e.g. `conditions.users.excludeUsers`; those of `limit` first. */
export function changedPaths(before: unknown, after: unknown, limit = 50): string[] {
  const paths: string[] = []
  compare(before, after, '', paths, limit)
  return paths
}

function compare(before: unknown, after: unknown, path: string, paths: string[], limit: number): void {
  if (paths.length >= limit || Object.is(before, after)) return
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    for (const name of [...names].toSorted()) {
      compare(before[name], after[name], path === '' ? name : `${path}.${name}`, paths, limit)
    }
    return
  }
  // Which member of a list is which is not known: a list counts as one value.
  if (JSON.stringify(before) !== JSON.stringify(after)) paths.push(path)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
