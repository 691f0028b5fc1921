import { Cron } from 'croner'

/** When a schedule is due next, after `now`; fewer than asked for where it ends. */
export function nextTimes(cron: string, timeZone: string, count: number, now: Date): Date[] {
  return new Cron(cron, { timezone: timeZone, mode: '5-part', paused: true }).nextRuns(count, now)
}

/** What is wrong with a cron expression; undefined where nothing is. */
export function cronProblem(cron: string): string | undefined {
  try {
    const next = nextTimes(cron, 'UTC', 2, new Date())
    return next.length === 0 ? 'is never due' : undefined
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error))
      .replace(/^CronPattern: /, '')
      .split('\n')
    return `is no cron expression of five fields: ${why}`
  }
}

/** Whether there is a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
