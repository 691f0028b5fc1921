import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import type { Actor } from '../http/authentication.js'
import { ValidationError } from '../http/problem.js'
import { chosenTenants } from '../tenants/chosen-tenants.js'
import { nothingMatches } from '../tenants/tenants.errors.js'
import type { EvidenceKept, Scope } from './assessment-rows.js'
import { AssessmentRuns } from './assessment-runs.js'
import { nothingToJudge } from './assessments.errors.js'
import type { Selection } from './assessments.dto.js'
import { type Catalogue, Catalogues, type KnownControl } from './catalogue.js'
import { effectiveVerdicts } from './effective-verdicts.js'

/** Which tenants are assessed by which controls, and what is kept. */
export interface Order {
  selection: z.output<typeof Selection>
  frameworks: readonly string[]
  scope: Scope
  evidence: EvidenceKept
}

/** Begins assessments, whoever asks for them. */
@Injectable()
export class AssessmentStart {
  constructor(
    private readonly catalogues: Catalogues,
    private readonly runs: AssessmentRuns,
  ) {}

  /** Begins an assessment in the caller's transaction. Throws where there is nothing to judge, or nobody. */
  async begin(
    tx: EntityManager,
    organizationId: string,
    order: Order,
    by: { startedBy: Pick<Actor, 'kind' | 'id' | 'name'>; name?: string | undefined; scheduleId?: string },
  ): Promise<{ id: string; name: string; tenants: { id: string; name: string }[] }> {
    const catalogue = await this.catalogues.of(tx)
    const controls = controlsOfOrder(catalogue, order)
    const tenants = await this.tenantsOf(tx, order, controls)
    const name = by.name ?? nameOf(catalogue, order, tenants)
    const { startedBy, scheduleId } = by
    const id = await this.runs.begin(
      tx,
      {
        organizationId,
        name,
        ...order,
        startedBy,
        judgedBy: sourcesOf(controls),
        ...(scheduleId !== undefined && { scheduleId }),
      },
      tenants.map((tenant) => tenant.id),
    )
    return { id, name, tenants }
  }

  /** The tenants that an order means. Throws `nothing_matches` where it means none. */
  async tenantsOf(
    tx: EntityManager,
    { selection, scope }: Pick<Order, 'selection' | 'scope'>,
    controls: readonly KnownControl[],
  ): Promise<{ id: string; name: string }[]> {
    const chosen = await chosenTenants(tx, selection)
    const failing = scope === 'failed' ? await failingTenants(tx, controls) : undefined
    const tenants = failing ? chosen.filter(({ id }) => failing.has(id)) : chosen
    if (tenants.length === 0) throw nothingMatches({})
    return tenants.map(({ id, name }) => ({ id, name }))
  }
}

/** The controls that an order means; with `failed`, those that may be meant. Throws where there is none. */
export function controlsOfOrder(
  catalogue: Catalogue,
  { frameworks, scope }: Pick<Order, 'frameworks' | 'scope'>,
): KnownControl[] {
  requireFrameworks(catalogue, frameworks)
  const controls = catalogue.controlsIn(frameworks)
  const chosen = scope === 'critical' ? controls.filter(({ control }) => control.severity === 'critical') : controls
  if (chosen.length === 0) throw nothingToJudge({})
  return chosen
}

/** Throws where one of these frameworks is not known. */
export function requireFrameworks(catalogue: Catalogue, frameworks: readonly string[]): void {
  const unknown = frameworks.filter((id) => !catalogue.frameworks.has(id))
  if (unknown.length === 0) return
  throw new ValidationError([
    { path: 'frameworks', message: `names ${unknown.join(', ')}, which is no framework here` },
  ])
}

/** Ids of tenants in which one of these controls fails. */
async function failingTenants(tx: EntityManager, controls: readonly KnownControl[]): Promise<Set<string>> {
  const rows = await tx.query<{ tenant_id: string }[]>(
    `select distinct tenant_id from (${effectiveVerdicts(`v.control = any($1) and v.verdict <> 'pass'`)}) e where standing = 'fail'`,
    [controls.map(({ control: { id } }) => id)],
  )
  return new Set(rows.map(({ tenant_id: id }) => id))
}

function sourcesOf(controls: readonly KnownControl[]) {
  return [...new Map(controls.map(({ source }) => [`${source.kind} ${source.id}`, source])).values()]
}

const SCOPES: Record<Scope, string> = { all: '', critical: ', critical only', failed: ', failed only' }

/** What an assessment is called unless someone says so: `CIS Microsoft 365, critical only: 12 tenants`. */
function nameOf(catalogue: Catalogue, { frameworks, scope }: Order, tenants: readonly { name: string }[]): string {
  const names = frameworks.map((id) => {
    const framework = catalogue.frameworks.get(id)?.framework
    return framework ? `${framework.name} ${framework.version}` : id
  })
  const what = names.length === 0 ? 'All controls' : names.length > 2 ? `${names.length} frameworks` : names.join(', ')
  const whom = tenants.length === 1 ? (tenants[0]?.name ?? '') : `${tenants.length} tenants`
  return `${what}${SCOPES[scope]}: ${whom}`
}
