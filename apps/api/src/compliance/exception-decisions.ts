import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Catalogues } from '../assessments/catalogue.js'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { Notices } from '../notifications/notices.js'
import { Approvers } from './approvers.js'
import { exceptionDecided, exceptionNotActive } from './compliance.errors.js'
import { controlRef, exceptionRow, exceptionView, type ExceptionRow } from './exception-rows.js'
import type { Exception } from './exceptions.dto.js'
import { whoOf } from './who.dto.js'

/** Approves, denies and ends exceptions. Of two who decide at once the first one counts. */
@Injectable()
export class ExceptionDecisions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly events: Events,
    private readonly notices: Notices,
    private readonly catalogues: Catalogues,
  ) {}

  approve(organizationId: string, actor: Actor, id: string, note: string): Promise<Exception> {
    return this.decide(organizationId, actor, id, async (tx, row, approvers) => {
      if (row.expires_at <= new Date()) throw exceptionDecided({ status: 'expired' })
      const sole = approvers.isOwn(actor, row.requested_by)
      await tx.query(
        `update exceptions set status = 'active', decided_by = $2, decided_at = now(), decision_note = $3, sole_approver = $4
         where id = $1`,
        [id, JSON.stringify(whoOf(actor)), note, sole],
      )
      if (row.renews !== null) await this.takeOver(tx, actor, row.renews)
      return {
        action: 'exception.approved',
        summary: (title) =>
          `${actor.name} approved the exception to “${title}”${sole ? ', and had asked for it too: nobody else may approve' : ''}.`,
        details: {
          before: { status: row.status },
          after: { status: 'active', expiresAt: row.expires_at.toISOString() },
          soleApprover: sole,
          ...(row.renews !== null && { renews: row.renews }),
          ...(note !== '' && { note }),
        },
      }
    })
  }

  deny(organizationId: string, actor: Actor, id: string, note: string): Promise<Exception> {
    return this.decide(organizationId, actor, id, async (tx, row) => {
      await tx.query(
        `update exceptions set status = 'denied', decided_by = $2, decided_at = now(), decision_note = $3 where id = $1`,
        [id, JSON.stringify(whoOf(actor)), note],
      )
      return {
        action: 'exception.denied',
        summary: (title) => `${actor.name} denied the exception to “${title}”.`,
        details: { before: { status: row.status }, after: { status: 'denied' }, ...(note !== '' && { note }) },
      }
    })
  }

  /** What was excepted counts again at once. */
  end(organizationId: string, actor: Actor, id: string, note: string): Promise<Exception> {
    return this.change(organizationId, actor, id, async (tx, row) => {
      if (row.status !== 'active') throw exceptionNotActive({ status: row.status })
      await end(tx, actor, id, note)
      await this.notices.resolve(tx, 'exception', id)
      return {
        action: 'exception.ended',
        summary: (title) => `${actor.name} ended the exception to “${title}” before its time.`,
        details: { before: { status: row.status }, after: { status: 'ended' }, ...(note !== '' && { note }) },
      }
    })
  }

  /** The exception that is renewed ends where the new one begins. */
  private async takeOver(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const { status } = await exceptionRow(tx, id, { lock: true })
    if (status === 'active') await end(tx, actor, id, 'Renewed.')
    await this.notices.resolve(tx, 'exception', id)
  }

  private decide(
    organizationId: string,
    actor: Actor,
    id: string,
    how: (tx: EntityManager, row: ExceptionRow, approvers: Approvers) => Promise<Entry>,
  ): Promise<Exception> {
    return this.change(organizationId, actor, id, async (tx, row) => {
      if (row.status !== 'requested') throw exceptionDecided({ status: row.status })
      const approvers = await Approvers.of(tx)
      const refusal = approvers.refusal(actor, row.requested_by)
      if (refusal) throw refusal
      await this.notices.resolve(tx, 'exceptionRequest', id)
      return how(tx, row, approvers)
    })
  }

  private async change(
    organizationId: string,
    actor: Actor,
    id: string,
    how: (tx: EntityManager, row: ExceptionRow) => Promise<Entry>,
  ): Promise<Exception> {
    const view = await this.database.inOrganization(organizationId, async (tx) => {
      const row = await exceptionRow(tx, id, { lock: true })
      const { action, summary, details } = await how(tx, row)
      const catalogue = await this.catalogues.of(tx)
      const { title } = controlRef(catalogue, row.control)
      await this.audit.record(tx, {
        actor,
        action,
        subject: { kind: 'exception', id, name: title },
        summary: summary(title),
        details: { control: row.control, tenants: row.tenant_ids, ...details },
      })
      return exceptionView(await exceptionRow(tx, id), { catalogue, approvers: await Approvers.of(tx), actor })
    })
    this.events.publish(organizationId, 'exception.changed', { id, status: view.status })
    return view
  }
}

interface Entry {
  action: string
  summary: (title: string) => string
  details: Record<string, unknown>
}

async function end(tx: EntityManager, actor: Actor, id: string, note: string): Promise<void> {
  await tx.query(
    `update exceptions set status = 'ended', ended_by = $2, ended_at = now(), end_note = $3 where id = $1`,
    [id, JSON.stringify(whoOf(actor)), note],
  )
}
