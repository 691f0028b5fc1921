import type { EntityManager } from 'typeorm'
import { percentOf, type Score } from './score.js'

const DAY_MS = 86_400_000

/** What was known of all tenants at the end of a day. */
export interface TrendPoint {
  day: string
  percent: number | null
  passed: number
  failed: number
  tenants: number
}

interface DayRow {
  tenant_id: string
  day: string
  score: Pick<Score, 'passed' | 'failed'>
}

/** Day by day until today: each tenant as its last assessment until then found it. */
export async function trendOf(
  tx: EntityManager,
  framework: string | undefined,
  days: number,
  now: Date,
): Promise<TrendPoint[]> {
  const first = new Date(now.getTime() - (days - 1) * DAY_MS).toISOString().slice(0, 10)
  const score = (alias: string) =>
    `case when $2::text is null then ${alias}.scores -> 'overall' else ${alias}.scores -> 'frameworks' -> $2 end`
  const rows = await tx.query<DayRow[]>(
    `select t.id as tenant_id, before.day, before.score from tenants t join lateral (
       select '' as day, ${score('i')} as score from tenant_assessments i
       where i.tenant_id = t.id and i.status = 'succeeded' and i.ended_at < $1::date at time zone 'utc'
       order by i.id desc limit 1) before on true
     where t.gone_at is null
     union all
     select * from (
       select distinct on (i.tenant_id, day) i.tenant_id, to_char(i.ended_at at time zone 'utc', 'YYYY-MM-DD') as day,
         ${score('i')} as score
       from tenant_assessments i join tenants t on t.id = i.tenant_id and t.gone_at is null
       where i.status = 'succeeded' and i.ended_at >= $1::date at time zone 'utc'
       order by i.tenant_id, day, i.id desc) daily
     order by day`,
    [first, framework ?? null],
  )
  return pointsOf(rows, first, days)
}

/** Carries each tenant's score on until it has another. Days before the first assessment of all are left out. */
function pointsOf(rows: readonly DayRow[], first: string, days: number): TrendPoint[] {
  const current = new Map<string, DayRow['score']>()
  let next = 0
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(Date.parse(first) + index * DAY_MS).toISOString().slice(0, 10)
    for (let row = rows[next]; row && row.day <= day; next += 1, row = rows[next]) {
      if (row.score) current.set(row.tenant_id, row.score)
    }
    let [passed, failed] = [0, 0]
    for (const score of current.values()) {
      passed += score.passed
      failed += score.failed
    }
    return { day, percent: percentOf(passed, passed + failed), passed, failed, tenants: current.size }
  }).filter(({ tenants }) => tenants > 0)
}
