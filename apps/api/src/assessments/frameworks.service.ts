import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Database } from '../database/database.js'
import { notFound } from '../http/errors.js'
import { type Catalogue, Catalogues, controlsOf, type KnownFramework } from './catalogue.js'
import type { FrameworkDetail, FrameworkList, FrameworkSummary } from './catalogue.dto.js'
import { controlRefOf } from './control-views.js'
import { effectiveVerdicts } from './effective-verdicts.js'
import { FleetCounts, type StandingCounts, standingsOf } from './fleet-counts.js'
import { scoreOf, WORST_FIRST } from './score.js'

/** Past ASCII, so that no character has to be escaped. */
const FIRST = 0x100
const ZERO = '0'.charCodeAt(0)
/** After every standing: nothing is known. */
const NONE = 255

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
      return { items: [...catalogue.frameworks.values()].map((known) => summaryOf(catalogue, known, counts)) }
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
        ...summaryOf(catalogue, known, counts),
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
    tenants: counts.tenants.size,
    score: scoreOf(counts.ofControls(ids)),
  }
}

/**
 * In how many tenants each requirement stands how: in each as well as the worst of its controls. Of each tenant comes one
 * text, two characters for a control: its place in the list, and how it stands.
 */
async function requirementStandings(
  tx: EntityManager,
  { framework }: KnownFramework,
): Promise<Map<string, StandingCounts>> {
  const controls = [...controlsOf(framework)]
  const rows = await tx.query<{ stands: string }[]>(
    `select string_agg(chr(${FIRST} + n.position::int) || array_position($2::text[], e.standing), '') as stands
     from (${effectiveVerdicts('v.control = any($1)')}) e
     join unnest($1::text[]) with ordinality as n(control, position) on n.control = e.control
     where e.tenant_id in (select id from tenants where gone_at is null)
     group by e.tenant_id`,
    [controls, WORST_FIRST],
  )
  const places = new Map(controls.map((id, index) => [id, index]))
  const requirements = framework.requirements.map(({ id, controls: named }) => ({
    counts: noTenants(),
    id,
    places: named.map((control) => places.get(control) ?? -1),
  }))
  for (const { stands } of rows) {
    const ranks = new Uint8Array(controls.length).fill(NONE)
    for (let at = 0; at < stands.length; at += 2) {
      ranks[stands.charCodeAt(at) - FIRST - 1] = stands.charCodeAt(at + 1) - ZERO - 1
    }
    for (const { counts, places: own } of requirements) {
      const worst = WORST_FIRST[Math.min(NONE, ...own.map((place) => ranks[place] ?? NONE))]
      if (worst) counts[worst] += 1
    }
  }
  return new Map(requirements.map(({ id, counts }) => [id, counts]))
}

function noTenants(): StandingCounts {
  return { pass: 0, fail: 0, excepted: 0, manual: 0, notApplicable: 0, notAssessed: 0 }
}
