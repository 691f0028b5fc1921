/** Replaces `%name%` wherever it stands in texts; a name that means nothing stays. */
export function substitute<T>(value: T, variables: ReadonlyMap<string, string>): T {
  return replace(value, variables) as T
}

function replace(value: unknown, variables: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.replace(/%([a-z0-9]+)%/gi, (whole, name: string) => variables.get(name.toLowerCase()) ?? whole)
  }
  if (Array.isArray(value)) return value.map((one) => replace(one, variables))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replace(inner, variables)]))
}
