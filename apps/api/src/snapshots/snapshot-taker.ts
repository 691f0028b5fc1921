import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { Injectable, Logger } from '@nestjs/common'
import { AppError, pluginFault, problemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { isDatabaseAway } from '../database/database-away.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { tenantRow } from '../tenants/tenant-rows.js'
import { claim, LeaseLost, release } from './snapshot-lease.js'
import {
  type EndStatus,
  type SnapshotRow,
  snapshotRow,
  type SnapshotSource,
  snapshotUnderWay,
} from './snapshot-rows.js'
import { type SnapshotProgress, SnapshotWork } from './snapshot-work.js'

const LOOK_MS = 500

/** What a snapshot is asked for. */
export interface SnapshotRequest {
  source: SnapshotSource
  startedBy: Pick<Actor, 'kind' | 'id' | 'name'>
  signal: AbortSignal
  onProgress?: (progress: SnapshotProgress) => void
  /** Ids of the resources to read, with what they need; absent: all. */
  resources?: readonly string[]
}

/** A snapshot that has ended. */
export interface TakenSnapshot {
  snapshotId: number
  status: EndStatus
}

/** Takes snapshots of tenants. */
@Injectable()
export class SnapshotTaker {
  private readonly logger = new Logger('Snapshots')

  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly work: SnapshotWork,
  ) {}

  /**
   * Takes a snapshot of a tenant, or goes on with the one that is under way there, whoever began it; resolves when it has
   * ended. One that another process works on is waited for. Throws `not_found` where the tenant is gone, and the reason of the
   * signal when that fires: then the snapshot stays as far as it came, to be gone on with.
   */
  async take(organizationId: string, tenantId: string, request: SnapshotRequest): Promise<TakenSnapshot> {
    for (;;) {
      const { row } = await this.database.inOrganization(organizationId, (tx) => this.begin(tx, tenantId, request))
      const status = await this.follow(row, request)
      if (covers(row, request)) return { snapshotId: row.id, status }
    }
  }

  /** Goes on with a snapshot that was begun. */
  async goOn(organizationId: string, tenantId: string, snapshotId: number, signal: AbortSignal): Promise<void> {
    const row = await this.database.inOrganization(organizationId, (tx) => snapshotRow(tx, tenantId, snapshotId))
    await this.follow(row, { signal })
  }

  /** Begins a snapshot, or gives the one under way, in the caller's transaction. */
  async begin(
    tx: EntityManager,
    tenantId: string,
    { source, startedBy: { kind, id, name }, resources }: Pick<SnapshotRequest, 'source' | 'startedBy' | 'resources'>,
  ): Promise<{ row: SnapshotRow; isNew: boolean }> {
    const { organizationId } = await tenantRow(tx, tenantId)
    for (;;) {
      const open = await snapshotUnderWay(tx, tenantId)
      if (open) return { row: open, isNew: false }
      const [begun] = await tx.query<{ id: string }[]>(
        `insert into snapshots (organization_id, tenant_id, status, source, wanted, started_by)
         values ($1, $2, 'reading', $3, $4, $5) on conflict (tenant_id) where status = 'reading' do nothing returning id`,
        [organizationId, tenantId, source, resources ?? null, JSON.stringify({ kind, id, name })],
      )
      if (begun) return { row: await snapshotRow(tx, tenantId, Number(begun.id)), isNew: true }
    }
  }

  /** Works on a snapshot until it has ended, or waits for whoever does. */
  private async follow(
    snapshot: SnapshotRow,
    { signal, onProgress }: Pick<SnapshotRequest, 'signal' | 'onProgress'>,
  ): Promise<EndStatus> {
    const { organization_id: organizationId, tenant_id: tenantId, id } = snapshot
    for (;;) {
      signal.throwIfAborted()
      const lease = randomUUID()
      const { row, isOurs } = await this.database.inOrganization(organizationId, async (tx) => ({
        isOurs: await claim(tx, id, lease),
        row: await snapshotRow(tx, tenantId, id),
      }))
      if (isOurs) {
        const status = await this.workOn(row, lease, signal, onProgress)
        if (status !== undefined) return status
      } else if (row.status === 'reading') {
        const { resources, done = 0 } = row.counts
        if (resources !== undefined) onProgress?.({ total: resources, done })
        await wait(LOOK_MS, undefined, { signal }).catch(() => undefined)
      } else return row.status
    }
  }

  /** Calls a snapshot off: what was read whole stays stored, and the snapshot counts for nothing. */
  async cancel(
    tx: EntityManager,
    { id, organization_id: organizationId, tenant_id: tenantId }: SnapshotRow,
  ): Promise<boolean> {
    const [, changed] = await tx.query<[unknown[], number]>(
      `update snapshots set status = 'cancelled', ended_at = now(), lease = null where id = $1 and status = 'reading'`,
      [id],
    )
    await tx.query('delete from snapshot_staging where snapshot_id = $1', [id])
    await this.events.publishWith(tx, organizationId, 'snapshot.changed', {
      id: String(id),
      tenantId,
      status: 'cancelled',
    })
    return changed === 1
  }

  private async workOn(
    row: SnapshotRow,
    lease: string,
    signal: AbortSignal,
    onProgress: SnapshotRequest['onProgress'],
  ): Promise<EndStatus | undefined> {
    try {
      return await this.work.goOn(row, lease, signal, onProgress)
    } catch (error) {
      if (error instanceof LeaseLost) return undefined
      if (signal.aborted || isDatabaseAway(error) || error instanceof AppError) {
        await this.inside(row, (tx) => release(tx, row.id, lease)).catch(() => undefined)
        throw error
      }
      // What fails for a reason nobody knows would fail again, and for ever.
      this.logger.error({ err: error, snapshot: row.id }, 'A snapshot failed in a way that is not explained')
      await this.inside(row, (tx) => this.work.fail(tx, row, lease, problemFacts(pluginFault({ plugin: 'Tenantry' }))))
      return 'failed'
    }
  }

  private inside(row: SnapshotRow, work: (tx: EntityManager) => Promise<void>): Promise<void> {
    return this.database.inOrganization(row.organization_id, work)
  }
}

/** Whether all that is asked for is among what the snapshot was begun with. */
function covers({ wanted }: SnapshotRow, { resources }: SnapshotRequest): boolean {
  return wanted === null || (resources?.every((id) => wanted.includes(id)) ?? false)
}
