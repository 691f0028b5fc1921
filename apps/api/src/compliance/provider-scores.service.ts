import { Injectable } from '@nestjs/common'
import type { ScoreReport } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Catalogues, type Catalogue } from '../assessments/catalogue.js'
import { effectiveVerdicts } from '../assessments/effective-verdicts.js'
import { Database } from '../database/database.js'
import { ProviderScoreFacts, type FoundScore, type ScoringPlugin } from './provider-score-facts.js'
import type { ProviderScoreList, ProviderScoreView } from './provider-scores.dto.js'
import { tenantNamed } from './tenant-named.js'

interface Stands {
  control: string
  standing: string
  cause: string | null
}

/** What providers themselves make of a tenant, beside what our controls say. */
@Injectable()
export class ProviderScores {
  constructor(
    private readonly database: Database,
    private readonly catalogues: Catalogues,
    private readonly facts: ProviderScoreFacts,
  ) {}

  async ofTenant(organizationId: string, tenantId: string): Promise<z.output<typeof ProviderScoreList>> {
    const { id, plugins, catalogue } = await this.database.inOrganization(organizationId, async (tx) => ({
      id: (await tenantNamed(tx, tenantId)).id,
      plugins: await this.facts.plugins(tx),
      catalogue: await this.catalogues.of(tx),
    }))
    const items: ProviderScoreView[] = []
    for (const plugin of plugins) {
      const found = await this.facts.of(organizationId, id, plugin)
      const controls = found.status === 'given' ? found.report.recommendations.flatMap((one) => one.controls) : []
      const stands = await this.database.inOrganization(organizationId, (tx) => standing(tx, id, controls))
      items.push(viewOf(plugin, found, catalogue, stands))
    }
    return { items, nextCursor: null }
  }
}

async function standing(
  tx: EntityManager,
  tenantId: string,
  controls: readonly string[],
): Promise<Map<string, Stands>> {
  const rows = await tx.query<Stands[]>(
    `select control, standing, cause from (${effectiveVerdicts('v.tenant_id = $1 and v.control = any($2)')}) stands`,
    [tenantId, controls],
  )
  return new Map(rows.map((row) => [row.control, row]))
}

/** How a provider and its score are called. */
export function providerOf({ id, name, score }: ScoringPlugin): ProviderScoreView['provider'] {
  return { id, name, score: score.name }
}

function viewOf(
  plugin: ScoringPlugin,
  found: FoundScore,
  catalogue: Catalogue,
  stands: ReadonlyMap<string, Stands>,
): ProviderScoreView {
  return {
    provider: providerOf(plugin),
    status: found.status,
    reason:
      found.status === 'notRead'
        ? found.reason
        : found.status === 'none'
          ? `${plugin.name} has given this tenant no ${plugin.score.name} yet.`
          : null,
    snapshot: found.snapshot && { number: found.snapshot.number, takenAt: found.snapshot.takenAt.toISOString() },
    report: found.status === 'given' ? reportOf(found.report, catalogue, stands) : null,
  }
}

function reportOf(
  report: ScoreReport,
  catalogue: Catalogue,
  stands: ReadonlyMap<string, Stands>,
): NonNullable<ProviderScoreView['report']> {
  const toGain = ({ points, maxPoints }: { points: number; maxPoints: number }) => maxPoints - points
  return {
    points: report.points,
    maxPoints: report.maxPoints,
    at: report.at.toISOString(),
    history: report.history.map(({ at, points, maxPoints }) => ({ at: at.toISOString(), points, maxPoints })),
    comparisons: [...report.comparisons],
    recommendations: report.recommendations
      .toSorted((one, other) => toGain(other) - toGain(one))
      .map(({ advice = null, link = null, setAside = null, controls, ...rest }) => ({
        ...rest,
        advice,
        link,
        setAside,
        controls: controls.flatMap((id) => {
          const control = catalogue.controls.get(id)?.control
          const found = stands.get(id)
          return control
            ? [{ id, title: control.title, standing: found?.standing ?? null, cause: found?.cause ?? null }]
            : []
        }),
      })),
  }
}
