import { Injectable } from '@nestjs/common'
import type { Parameter as DeclaredParameter } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Catalogues, type Catalogue } from '../assessments/catalogue.js'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { ValidationError } from '../http/problem.js'
import { parameterFields, parameterSchema } from './parameter-form.js'
import { choiceOf, ParameterValues, type ChosenRow } from './parameter-values.js'
import type { Parameter, ParameterList, SetParameter, TenantParameter, TenantParameterList } from './parameters.dto.js'
import { tenantNamed } from './tenant-named.js'
import { whoOf } from './who.dto.js'

const LARGEST = 65_536
/** How many tenants are named that have a value of their own. */
const NAMED = 20

/** What organizations and tenants choose that controls are judged with. */
@Injectable()
export class Parameters {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly catalogues: Catalogues,
    private readonly values: ParameterValues,
  ) {}

  list(organizationId: string): Promise<z.output<typeof ParameterList>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const catalogue = await this.catalogues.of(tx)
      const items = await views(tx, catalogue, [...catalogue.parameters.values()])
      return { items, nextCursor: null }
    })
  }

  listOfTenant(organizationId: string, tenantId: string): Promise<z.output<typeof TenantParameterList>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const { id } = await tenantNamed(tx, tenantId)
      const catalogue = await this.catalogues.of(tx)
      return { items: await this.tenantViews(tx, catalogue, id), nextCursor: null }
    })
  }

  set(organizationId: string, actor: Actor, parameterId: string, given: SetParameter): Promise<Parameter> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const { catalogue, parameter } = await this.known(tx, parameterId)
      await this.store(tx, actor, { organizationId, parameter, given })
      const [view] = await views(tx, catalogue, [parameter])
      if (!view) throw notFound({ what: 'parameter' })
      return view
    })
  }

  setForTenant(
    organizationId: string,
    actor: Actor,
    { tenantId, parameterId }: { tenantId: string; parameterId: string },
    given: SetParameter,
  ): Promise<TenantParameter> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const tenant = await tenantNamed(tx, tenantId)
      const { catalogue, parameter } = await this.known(tx, parameterId)
      await this.store(tx, actor, { organizationId, tenant, parameter, given })
      const view = (await this.tenantViews(tx, catalogue, tenant.id)).find(({ id }) => id === parameterId)
      if (!view) throw notFound({ what: 'parameter' })
      return view
    })
  }

  /** What was chosen before holds no more; where nothing was chosen nothing happens. */
  async clear(organizationId: string, actor: Actor, parameterId: string, tenantId?: string): Promise<void> {
    await this.database.inOrganization(organizationId, async (tx) => {
      const tenant = tenantId === undefined ? undefined : await tenantNamed(tx, tenantId)
      const { parameter } = await this.known(tx, parameterId)
      const [[before]] = await tx.query<[ChosenRow[], number]>(
        `delete from control_parameters where parameter = $1 and tenant_id is not distinct from $2 returning value`,
        [parameterId, tenant?.id ?? null],
      )
      if (!before) return
      await this.audit.record(tx, {
        actor,
        action: 'controlParameter.cleared',
        subject: { kind: 'controlParameter', id: parameterId, name: parameter.name },
        summary: `${actor.name} let “${parameter.name}” of ${tenant?.name ?? 'the organization'} be as it is by default.`,
        details: { ...(tenant && { tenant: tenant.id }), before: before.value },
      })
    })
  }

  private async known(tx: EntityManager, id: string): Promise<{ catalogue: Catalogue; parameter: DeclaredParameter }> {
    const catalogue = await this.catalogues.of(tx)
    const parameter = catalogue.parameters.get(id)
    if (!parameter) throw notFound({ what: 'parameter' })
    return { catalogue, parameter }
  }

  private async store(
    tx: EntityManager,
    actor: Actor,
    what: {
      organizationId: string
      tenant?: { id: string; name: string }
      parameter: DeclaredParameter
      given: SetParameter
    },
  ): Promise<void> {
    const { organizationId, tenant, parameter, given } = what
    const value = checkedValue(parameter, given.value, 'value')
    const place = tenant
      ? '(tenant_id, parameter) where tenant_id is not null'
      : '(organization_id, parameter) where tenant_id is null'
    // Whoever sets it next waits here, so that each entry of the log names what was there before.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `parameter:${organizationId}:${tenant?.id ?? ''}:${parameter.id}`,
    ])
    const [before] = await tx.query<ChosenRow[]>(
      'select value from control_parameters where parameter = $1 and tenant_id is not distinct from $2',
      [parameter.id, tenant?.id ?? null],
    )
    await tx.query(
      `insert into control_parameters (organization_id, tenant_id, parameter, value, note, set_by)
       values ($1, $2, $3, $4, $5, $6)
       on conflict ${place} do update set value = excluded.value, note = excluded.note, set_by = excluded.set_by, set_at = now()`,
      [
        organizationId,
        tenant?.id ?? null,
        parameter.id,
        JSON.stringify(value),
        given.note,
        JSON.stringify(whoOf(actor)),
      ],
    )
    await this.audit.record(tx, {
      actor,
      action: 'controlParameter.set',
      subject: { kind: 'controlParameter', id: parameter.id, name: parameter.name },
      summary: `${actor.name} set “${parameter.name}” for ${tenant?.name ?? 'the organization'}.`,
      details: {
        ...(tenant && { tenant: tenant.id }),
        before: before ? before.value : null,
        after: value,
        ...(given.note !== '' && { note: given.note }),
      },
    })
  }

  private async tenantViews(tx: EntityManager, catalogue: Catalogue, tenantId: string): Promise<TenantParameter[]> {
    const inForce = await this.values.of(tx, tenantId)
    const rows = await tx.query<ChosenRow[]>(
      'select * from control_parameters where tenant_id is null or tenant_id = $1',
      [tenantId],
    )
    return [...catalogue.parameters.values()].map((parameter) => {
      const choice = (tenant: boolean) => {
        const row = rows.find((one) => one.parameter === parameter.id && (one.tenant_id !== null) === tenant)
        return row ? choiceOf(row) : null
      }
      return {
        ...aboutParameter(catalogue, parameter),
        value: inForce.values[parameter.id],
        source: inForce.provenance[parameter.id] as TenantParameter['source'],
        organization: choice(false),
        tenant: choice(true),
        exceptions: inForce.exceptions.flatMap(({ id, control, values }) =>
          parameter.id in values ? [{ id, control, value: values[parameter.id] }] : [],
        ),
      }
    })
  }
}

