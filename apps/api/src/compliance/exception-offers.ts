import { Injectable } from '@nestjs/common'
import { z } from 'zod'
import { Catalogues, type Catalogue } from '../assessments/catalogue.js'
import { effectiveVerdicts } from '../assessments/effective-verdicts.js'
import { Database } from '../database/database.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { controlRef } from './exception-rows.js'
import type { ExceptionOffer, ExceptionOfferPage, ExceptionOfferQuery } from './exceptions.dto.js'
import { missingIn } from './merged-value.js'
import { ParameterValues, type ValuesInForce } from './parameter-values.js'

interface FailureRow {
  tenant_id: string
  tenant_name: string
  ordered: string
  control: string
  reason: string
  would_pass_with: Record<string, unknown>
}

/** Exceptions that failing controls suggest themselves. */
@Injectable()
export class ExceptionOffers {
  constructor(
    private readonly database: Database,
    private readonly catalogues: Catalogues,
    private readonly values: ParameterValues,
  ) {}

  list(
    organizationId: string,
    { limit, cursor, control, tenantId }: ExceptionOfferQuery,
  ): Promise<z.output<typeof ExceptionOfferPage>> {
    const after =
      cursor === undefined ? [null, null, null] : decodeCursor(cursor, z.tuple([z.string(), z.guid(), z.string()]))
    return this.database.inOrganization(organizationId, async (tx) => {
      const rows = await tx.query<FailureRow[]>(
        `select v.tenant_id, t.name as tenant_name, lower(t.name) as ordered, v.control, v.reason, v.would_pass_with
         from (${effectiveVerdicts(`v.verdict = 'fail' and v.would_pass_with is not null`)}) stands
         join verdicts v on v.tenant_id = stands.tenant_id and v.control = stands.control and v.until is null
         join tenants t on t.id = v.tenant_id and t.gone_at is null
         where stands.standing = 'fail' and ($2::text is null or v.control = $2) and ($3::uuid is null or v.tenant_id = $3)
           and not exists (select 1 from exceptions e where e.control = v.control and e.status = 'requested'
             and (e.tenant_ids is null or v.tenant_id = any(e.tenant_ids))
             and (e.parameters is null or e.parameters @> v.would_pass_with))
           and ($4::text is null or (lower(t.name), v.tenant_id, v.control) > ($4, $5::uuid, $6))
         order by lower(t.name), v.tenant_id, v.control limit $1`,
        [limit + 1, control ?? null, tenantId ?? null, ...after],
      )
      const { items, nextCursor } = toPage(rows, limit, (row) => [row.ordered, row.tenant_id, row.control])
      const catalogue = await this.catalogues.of(tx)
      const inForce = await this.values.ofAll(tx, [...new Set(items.map((row) => row.tenant_id))])
      return { items: items.map((row) => offerOf(row, catalogue, inForce(row.tenant_id))), nextCursor }
    })
  }
}

function offerOf(row: FailureRow, catalogue: Catalogue, inForce: ValuesInForce): ExceptionOffer {
  const { values } = inForce.of(row.control)
  return {
    control: controlRef(catalogue, row.control),
    tenant: { id: row.tenant_id, name: row.tenant_name },
    reason: row.reason,
    parameters: row.would_pass_with,
    adds: Object.entries(row.would_pass_with).flatMap(([parameter, value]) => {
      const name = catalogue.parameters.get(parameter)?.name ?? parameter
      return additions(values[parameter], value).map((added) => ({ parameter, name, ...added }))
    }),
  }
}

/** What a value has that another one lacks: for objects by member, for lists the items, else the value itself. */
function additions(before: unknown, after: unknown): { member: string | null; values: unknown[] }[] {
  if (typeof after !== 'object' || after === null || Array.isArray(after)) return added(null, before, after)
  const known = (typeof before === 'object' && before !== null ? before : {}) as Record<string, unknown>
  return Object.entries(after).flatMap(([member, value]) => added(member, known[member], value))
}

function added(member: string | null, before: unknown, after: unknown): { member: string | null; values: unknown[] }[] {
  const values = Array.isArray(after)
    ? missingIn(Array.isArray(before) ? before : [], after)
    : missingIn([before], [after])
  return values.length === 0 ? [] : [{ member, values }]
}
