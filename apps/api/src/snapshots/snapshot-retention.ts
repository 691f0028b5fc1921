import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { AuditLog } from '../audit/audit-log.js'
import { CONFIG, type Config } from '../config/config.js'
import { Database } from '../database/database.js'
import { Ticks } from '../jobs/ticks.js'
import { sweepContents } from './object-store.js'

const HOURS = 3600
const DAY_MS = 24 * HOURS * 1000

/** Forgets old snapshots, and what no snapshot that is kept needs. The latest of each tenant stays. */
@Injectable()
export class SnapshotRetention implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly ticks: Ticks,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'snapshots.old', everySeconds: 6 * HOURS, tick: () => this.forget(new Date()) })
  }

  async forget(now: Date): Promise<void> {
    const before = new Date(now.getTime() - this.config.snapshotDays * DAY_MS)
    for (const organizationId of await this.audit.organizations()) {
      await this.database.inOrganization(organizationId, (tx) => forgetOld(tx, before))
      const isSoiled = await this.database.inOrganization(organizationId, (tx) => hasUnused(tx, organizationId))
      if (isSoiled) await this.database.inOrganization(organizationId, (tx) => sweep(tx, organizationId))
    }
  }
}

async function forgetOld(tx: EntityManager, before: Date): Promise<void> {
  await tx.query(
    `delete from snapshots old where started_at < $1 and status <> 'reading' and id < (
       select coalesce(max(id) filter (where status in ('complete', 'partial')), max(id)) from snapshots
       where tenant_id = old.tenant_id)`,
    [before],
  )
  await tx.query(
    `delete from object_versions v using (select tenant_id, min(id) as first from snapshots group by tenant_id) kept
     where v.tenant_id = kept.tenant_id and v.until <= kept.first`,
  )
  await tx.query(
    `delete from snapshot_staging g where not exists (
       select 1 from snapshots s where s.id = g.snapshot_id and s.status = 'reading')`,
  )
}

/** Looked for before others have to wait for the sweep. */
async function hasUnused(tx: EntityManager, organizationId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(`select 1 from contents c where ${UNUSED} limit 1`, [organizationId])
  return rows.length > 0
}

async function sweep(tx: EntityManager, organizationId: string): Promise<void> {
  await sweepContents(tx, organizationId)
  await tx.query(`delete from contents c where ${UNUSED}`, [organizationId])
}

const UNUSED = `c.organization_id = $1
  and not exists (select 1 from object_versions v where v.organization_id = $1 and v.hash = c.hash)
  and not exists (select 1 from snapshot_staging g where g.organization_id = $1 and g.hash = c.hash)`
