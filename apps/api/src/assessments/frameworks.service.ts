import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Database } from '../database/database.js'
import { notFound } from '../http/errors.js'
import { type Catalogue, Catalogues, controlsOf, type KnownFramework } from './catalogue.js'
import type { FrameworkDetail, FrameworkList, FrameworkSummary } from './catalogue.dto.js'
import { controlRefOf } from './control-views.js'
import { effectiveVerdicts } from './effective-verdicts.js'
import { assessedTenants, FleetCounts, type StandingCounts, standingsOf } from './fleet-counts.js'
import { scoreOf, type Standing, WORST_FIRST } from './score.js'

/** Frameworks, and how the tenants of an organization stand by them. */
@Injectable()
export class FrameworksService {
  constructor(
    private readonly database: Database,
    private readonly catalogues: Catalogues,
  ) {}

  list(organizationId: string): Promise<z.output<typeof FrameworkList>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const catalogue = await this.catalogues.of(tx)
      const all = [...catalogue.controls.keys()]
      const counts = await FleetCounts.of(tx, all)
      const tenants = await assessedTenants(tx, all)
      return { items: [...catalogue.frameworks.values()].map((known) => summaryOf(catalogue, known, counts, tenants)) }
    })
  }

  get(organizationId: string, id: string): Promise<z.output<typeof FrameworkDetail>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const catalogue = await this.catalogues.of(tx)
      const known = catalogue.frameworks.get(id)
      if (!known) throw notFound({ what: 'framework' })
      const ids = [...controlsOf(known.framework)]
      const counts = await FleetCounts.of(tx, ids)
      const stand = await requirementStandings(tx, known)
      return {
        ...summaryOf(catalogue, known, counts, await assessedTenants(tx, ids)),
        requirementList: known.framework.requirements.map((requirement) => {
          const tenants = stand.get(requirement.id) ?? noTenants()
          return {
            id: requirement.id,
            title: requirement.title ?? null,
            level: requirement.level ?? null,
            marks: [...(requirement.marks ?? [])],
            retired: requirement.retired ?? false,
            controls: [...requirement.controls],
            worst: WORST_FIRST.find((standing) => tenants[standing] > 0) ?? null,
            tenants,
          }
        }),
        controlList: ids.flatMap((control) => {
          const found = catalogue.controls.get(control)
          return found ? [{ ...controlRefOf(found.control), tenants: standingsOf(counts.ofControl(control)) }] : []
        }),
      }
    })
  }
}

function summaryOf(
  catalogue: Catalogue,
  { framework, source }: KnownFramework,
  counts: FleetCounts,
  tenants: number,
): z.output<typeof FrameworkSummary> {
  const ids = [...controlsOf(framework)]
  return {
    id: framework.id,
    name: framework.name,
    version: framework.version,
    edition: framework.edition ?? null,
    publisher: framework.publisher,
    url: framework.url,
    source,
    requirements: framework.requirements.filter(({ retired }) => !retired).length,
    controls: ids.length,
    automated: ids.filter((id) => catalogue.controls.get(id)?.control.automation === 'automated').length,
    tenants,
    score: scoreOf(counts.ofControls(ids)),
  }
}

/** In how many tenants each requirement stands how: in each as well as the worst of its controls. */
async function requirementStandings(
  tx: EntityManager,
  { framework }: KnownFramework,
): Promise<Map<string, StandingCounts>> {
  const pairs = framework.requirements.flatMap(({ id, controls }) => controls.map((control) => [id, control] as const))
  const rows = await tx.query<{ requirement: string; rank: number; tenants: number }[]>(
    `with ranked as (
       select n.requirement, e.tenant_id, min(array_position($3::text[], e.standing)) as rank
       from (${effectiveVerdicts('v.control = any($2)')}) e
       join tenants t on t.id = e.tenant_id and t.gone_at is null
       join unnest($1::text[], $2::text[]) as n(requirement, control) on n.control = e.control
       group by n.requirement, e.tenant_id)
     select requirement, rank, count(*)::int as tenants from ranked group by requirement, rank`,
    [pairs.map(([requirement]) => requirement), pairs.map(([, control]) => control), WORST_FIRST],
  )
  const found = new Map<string, StandingCounts>()
  for (const { requirement, rank, tenants } of rows) {
    const counts = found.get(requirement) ?? noTenants()
    counts[WORST_FIRST[rank - 1] as Standing] = tenants
    found.set(requirement, counts)
  }
  return found
}

function noTenants(): StandingCounts {
  return { pass: 0, fail: 0, excepted: 0, manual: 0, notApplicable: 0, notAssessed: 0 }
}
