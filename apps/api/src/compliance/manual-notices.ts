import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Catalogues } from '../assessments/catalogue.js'
import { AuditLog } from '../audit/audit-log.js'
import { Database } from '../database/database.js'
import { Ticks } from '../jobs/ticks.js'
import { Notices } from '../notifications/notices.js'

const TICK_SECONDS = 3600
/** What was due longer ago was told then, or nobody waited for it. */
const BACK_DAYS = 7

interface DueRow {
  tenant_id: string
  name: string
  connection_id: string
  day: string
  controls: string[]
}

/** Tells of controls that people have to look at again: once for each tenant and day on which some become due. */
@Injectable()
export class ManualNotices implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly log: AuditLog,
    private readonly notices: Notices,
    private readonly catalogues: Catalogues,
    private readonly ticks: Ticks,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'manual.due', everySeconds: TICK_SECONDS, tick: () => this.sweep() })
  }

  /** Looks through all organizations. Any number of processes may do so at once. */
  async sweep(): Promise<void> {
    for (const organizationId of await this.log.organizations()) {
      await this.database.inOrganization(organizationId, async (tx) => {
        const rows = await tx.query<DueRow[]>(
          `with due as (
             select tenant_id, control, due_at as at from manual_work
             union
             select tenant_id, control, valid_until from attestations where current)
           select t.id as tenant_id, t.name, t.connection_id, to_char(due.at at time zone 'utc', 'YYYY-MM-DD') as day,
             array_agg(distinct due.control) as controls
           from due join tenants t on t.id = due.tenant_id and t.gone_at is null
           where due.at <= now() and due.at > now() - make_interval(days => $1)
             and not exists (select 1 from attestations a where a.tenant_id = due.tenant_id and a.control = due.control
               and a.current and a.valid_until > now())
           group by t.id, t.name, t.connection_id, day order by day, lower(t.name), t.id`,
          [BACK_DAYS],
        )
        if (rows.length === 0) return
        const { controls } = await this.catalogues.of(tx)
        for (const { tenant_id: id, name, connection_id: connectionId, day, controls: ids } of rows) {
          const titles = ids.map((control) => controls.get(control)?.control.title ?? control)
          const subject = { kind: 'tenant' as const, id, name, connectionId }
          await this.notices.record(tx, 'manual.due', subject, { day, controls: titles })
        }
      })
    }
  }
}
