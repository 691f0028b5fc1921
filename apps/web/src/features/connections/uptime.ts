import { durationText, type UptimeDay } from '@tenantry/ui'
import type { HealthHistory } from '../../api/shapes.js'
import { healthLooks } from './health.js'

/** The days of a history as the uptime bar draws them. */
export const uptimeDays = ({ days }: HealthHistory): UptimeDay[] =>
  days.map(({ day, connectedMinutes, knownMinutes, worst }) => ({
    day,
    share: knownMinutes === 0 ? null : connectedMinutes / knownMinutes,
    worst: healthLooks[worst].meaning,
    text:
      knownMinutes === 0
        ? 'not known'
        : connectedMinutes === knownMinutes
          ? 'connected all the time it was checked'
          : `${healthLooks[worst].label} at worst, ${durationText((knownMinutes - connectedMinutes) * 60_000)} not connected`,
  }))
