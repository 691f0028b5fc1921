import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { QueryFailedError, type EntityManager } from 'typeorm'
import { z } from 'zod'
import { Catalogues, type Catalogue } from '../assessments/catalogue.js'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { ValidationError } from '../http/problem.js'
import { Notices } from '../notifications/notices.js'
import { Approvers } from './approvers.js'
import { exceptionDecided, exceptionNotActive, renewalWaiting } from './compliance.errors.js'
import { controlRef, exceptionRow, exceptionView, SELECT_EXCEPTIONS, STATUS_NOW } from './exception-rows.js'
import type {
  Exception,
  ExceptionCounts,
  ExceptionPage,
  ExceptionQuery,
  RenewException,
  RequestException,
} from './exceptions.dto.js'
import { checkedValue } from './parameters.service.js'
import { tenantsNamed } from './tenant-named.js'
import { whoOf } from './who.dto.js'

const LONGEST_MS = 2 * 366 * 86_400_000
const Position = z.tuple([z.string().regex(/^\d{4}-\d\d-\d\dT[\d:.]+$/), z.guid()])

/** Accepted failures of controls: what there are, and asking for one. */
@Injectable()
export class Exceptions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly events: Events,
    private readonly notices: Notices,
    private readonly catalogues: Catalogues,
  ) {}

  list(
    organizationId: string,
    actor: Actor,
    { limit, cursor, status, control, tenantId }: ExceptionQuery,
  ): Promise<z.output<typeof ExceptionPage>> {
    const [at, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, Position)
    return this.database.inOrganization(organizationId, async (tx) => {
      const rows = await tx.query<Awaited<ReturnType<typeof exceptionRow>>[]>(
        `${SELECT_EXCEPTIONS}
         where ($2::text is null or ${STATUS_NOW} = $2) and ($3::text is null or e.control = $3)
           and ($4::uuid is null or exists (select 1 from tenants t where t.id = $4)
             and (e.tenant_ids is null or $4 = any(e.tenant_ids)))
           and ($5::timestamp is null or (e.requested_at, e.id) < ($5::timestamp at time zone 'utc', $6::uuid))
         order by e.requested_at desc, e.id desc limit $1`,
        [limit + 1, status ?? null, control ?? null, tenantId ?? null, at, id],
      )
      const page = toPage(rows, limit, (row) => [row.position, row.id])
      const context = await this.context(tx, actor)
      return { ...page, items: page.items.map((row) => exceptionView(row, context)) }
    })
  }

  counts(organizationId: string): Promise<z.output<typeof ExceptionCounts>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const rows = await tx.query<{ status: Exception['status']; count: number; expiring: number }[]>(
        `select ${STATUS_NOW} as status, count(*)::int as count,
           (count(*) filter (where e.expires_at <= now() + interval '14 days'))::int as expiring
         from exceptions e group by 1`,
      )
      const of = (status: Exception['status']) => rows.find((row) => row.status === status)
      return {
        requested: of('requested')?.count ?? 0,
        active: of('active')?.count ?? 0,
        denied: of('denied')?.count ?? 0,
        ended: of('ended')?.count ?? 0,
        expired: of('expired')?.count ?? 0,
        expiring: of('active')?.expiring ?? 0,
      }
    })
  }

  get(organizationId: string, actor: Actor, id: string): Promise<Exception> {
    return this.database.inOrganization(organizationId, async (tx) =>
      exceptionView(await exceptionRow(tx, id), await this.context(tx, actor)),
    )
  }

  /** Nothing is excepted before somebody else approves. */
  async request(organizationId: string, actor: Actor, wanted: RequestException): Promise<Exception> {
    const view = await this.database.inOrganization(organizationId, async (tx) => {
      const context = await this.context(tx, actor)
      const parameters = parametersFor(context.catalogue, wanted)
      const tenants = wanted.tenantIds && (await tenantsNamed(tx, wanted.tenantIds))
      const id = await insert(tx, organizationId, actor, {
        ...wanted,
        tenantIds: tenants && tenants.map((tenant) => tenant.id),
        parameters,
      })
      const { title } = controlRef(context.catalogue, wanted.control)
      await this.audit.record(tx, {
        actor,
        action: 'exception.requested',
        subject: { kind: 'exception', id, name: title },
        summary: `${actor.name} asked for an exception to “${title}” in ${inWhere(tenants)} until ${wanted.expiresAt.slice(0, 10)}.`,
        details: { after: { ...wanted, parameters } },
      })
      await this.tell(tx, id, title, actor, wanted.expiresAt, tenants)
      return exceptionView(await exceptionRow(tx, id), context)
    })
    this.events.publish(organizationId, 'exception.changed', { id: view.id, status: view.status })
    return view
  }

  /** Asks that an exception in force goes on. It stays as it is until the request is approved, which then takes over. */
  async renew(
    organizationId: string,
    actor: Actor,
    id: string,
    { reason, expiresAt }: RenewException,
  ): Promise<Exception> {
    const view = await this.database.inOrganization(organizationId, async (tx) => {
      const before = await exceptionRow(tx, id, { lock: true })
      if (before.status !== 'active' && before.status !== 'expired') throw exceptionNotActive({ status: before.status })
      if (before.renewed_by !== null) throw renewalWaiting({})
      const renewal = await insert(tx, organizationId, actor, {
        control: before.control,
        tenantIds: before.tenant_ids,
        reason,
        compensatingControl: before.compensating_control,
        parameters: before.parameters,
        expiresAt,
        renews: id,
      })
      const context = await this.context(tx, actor)
      const { title } = controlRef(context.catalogue, before.control)
      await this.audit.record(tx, {
        actor,
        action: 'exception.renewalRequested',
        subject: { kind: 'exception', id: renewal, name: title },
        summary: `${actor.name} asked that the exception to “${title}” goes on until ${expiresAt.slice(0, 10)}.`,
        details: { renews: id, before: { expiresAt: before.expires_at.toISOString() }, after: { expiresAt, reason } },
      })
      await this.tell(tx, renewal, title, actor, expiresAt, before.tenant_ids)
      return exceptionView(await exceptionRow(tx, renewal), context)
    })
    this.events.publish(organizationId, 'exception.changed', { id: view.id, status: view.status })
    return view
  }

  /** Takes back a request that nobody has decided about. */
  async withdraw(organizationId: string, actor: Actor, id: string): Promise<Exception> {
    const view = await this.database.inOrganization(organizationId, async (tx) => {
      const { status, control } = await exceptionRow(tx, id, { lock: true })
      if (status !== 'requested') throw exceptionDecided({ status })
      await tx.query(`update exceptions set status = 'ended', ended_by = $2, ended_at = now() where id = $1`, [
        id,
        JSON.stringify(whoOf(actor)),
      ])
      await this.notices.resolve(tx, 'exceptionRequest', id)
      const context = await this.context(tx, actor)
      const { title } = controlRef(context.catalogue, control)
      await this.audit.record(tx, {
        actor,
        action: 'exception.withdrawn',
        subject: { kind: 'exception', id, name: title },
        summary: `${actor.name} withdrew the request for an exception to “${title}”.`,
        details: { before: { status }, after: { status: 'ended' } },
      })
      return exceptionView(await exceptionRow(tx, id), context)
    })
    this.events.publish(organizationId, 'exception.changed', { id, status: view.status })
    return view
  }

  /** Those who decide learn of what waits for them. */
  private async tell(
    tx: EntityManager,
    id: string,
    name: string,
    { name: by }: Actor,
    expiresAt: string,
    tenants: readonly unknown[] | null,
  ): Promise<void> {
    const facts = { by, expiresAt, tenants: tenants?.length ?? null }
    await this.notices.record(tx, 'exception.requested', { kind: 'exception', id, name }, facts)
  }

  private async context(tx: EntityManager, actor: Actor) {
    return { catalogue: await this.catalogues.of(tx), approvers: await Approvers.of(tx), actor }
  }
}

