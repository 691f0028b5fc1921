const DAY_MS = 86_400_000

/** The date in so many days, as a date field takes it. */
export function inDays(days: number, now = Date.now()): string {
  const then = new Date(now + days * DAY_MS)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`
}
