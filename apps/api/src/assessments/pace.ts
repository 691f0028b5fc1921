import type { EntityManager } from 'typeorm'

/** How many tenants of an assessment are worked on at once. */
export const AT_ONCE = 4

/** How long a tenant usually takes here, from the last hundred that were assessed. */
export class Pace {
  constructor(
    /** Seconds: a quarter takes less than the first, half less than the second, a quarter more than the third. */
    private readonly seconds: { quick: number; usual: number; slow: number } | undefined,
  ) {}

  static async of(tx: EntityManager): Promise<Pace> {
    const [row] = await tx.query<[{ times: [number, number, number] | null }]>(
      `select percentile_cont(array[0.25, 0.5, 0.75]) within group (order by seconds) as times from (
         select extract(epoch from ended_at - started_at)::float8 as seconds from tenant_assessments
         where status = 'succeeded' and started_at is not null order by ended_at desc limit 100) last`,
    )
    return new Pace(row.times ? { quick: row.times[0], usual: row.times[1], slow: row.times[2] } : undefined)
  }

  /** Seconds for so many tenants; null where none was assessed yet. */
  secondsFor(tenants: number): number | null {
    return this.seconds ? Math.ceil((this.seconds.usual * tenants) / Math.min(AT_ONCE, Math.max(tenants, 1))) : null
  }

  /** What is usually left of a tenant that was begun then; null where it takes longer than they do here. */
  secondsLeftSince(startedAt: Date, now: Date): number | null {
    const elapsed = (now.getTime() - startedAt.getTime()) / 1000
    if (!this.seconds || elapsed > this.seconds.slow) return null
    return Math.max(1, Math.ceil(this.seconds.usual - elapsed))
  }

  /** What is left where so many tenants are not done, the last of which was begun then unless some wait still. */
  secondsLeft(tenants: { open: number; waiting: number; lastBegunAt: Date | null }, now: Date): number | null {
    return tenants.waiting === 0 && tenants.lastBegunAt
      ? this.secondsLeftSince(tenants.lastBegunAt, now)
      : this.secondsFor(tenants.open)
  }

  /** From quick to slow, in minutes, to a tenth. */
  minutesFor(tenants: number): { from: number; to: number } | null {
    if (!this.seconds) return null
    const rounds = Math.ceil(tenants / AT_ONCE)
    return { from: tenths((this.seconds.quick * rounds) / 60), to: tenths((this.seconds.slow * rounds) / 60) }
  }
}

function tenths(minutes: number): number {
  return Math.max(0.1, Math.round(minutes * 10) / 10)
}
