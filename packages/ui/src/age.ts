const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** How long ago or how far off a moment is, in words of the browser's language. */
export function relativeAge(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1000
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
  if (unit === 'second') {
    if (Math.abs(seconds) < 45) return seconds > 0 ? 'in a moment' : 'just now'
    return relative.format(Math.sign(seconds), 'minute')
  }
  return relative.format(seconds > 0 ? Math.round(seconds / size) : Math.trunc(seconds / size), unit)
}

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

/** A moment in full, with its time zone. */
export const absoluteTime = (at: string) => absolute.format(new Date(at))

/** A moment, short: date and time. */
export const shortTime = (at: string) => moment.format(new Date(at))

/** The day of a moment. */
export const dayOf = (at: string) => day.format(new Date(at))

/** A duration for people: `42 ms`, `1.3 s`, `2 min 5 s`. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
}
