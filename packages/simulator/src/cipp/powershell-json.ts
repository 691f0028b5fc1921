/** What PowerShell's ConvertTo-Json goes down to unless told otherwise. */
const DEPTH = 2

/**
 * JSON as PowerShell writes it by default: below the second level a list is its members with blanks between them, and
 * an object is text. https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/convertto-json
 */
export function toDepth(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEPTH) return asText(value)
  if (Array.isArray(value)) return value.map((one) => toDepth(one, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toDepth(inner, depth + 1)]))
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(asText).join(' ')
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value !== 'object') return `${value as string | number}`
  const fields = Object.entries(value).map(([name, inner]) => `${name}=${asText(inner)}`)
  return `@{${fields.join('; ')}}`
}

/** A pipeline of one object is that object; one of none is nothing. */
export function unrolled(rows: readonly unknown[]): unknown {
  if (rows.length === 0) return null
  return rows.length === 1 ? rows[0] : rows
}
