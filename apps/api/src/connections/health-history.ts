import type { ProblemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import type { HealthHistory } from './connection-facts.dto.js'
import type { healthValues } from './connection-test.dto.js'

type Health = (typeof healthValues)[number]

interface Span {
  from: Date
  until: Date
  health: Health
  problem: ProblemFacts | null
}

const DAYS = 90
const DAY = 86_400_000
const MINUTE = 60_000
const ORDER: readonly Health[] = ['connected', 'serviceError', 'permissionError', 'authenticationError']

/** Uptime of the last 90 days and the incidents in it. */
export async function healthHistory(
  tx: EntityManager,
  connectionId: string,
  now: Date,
): Promise<z.output<typeof HealthHistory>> {
  const start = new Date(Math.floor(now.getTime() / DAY) * DAY - (DAYS - 1) * DAY)
  const rows: { from_at: Date; until_at: Date; health: Health; problem: ProblemFacts | null }[] = await tx.query(
    'select from_at, until_at, health, problem from health_spans where connection_id = $1 and until_at >= $2 order by from_at, id',
    [connectionId, start],
  )
  const spans = rows.map((row) => ({
    from: row.from_at,
    until: row.until_at,
    health: row.health,
    problem: row.problem,
  }))
  const days = Array.from({ length: DAYS }, (_, index) => dayOf(spans, new Date(start.getTime() + index * DAY)))
  const known = days.reduce((sum, day) => sum + day.knownMinutes, 0)
  const connected = days.reduce((sum, day) => sum + day.connectedMinutes, 0)
  const last = spans.at(-1)
  return {
    days,
    uptime: known === 0 ? null : connected / known,
    incidents: spans
      .filter(({ health }) => health !== 'connected')
      .reverse()
      .map((span) => ({
        from: span.from.toISOString(),
        until: span.until.toISOString(),
        health: span.health,
        problem: span.problem,
        ongoing: span === last,
      })),
  }
}

function dayOf(spans: readonly Span[], day: Date) {
  const end = day.getTime() + DAY
  let connected = 0
  let known = 0
  let worst: Health | 'unknown' = 'unknown'
  for (const span of spans) {
    const overlap = Math.min(span.until.getTime(), end) - Math.max(span.from.getTime(), day.getTime())
    if (overlap < 0) continue
    known += overlap
    if (span.health === 'connected') connected += overlap
    if (worst === 'unknown' || ORDER.indexOf(span.health) > ORDER.indexOf(worst)) worst = span.health
  }
  return {
    day: day.toISOString().slice(0, 10),
    connectedMinutes: Math.round(connected / MINUTE),
    knownMinutes: Math.round(known / MINUTE),
    worst,
  }
}
