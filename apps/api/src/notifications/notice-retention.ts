import { Injectable, type OnModuleInit } from '@nestjs/common'
import { AuditLog } from '../audit/audit-log.js'
import { Database } from '../database/database.js'
import { Ticks } from '../jobs/ticks.js'

const HOURS = 3600
const KEPT_DAYS = 400

/** Forgets old notices, and the messages that were sent of them. What is still open stays. */
@Injectable()
export class NoticeRetention implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly ticks: Ticks,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'notices.old', everySeconds: 6 * HOURS, tick: () => this.forget(new Date()) })
  }

  async forget(now: Date): Promise<void> {
    const before = new Date(now.getTime() - KEPT_DAYS * 24 * HOURS * 1000)
    for (const organizationId of await this.audit.organizations()) {
      await this.database.inOrganization(organizationId, async (tx) => {
        await tx.query('delete from notices where happened_at < $1 and (topic is null or resolved_at is not null)', [
          before,
        ])
        await tx.query(
          `delete from notice_messages where created_at < $1 and status in ('sent', 'failed', 'unknown')`,
          [before],
        )
      })
    }
  }
}
