import { Injectable } from '@nestjs/common'
import { z } from 'zod'
import { Database } from '../database/database.js'
import { notFound } from '../http/errors.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { type Catalogue, Catalogues, type KnownControl } from './catalogue.js'
import type { ControlDetail, ControlList, ControlPackList, ControlQuery } from './catalogue.dto.js'
import { ControlPacks } from './control-packs.js'
import { controlDetailOf, controlSummaryOf } from './control-views.js'
import { effectiveVerdicts } from './effective-verdicts.js'
import { FleetCounts, standingsOf } from './fleet-counts.js'
import { tenantRefOf } from './assessment-rows.js'
import { WORST_FIRST } from './score.js'
import { likeOf, VERDICT_COLUMNS, VERDICT_JOINS, type VerdictRow, verdictViewOf } from './verdict-rows.js'
import type { ControlVerdictPage, ControlVerdictQuery } from './verdicts.dto.js'

/** Controls, and how the tenants of an organization stand by them. */
@Injectable()
export class ControlsService {
  constructor(
    private readonly database: Database,
    private readonly catalogues: Catalogues,
    private readonly packs: ControlPacks,
  ) {}

  list(organizationId: string, query: z.output<typeof ControlQuery>): Promise<z.output<typeof ControlList>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const catalogue = await this.catalogues.of(tx)
      const chosen = matchingControls(catalogue, query)
      const counts = await FleetCounts.of(
        tx,
        chosen.map(({ control }) => control.id),
      )
      return {
        items: chosen.map((known) =>
          controlSummaryOf(catalogue, known, standingsOf(counts.ofControl(known.control.id))),
        ),
      }
    })
  }

  get(organizationId: string, id: string): Promise<z.output<typeof ControlDetail>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const catalogue = await this.catalogues.of(tx)
      const known = catalogue.controls.get(id)
      if (!known) throw notFound({ what: 'control' })
      const counts = await FleetCounts.of(tx, [id])
      return controlDetailOf(catalogue, known, standingsOf(counts.ofControl(id)))
    })
  }

  /** By how they stand, failures first, then by the tenant's name. */
  verdicts(
    organizationId: string,
    id: string,
    { limit, cursor, standing, cause, q }: z.output<typeof ControlVerdictQuery>,
  ): Promise<z.output<typeof ControlVerdictPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const catalogue = await this.catalogues.of(tx)
      if (!catalogue.controls.has(id)) throw notFound({ what: 'control' })
      const [rank, name, tenantId] =
        cursor === undefined ? [0, '', null] : decodeCursor(cursor, z.tuple([z.number(), z.string(), z.guid()]))
      const rows = await tx.query<VerdictRow[]>(
        `select * from (
           select ${VERDICT_COLUMNS}, t.name, t.slug, t.own, array_position($7::text[], e.standing) as rank, lower(t.name) as ordered
           from (${effectiveVerdicts('v.control = $1')}) e join tenants t on t.id = e.tenant_id and t.gone_at is null
           ${VERDICT_JOINS}
           where ($2::text is null or e.standing = $2) and ($3::text is null or e.cause = $3)
             and ($4::text is null or lower(t.name) like $4)) listed
         where $8::uuid is null or (rank, ordered, tenant_id) > ($5::int, $6::text, $8::uuid)
         order by rank, ordered, tenant_id limit $9`,
        [id, standing ?? null, cause ?? null, likeOf(q), rank, name, WORST_FIRST, tenantId, limit + 1],
      )
      const { items, nextCursor } = toPage(rows, limit, (row) => [row.rank, row.ordered, row.tenant_id])
      return { items: items.map((row) => ({ tenant: tenantRefOf(row), ...verdictViewOf(row) })), nextCursor }
    })
  }

  /** The control packs of the installation. */
  packList(): z.output<typeof ControlPackList> {
    return {
      items: this.packs.accepted.map(({ id, name, version, signedBy, controls, frameworks }) => ({
        id,
        name,
        version,
        signedBy,
        controls: controls.length,
        frameworks: frameworks.length,
      })),
      refused: this.packs.refused.map(({ folder, reasons }) => ({
        folder,
        reasons: [...reasons],
        fix: 'Change the pack in its folder and start Tenantry again; the guide to control packs shows how to test one.',
      })),
    }
  }
}

/** Controls that a query means, most severe first. */
export function matchingControls(
  catalogue: Catalogue,
  { framework, area, severity, q }: z.output<typeof ControlQuery>,
): KnownControl[] {
  const text = q?.toLowerCase()
  return catalogue
    .controlsIn(framework === undefined ? [] : [framework])
    .filter(
      ({ control }) => (area === undefined || control.area === area) && (!severity || control.severity === severity),
    )
    .filter(({ control }) => text === undefined || text === '' || isNamed(catalogue, control.id, control.title, text))
    .toSorted(bySeverity)
}

function isNamed(catalogue: Catalogue, id: string, title: string, text: string): boolean {
  if (id.includes(text) || title.toLowerCase().includes(text)) return true
  return catalogue
    .frameworksOf(id)
    .flatMap((framework) => catalogue.frameworks.get(framework)?.framework.requirements ?? [])
    .some((requirement) => requirement.controls.includes(id) && requirement.id.toLowerCase().startsWith(text))
}

const SEVERITIES = ['critical', 'high', 'medium', 'low']

/** Most severe first, then by area and title. */
export function bySeverity({ control: one }: KnownControl, { control: other }: KnownControl): number {
  return (
    SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
    one.area.localeCompare(other.area, 'en') ||
    one.title.localeCompare(other.title, 'en')
  )
}
