import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Catalogues } from '../assessments/catalogue.js'
import { AuditLog } from '../audit/audit-log.js'
import { Audit, SYSTEM } from '../audit/audit.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import { Ticks } from '../jobs/ticks.js'
import { Notices } from '../notifications/notices.js'
import { controlRef } from './exception-rows.js'
import { whoOf } from './who.dto.js'

const TICK_SECONDS = 600
/** So long before it ends one is told of; short ones when half of their time is over. */
const TOLD_DAYS = 14

interface EndingRow {
  id: string
  control: string
  tenant_ids: string[] | null
  expires_at: Date
}

/**
 * Tells of exceptions that end, and writes down that they have. What they covered counts again from the moment they end,
 * whenever this comes by.
 */
@Injectable()
export class ExceptionExpiry implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly log: AuditLog,
    private readonly events: Events,
    private readonly notices: Notices,
    private readonly catalogues: Catalogues,
    private readonly ticks: Ticks,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'exceptions.expiry', everySeconds: TICK_SECONDS, tick: () => this.sweep() })
  }

  /** Looks through all organizations. Any number of processes may do so at once. */
  async sweep(): Promise<void> {
    for (const organizationId of await this.log.organizations()) {
      const expired = await this.database.inOrganization(organizationId, async (tx) => {
        await this.tellOfEnding(tx)
        return this.expire(tx)
      })
      this.events.publishAll(
        organizationId,
        'exception.changed',
        expired.map(({ id }) => ({ id, status: 'expired' })),
      )
    }
  }

  private async tellOfEnding(tx: EntityManager): Promise<void> {
    const rows = await tx.query<EndingRow[]>(
      `select id, control, tenant_ids, expires_at from exceptions
       where status = 'active' and expires_at > now()
         and expires_at <= now() + least(make_interval(days => $1), (expires_at - decided_at) / 2)
       order by expires_at, id`,
      [TOLD_DAYS],
    )
    for (const row of rows) {
      await this.notices.record(tx, 'exception.expiring', await this.subjectOf(tx, row), factsOf(row))
    }
  }

  private async expire(tx: EntityManager): Promise<EndingRow[]> {
    const [expired] = await tx.query<[EndingRow[], number]>(
      `update exceptions set status = 'expired', ended_by = $1, ended_at = expires_at
       where id in (select id from exceptions where status = 'active' and expires_at <= now() for update skip locked)
       returning id, control, tenant_ids, expires_at`,
      [JSON.stringify(whoOf(SYSTEM))],
    )
    for (const row of expired) {
      const subject = await this.subjectOf(tx, row)
      await this.notices.resolve(tx, 'exception', row.id)
      await this.notices.record(tx, 'exception.expired', subject, factsOf(row))
      await this.audit.record(tx, {
        actor: SYSTEM,
        action: 'exception.expired',
        subject,
        summary: `The exception to “${subject.name}” expired.`,
        details: {
          control: row.control,
          tenants: row.tenant_ids,
          before: { status: 'active' },
          after: { status: 'expired' },
        },
      })
    }
    return expired
  }

  private async subjectOf(tx: EntityManager, { id, control }: EndingRow) {
    return { kind: 'exception' as const, id, name: controlRef(await this.catalogues.of(tx), control).title }
  }
}

function factsOf({ expires_at: expiresAt, tenant_ids: ids }: EndingRow): { expiresAt: string; tenants: number | null } {
  return { expiresAt: expiresAt.toISOString(), tenants: ids?.length ?? null }
}