/** The value as the parameter's own schema reads it. Throws what is not right, each under `path`. */
export function checkedValue(parameter: DeclaredParameter, value: unknown, path: string): unknown {
  const parsed = parameter.schema.safeParse(value)
  if (!parsed.success) {
    throw new ValidationError(
      parsed.error.issues.map((issue) => ({ path: [path, ...issue.path].join('.'), message: issue.message })),
    )
  }
  if (JSON.stringify(parsed.data).length > LARGEST) {
    throw new ValidationError([{ path, message: 'is larger than 64 kB' }])
  }
  return parsed.data
}

async function views(
  tx: EntityManager,
  catalogue: Catalogue,
  parameters: readonly DeclaredParameter[],
): Promise<Parameter[]> {
  const rows = await tx.query<ChosenRow[]>('select * from control_parameters where tenant_id is null')
  const deviating = await tx.query<{ parameter: string; tenants: number; named: Parameter['deviating'] }[]>(
    `select p.parameter, count(*)::int as tenants,
       to_jsonb((array_agg(jsonb_build_object('id', t.id, 'name', t.name) order by lower(t.name), t.id))[1:${NAMED}]) as named
     from control_parameters p join tenants t on t.id = p.tenant_id and t.gone_at is null group by p.parameter`,
  )
  return parameters.map((parameter) => {
    const row = rows.find((one) => one.parameter === parameter.id)
    const { tenants = 0, named = [] } = deviating.find((one) => one.parameter === parameter.id) ?? {}
    return {
      ...aboutParameter(catalogue, parameter),
      value: row ? row.value : parameter.default,
      organization: row ? choiceOf(row) : null,
      tenants,
      deviating: named,
    }
  })
}

function aboutParameter(catalogue: Catalogue, { id, name, help, schema, default: usual }: DeclaredParameter) {
  const controls = [...catalogue.controls.values()].flatMap(({ control }) =>
    control.automation === 'automated' && Object.values(control.parameters).some((one) => one.id === id)
      ? [{ id: control.id, title: control.title }]
      : [],
  )
  return { id, name, help, schema: parameterSchema(schema), fields: parameterFields(schema), default: usual, controls }
}
