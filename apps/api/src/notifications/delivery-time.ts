import { DateTime } from 'luxon'
import type { Severity } from './notice-kinds.js'

/** When a rule sends. */
export type Timing = { kind: 'immediate' } | { kind: 'daily'; at: string }

/** From when to when nothing is sent at once, as times of day. */
export interface QuietHours {
  from: string
  to: string
  /** Whether critical notices are sent all the same. */
  criticalPasses: boolean
}

export interface RuleTimes {
  timing: Timing
  timeZone: string
  quiet: QuietHours | null
}

/** When a notice that is ready at this moment leaves under a rule. A digest has a time of its own, so quiet hours are not for it. */
export function leavesAt(readyAt: Date, severity: Severity, { timing, timeZone, quiet }: RuleTimes): Date {
  if (timing.kind === 'daily') return nextTime(readyAt, timing.at, timeZone)
  if (!quiet || (severity === 'critical' && quiet.criticalPasses)) return readyAt
  return isQuiet(readyAt, quiet, timeZone) ? nextTime(readyAt, quiet.to, timeZone) : readyAt
}

/** Whether the clocks of the time zone show quiet hours at this moment. */
export function isQuiet(moment: Date, { from, to }: Pick<QuietHours, 'from' | 'to'>, timeZone: string): boolean {
  const now = DateTime.fromJSDate(moment, { zone: timeZone }).toFormat('HH:mm')
  return from < to ? from <= now && now < to : from <= now || now < to
}

/** The next moment at which the clocks of the time zone show this time; where they skip it, the moment they come past it. */
export function nextTime(after: Date, time: string, timeZone: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const start = DateTime.fromJSDate(after, { zone: timeZone })
  const on = (day: DateTime) => day.startOf('day').set({ hour, minute })
  const today = on(start)
  return (today > start ? today : on(start.plus({ days: 1 }))).toJSDate()
}