/** What the schema of a request cannot say. Answers the parameters as their own schemas read them. */
function parametersFor(
  catalogue: Catalogue,
  { control, parameters }: RequestException,
): Record<string, unknown> | null {
  const known = catalogue.controls.get(control)?.control
  if (!known) throw new ValidationError([{ path: 'control', message: 'is no control of this organization' }])
  if (parameters === null || Object.keys(parameters).length === 0) return null
  const declared = known.automation === 'automated' ? Object.values(known.parameters) : []
  return Object.fromEntries(
    Object.entries(parameters).map(([id, value]) => {
      const parameter = declared.find((one) => one.id === id)
      if (!parameter)
        throw new ValidationError([{ path: `parameters.${id}`, message: 'is no parameter of this control' }])
      return [id, checkedValue(parameter, value, `parameters.${id}`)]
    }),
  )
}

async function insert(
  tx: EntityManager,
  organizationId: string,
  actor: Actor,
  wanted: RequestException & { renews?: string },
): Promise<string> {
  const ahead = Date.parse(wanted.expiresAt) - Date.now()
  if (ahead <= 0) throw new ValidationError([{ path: 'expiresAt', message: 'is not in the future' }])
  if (ahead > LONGEST_MS) throw new ValidationError([{ path: 'expiresAt', message: 'is more than two years away' }])
  const id = randomUUID()
  await tx
    .query(
      `insert into exceptions (id, organization_id, control, tenant_ids, reason, compensating_control, parameters, status,
         expires_at, requested_by, renews) values ($1, $2, $3, $4, $5, $6, $7, 'requested', $8, $9, $10)`,
      [
        id,
        organizationId,
        wanted.control,
        wanted.tenantIds,
        wanted.reason,
        wanted.compensatingControl,
        wanted.parameters && JSON.stringify(wanted.parameters),
        wanted.expiresAt,
        JSON.stringify(whoOf(actor)),
        wanted.renews ?? null,
      ],
    )
    .catch((error: unknown) => {
      const taken = error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505'
      throw taken ? renewalWaiting({}) : error
    })
  return id
}

function inWhere(tenants: readonly { name: string }[] | null): string {
  if (tenants === null) return 'all tenants'
  const [first] = tenants
  return tenants.length === 1 && first ? first.name : `${tenants.length} tenants`
}
