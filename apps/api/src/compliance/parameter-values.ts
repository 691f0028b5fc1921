import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Catalogues } from '../assessments/catalogue.js'
import { mergedValue } from './merged-value.js'
import type { Choice, valueSources } from './parameters.dto.js'
import type { Who } from './who.dto.js'

/** Where a value in force comes from. */
export type ValueSource = (typeof valueSources)[number]

/** An exception whose parameters its control is judged with. */
export interface ExceptionValues {
  id: string
  control: string
  values: Readonly<Record<string, unknown>>
}

/** What controls are judged with in one tenant. */
export class ValuesInForce {
  constructor(
    /** By parameter, of every parameter there is. */
    readonly values: Readonly<Record<string, unknown>>,
    readonly provenance: Readonly<Record<string, ValueSource>>,
    readonly exceptions: readonly ExceptionValues[],
  ) {}

  /** The values for one control: those of active exceptions to it are added, and to no other control. */
  of(control: string): {
    values: Readonly<Record<string, unknown>>
    provenance: Readonly<Record<string, ValueSource>>
    exceptions: readonly ExceptionValues[]
  } {
    const exceptions = this.exceptions.filter((one) => one.control === control)
    if (exceptions.length === 0) return { values: this.values, provenance: this.provenance, exceptions }
    const values: Record<string, unknown> = { ...this.values }
    const provenance: Record<string, ValueSource> = { ...this.provenance }
    for (const [id, added] of exceptions.flatMap((exception) => Object.entries(exception.values))) {
      values[id] = mergedValue(values[id], added)
      provenance[id] = 'exception'
    }
    return { values, provenance, exceptions }
  }
}

/** A value that someone chose. */
export interface ChosenRow {
  tenant_id: string | null
  parameter: string
  value: unknown
  note: string
  set_by: Who
  set_at: Date
}

/** A choice as it is shown. */
export function choiceOf({ value, note, set_by: setBy, set_at: setAt }: ChosenRow): Choice {
  return { value, note, setBy, setAt: setAt.toISOString() }
}

/** Tells what controls are judged with: what was chosen for the tenant, else for its organization, else the default. */
@Injectable()
export class ParameterValues {
  constructor(private readonly catalogues: Catalogues) {}

  /** The values in force in a tenant of the organization of the transaction. */
  async of(tx: EntityManager, tenantId: string): Promise<ValuesInForce> {
    const found = await this.ofAll(tx, [tenantId])
    return found(tenantId)
  }

  /** The same for many tenants, in as few statements as for one. */
  async ofAll(tx: EntityManager, tenantIds: readonly string[]): Promise<(tenantId: string) => ValuesInForce> {
    const { parameters } = await this.catalogues.of(tx)
    const chosen = await tx.query<ChosenRow[]>(
      `select tenant_id, parameter, value from control_parameters
       where (tenant_id is null or tenant_id = any($1)) and parameter = any($2)`,
      [tenantIds, [...parameters.keys()]],
    )
    const exceptions = await tx.query<(ExceptionValues & { tenant_ids: string[] | null })[]>(
      `select id, control, parameters as values, tenant_ids from exceptions
       where parameters is not null and status = 'active' and expires_at > now()
         and (tenant_ids is null or tenant_ids && $1::uuid[])
       order by decided_at, id`,
      [tenantIds],
    )
    return (tenantId) => {
      const values: Record<string, unknown> = {}
      const provenance: Record<string, ValueSource> = {}
      for (const { id, schema, default: usual } of parameters.values()) {
        const own = chosen.find((row) => row.parameter === id && row.tenant_id === tenantId)
        const inherited = chosen.find((row) => row.parameter === id && row.tenant_id === null)
        // What an earlier version accepted may be refused by this one: then the next best is in force.
        const [first] = [own, inherited].flatMap((row) => {
          const parsed = row && schema.safeParse(row.value)
          return parsed?.success ? [{ row, value: parsed.data }] : []
        })
        values[id] = first ? first.value : usual
        provenance[id] = !first ? 'default' : first.row === own ? 'tenant' : 'organization'
      }
      const mine = exceptions.filter(({ tenant_ids: ids }) => ids === null || ids.includes(tenantId))
      return new ValuesInForce(
        values,
        provenance,
        mine.map(({ id, control, values: given }) => ({ id, control, values: given })),
      )
    }
  }
}
