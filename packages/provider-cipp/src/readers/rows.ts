/**
 * CIPP writes what lies deep in an answer as PowerShell shows it: of one object the objects within its lists, of several
 * all their lists. What can be told from such text is put back; what cannot stays text.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/convertto-json
 */
export function restored(row: Record<string, unknown>, lists: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, lists.includes(name) ? listIn(value) : deep(value)]),
  )
}

/** Members without blanks, which stand one after another. */
function listIn(value: unknown): unknown {
  return typeof value === 'string' ? value.split(/\s+/).filter((member) => member !== '') : value
}

function deep(value: unknown): unknown {
  return Array.isArray(value) ? value.map(objectIn) : value
}

/** `@{name=Credit Card Number; mincount=1}` */
function objectIn(value: unknown): unknown {
  const inside = typeof value === 'string' ? /^@\{([^{}]*)\}$/.exec(value)?.[1] : undefined
  if (inside === undefined) return value
  const members = inside.split(/;\s/).map((part) => /^([^=]+)=(.*)$/s.exec(part))
  if (members.some((member) => member === null)) return value
  return Object.fromEntries(
    members.flatMap((member) => {
      const [, name = '', text = ''] = member ?? []
      return name.includes('@') ? [] : [[name.trim(), text]]
    }),
  )
}
