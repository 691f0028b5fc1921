type Values = Record<string, unknown>

/** What a PATCH makes of an object: of a complex property only what is given changes; collections are replaced whole. */
export function merge(before: Values, changes: Values): Values {
  const merged: Values = { ...before }
  for (const [name, value] of Object.entries(changes)) {
    const old = before[name]
    merged[name] = isComplex(value) && isComplex(old) && sameType(value, old) ? merge(old, value) : value
  }
  return merged
}

/** The properties of an object that a PATCH changes, each as it is afterwards. */
export function mergedChanges(before: Values, changes: Values): Values {
  const merged = merge(before, changes)
  return Object.fromEntries(Object.keys(changes).map((name) => [name, merged[name]]))
}

function isComplex(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sameType(value: Values, old: Values): boolean {
  return value['@odata.type'] === undefined || value['@odata.type'] === old['@odata.type']
}
