import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Catalogues } from '../assessments/catalogue.js'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { ValidationError } from '../http/problem.js'
import { attestationRow, attestationView, selectAttestations, type AttestationRow } from './attestation-rows.js'
import { attestationWithdrawn, notManual } from './compliance.errors.js'
import type { Attest, Attestation, AttestationPage, AttestationQuery } from './manual-work.dto.js'
import { tenantsNamed } from './tenant-named.js'
import { whoOf } from './who.dto.js'

const LONGEST_MS = 2 * 366 * 86_400_000
const Position = z.tuple([z.string().regex(/^\d{4}-\d\d-\d\dT[\d:.]+$/), z.guid()])

/** What people say of controls that no program judges. Nothing is changed afterwards: it is superseded, or withdrawn. */
@Injectable()
export class Attestations {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly events: Events,
    private readonly catalogues: Catalogues,
  ) {}

  page(
    organizationId: string,
    { limit, cursor, tenantId, control }: AttestationQuery,
  ): Promise<z.output<typeof AttestationPage>> {
    const [at, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, Position)
    return this.database.inOrganization(organizationId, async (tx) => {
      const which = `($2::text is null or a.control = $2)
        and ($3::uuid is null or exists (select 1 from attestations o where o.id = a.id and o.tenant_id = $3))
        and ($4::timestamp is null or (a.at, a.id) < ($4::timestamp at time zone 'utc', $5::uuid))`
      const rows = await tx.query<AttestationRow[]>(
        `${selectAttestations(which)} order by a.at desc, a.id desc limit $1`,
        [limit + 1, control ?? null, tenantId ?? null, at, id],
      )
      const page = toPage(rows, limit, (row) => [row.position, row.id])
      const catalogue = await this.catalogues.of(tx)
      return { ...page, items: page.items.map((row) => attestationView(row, catalogue)) }
    })
  }

  get(organizationId: string, id: string): Promise<Attestation> {
    return this.database.inOrganization(organizationId, async (tx) =>
      attestationView(await attestationRow(tx, id), await this.catalogues.of(tx)),
    )
  }

  /** Says of a control in one or many tenants how it is. Of two who do at once the later word stands. */
  async attest(organizationId: string, actor: Actor, wanted: Attest): Promise<Attestation> {
    const { control, verdict, statement, validUntil } = wanted
    const view = await this.database.inOrganization(organizationId, async (tx) => {
      const catalogue = await this.catalogues.of(tx)
      const known = catalogue.controls.get(control)?.control
      if (!known) throw new ValidationError([{ path: 'control', message: 'is no control of this organization' }])
      requireAhead(validUntil)
      const tenants = await tenantsNamed(tx, wanted.tenantIds)
      const ids = tenants.map(({ id }) => id)
      if (known.automation === 'automated') await requireManual(tx, known, ids)
      await lineUp(tx, organizationId, control)
      const [before] = await tx.query<[object[], number]>(
        `update attestations set current = false where control = $1 and tenant_id = any($2) and current
         returning tenant_id, id, verdict, valid_until`,
        [control, ids],
      )
      const id = randomUUID()
      await tx.query(
        `insert into attestations (id, organization_id, tenant_id, control, verdict, statement, valid_until, by, at)
         select $1, $2, tenant, $4, $5, $6, $7, $8, $9 from unnest($3::uuid[]) as tenant`,
        [id, organizationId, ids, control, verdict, statement, validUntil, JSON.stringify(whoOf(actor)), new Date()],
      )
      // The date was met; the next one is the end of this word.
      await tx.query('update manual_work set due_at = null where control = $1 and tenant_id = any($2)', [control, ids])
      await this.audit.record(tx, {
        actor,
        action: 'attestation.made',
        subject: { kind: 'attestation', id, name: known.title },
        summary: `${actor.name} attested “${known.title}” as ${inWords[verdict]} in ${ids.length === 1 ? tenants[0]?.name : `${ids.length} tenants`}.`,
        details: { control, tenants: ids, before, after: { verdict, statement, validUntil } },
      })
      return attestationView(await attestationRow(tx, id), catalogue)
    })
    this.events.publish(organizationId, 'manual-work.changed', { id: view.id })
    return view
  }

  /** Takes a word back. The one before it counts again, as far as it is still valid. */
  async withdraw(organizationId: string, actor: Actor, id: string): Promise<Attestation> {
    const view = await this.database.inOrganization(organizationId, async (tx) => {
      const { control } = await attestationRow(tx, id)
      await lineUp(tx, organizationId, control)
      const before = await attestationRow(tx, id)
      if (before.withdrawn_at !== null) throw attestationWithdrawn({})
      const [withdrawn] = await tx.query<[{ tenant_id: string }[], number]>(
        `update attestations set withdrawn_by = $2, withdrawn_at = now(), current = false where id = $1
         returning tenant_id`,
        [id, JSON.stringify(whoOf(actor))],
      )
      await tx.query(
        `update attestations a set current = true from (
           select distinct on (tenant_id) id, tenant_id from attestations
           where control = $1 and tenant_id = any($2) and withdrawn_at is null order by tenant_id, at desc, id) latest
         where a.id = latest.id and a.tenant_id = latest.tenant_id and not a.current`,
        [control, withdrawn.map((row) => row.tenant_id)],
      )
      const catalogue = await this.catalogues.of(tx)
      const view = attestationView(await attestationRow(tx, id), catalogue)
      await this.audit.record(tx, {
        actor,
        action: 'attestation.withdrawn',
        subject: { kind: 'attestation', id, name: view.control.title },
        summary: `${actor.name} withdrew the attestation of “${view.control.title}” by ${view.by.name}.`,
        details: { control, tenants: view.tenants.map((tenant) => tenant.id), before: { verdict: view.verdict } },
      })
      return view
    })
    this.events.publish(organizationId, 'manual-work.changed', { id })
    return view
  }
}

const inWords = { pass: 'passed', fail: 'failed', notApplicable: 'not applicable' }

/** One at a time says something new about a control, so that one word is the latest. */
async function lineUp(tx: EntityManager, organizationId: string, control: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`attest:${organizationId}:${control}`])
}

function requireAhead(validUntil: string): void {
  const ahead = Date.parse(validUntil) - Date.now()
  if (ahead <= 0) throw new ValidationError([{ path: 'validUntil', message: 'is not in the future' }])
  if (ahead > LONGEST_MS) throw new ValidationError([{ path: 'validUntil', message: 'is more than two years away' }])
}

/** A program judges it, and people only where it said so. */
async function requireManual(
  tx: EntityManager,
  control: { id: string; title: string },
  ids: readonly string[],
): Promise<void> {
  const [row] = await tx.query<[{ count: number }]>(
    `select count(*)::int as count from verdicts
     where until is null and verdict = 'manual' and control = $1 and tenant_id = any($2)`,
    [control.id, ids],
  )
  if (row.count < ids.length) throw notManual({ control: control.title })
}
