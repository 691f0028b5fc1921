/** A value with another one added: lists hold the items of both, objects are merged member by member, anything else is replaced. */
export function mergedValue(value: unknown, added: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(added)) return [...value, ...missingIn(value, added)]
  if (!isObject(value) || !isObject(added)) return added
  const names = new Set([...Object.keys(value), ...Object.keys(added)])
  return Object.fromEntries(
    [...names].map((name) => [name, name in added ? mergedValue(value[name], added[name]) : value[name]]),
  )
}

/** The items of a list that another one lacks, each once. */
export function missingIn(list: readonly unknown[], wanted: readonly unknown[]): unknown[] {
  const known = new Set(list.map((item) => JSON.stringify(item)))
  return wanted.filter((item) => {
    const text = JSON.stringify(item)
    return !known.has(text) && known.add(text)
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
