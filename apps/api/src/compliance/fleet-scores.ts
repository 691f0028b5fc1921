import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { ScoreReport } from '@tenantry/core'
import { z } from 'zod'
import { Database } from '../database/database.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { Ticks } from '../jobs/ticks.js'
import { ProviderScoreFacts, READ_ALL, type ScoringPlugin } from './provider-score-facts.js'
import { providerOf } from './provider-scores.service.js'
import type { FleetScore, FleetScorePage, FleetScoreQuery } from './provider-scores.dto.js'

const TICK_SECONDS = 15
/** How many scores are made of one provider and organization before others get their turn. */
const AT_ONCE = 500
const COMPARED_MS = 30 * 86_400_000

interface FleetRow {
  id: string
  name: string
  slug: string
  provider_id: string
  points: number | null
  max_points: number | null
  at: Date | null
  before_points: number | null
  before_max_points: number | null
  before_at: Date | null
  percent: number | null
  delta: number | null
  /** As text, since a cursor must give the very number back. */
  ordered: string
}

const ORDERS: Record<FleetScoreQuery['sort'], string> = {
  percent: `coalesce(to_char(percent, 'FM000000.0000000000'), '~')`,
  delta: `coalesce(to_char(delta + 1000, 'FM000000.0000000000'), '~')`,
  name: 'lower(name)',
}

/** Scores of all tenants, kept from the newest snapshot of each, so that lists are ordered in the database. */
@Injectable()
export class FleetScores implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly facts: ProviderScoreFacts,
    private readonly ticks: Ticks,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'scores.refresh', everySeconds: TICK_SECONDS, tick: () => this.refreshAll() })
  }

  async page(
    organizationId: string,
    { limit, cursor, sort }: FleetScoreQuery,
  ): Promise<z.output<typeof FleetScorePage>> {
    const after =
      cursor === undefined ? [null, null, null] : decodeCursor(cursor, z.tuple([z.string(), z.guid(), z.string()]))
    return this.database.inOrganization(organizationId, async (tx) => {
      const plugins = new Map((await this.facts.plugins(tx)).map((plugin) => [plugin.id, plugin]))
      const rows = await tx.query<FleetRow[]>(
        `select * from (
           select *, ${ORDERS[sort]} as ordered from (
             select t.id, t.name, t.slug, p.*, p.percent - p.before_percent as delta from (
               select *, 100 * points / nullif(max_points, 0) as percent,
                 100 * before_points / nullif(before_max_points, 0) as before_percent from provider_scores
             ) p join tenants t on t.id = p.tenant_id and t.gone_at is null where p.provider_id = any($1)
           ) scored
         ) listed
         where $2::text is null or (ordered collate "C", id, provider_id) > ($2, $3::uuid, $4)
         order by ordered collate "C", id, provider_id limit $5`,
        [[...plugins.keys()], ...after, limit + 1],
      )
      const page = toPage(rows, limit, (row) => [row.ordered, row.id, row.provider_id])
      return {
        ...page,
        items: page.items.flatMap((row) => {
          const plugin = plugins.get(row.provider_id)
          return plugin ? [viewOf(row, plugin)] : []
        }),
      }
    })
  }

  private async refreshAll(): Promise<void> {
    const rows = await this.database.acrossOrganizations((tx) =>
      tx.query<{ organization_id: string }[]>('select distinct organization_id from snapshots'),
    )
    for (const { organization_id: organizationId } of rows) await this.refresh(organizationId)
  }

  /** Makes the scores of tenants that have a newer snapshot than was looked at. */
  async refresh(organizationId: string): Promise<void> {
    for (const plugin of await this.database.inOrganization(organizationId, (tx) => this.facts.plugins(tx))) {
      const needs = plugin.score.needs.map(({ id }) => id)
      const stale = await this.database.inOrganization(organizationId, (tx) =>
        tx.query<{ tenant_id: string }[]>(
          `select t.id as tenant_id from tenants t cross join lateral (
             select s.id from snapshots s where s.tenant_id = t.id and s.status in ('complete', 'partial') and ${READ_ALL}
             order by s.id desc limit 1) newest
           left join provider_scores p on p.tenant_id = t.id and p.provider_id = $1
           where t.gone_at is null and (p.snapshot_id is null or p.snapshot_id < newest.id) limit $4`,
          [plugin.id, needs, needs.length, AT_ONCE],
        ),
      )
      for (const { tenant_id: tenantId } of stale) await this.keep(organizationId, tenantId, plugin)
    }
  }

  private async keep(organizationId: string, tenantId: string, plugin: ScoringPlugin): Promise<void> {
    const found = await this.facts.of(organizationId, tenantId, plugin)
    if (found.snapshot === null) return
    const report = found.status === 'given' ? found.report : undefined
    const before = report && comparedWith(report)
    const { snapshot } = found
    await this.database.inOrganization(organizationId, (tx) =>
      tx.query(
        `insert into provider_scores as p (organization_id, tenant_id, provider_id, snapshot_id, points, max_points, at,
           before_points, before_max_points, before_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (tenant_id, provider_id) do update set snapshot_id = excluded.snapshot_id, points = excluded.points,
           max_points = excluded.max_points, at = excluded.at, before_points = excluded.before_points,
           before_max_points = excluded.before_max_points, before_at = excluded.before_at
         where p.snapshot_id <= excluded.snapshot_id`,
        [
          organizationId,
          tenantId,
          plugin.id,
          snapshot.number,
          report?.points ?? null,
          report?.maxPoints ?? null,
          report?.at ?? null,
          before?.points ?? null,
          before?.maxPoints ?? null,
          before?.at ?? null,
        ],
      ),
    )
  }
}

/** The entry of its history that a score is compared with: about 30 days back, or as far back as it goes. */
export function comparedWith({
  at,
  history,
}: Pick<ScoreReport, 'at' | 'history'>): ScoreReport['history'][number] | undefined {
  const earlier = history.filter((entry) => entry.at < at)
  return earlier.findLast((entry) => entry.at.getTime() <= at.getTime() - COMPARED_MS) ?? earlier[0]
}

function viewOf(row: FleetRow, plugin: ScoringPlugin): FleetScore {
  const { points, max_points: maxPoints, before_points: had, before_max_points: hadMax, before_at: hadAt } = row
  return {
    tenant: { id: row.id, name: row.name, slug: row.slug },
    provider: providerOf(plugin),
    points,
    maxPoints,
    percent: row.percent,
    at: row.at?.toISOString() ?? null,
    before:
      had === null || !hadMax || hadAt === null
        ? null
        : { at: hadAt.toISOString(), points: had, maxPoints: hadMax, percent: (100 * had) / hadMax },
    delta: row.delta,
  }
}
