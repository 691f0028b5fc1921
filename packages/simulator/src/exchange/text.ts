/** The text in a property of a directory object, or the fallback where there is none. */
export function textOf(value: unknown, fallback = ''): string {
  return typeof value === 'string' && value !== '' ? value : fallback
}
