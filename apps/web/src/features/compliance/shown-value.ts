const LONGEST = 400

/** A value from the provider as people can read it. */
export function shownValue(value: unknown): string {
  if (value === undefined) return ''
  if (value === null) return 'not set'
  if (value === '') return 'empty'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (holdsNothing(value)) return 'none'
  const text = Array.isArray(value) ? value.map(inline).join(', ') : inline(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

const inline = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** An empty list, or an object of nothing but such. */
const holdsNothing = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every((member) => holdsNothing(member))
