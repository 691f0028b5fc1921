import { Injectable } from '@nestjs/common'
import { createFacts, type ProblemFacts, problemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { gatherCalls } from '../connections/gathered-calls.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { ChangeSeeker } from './change-seeker.js'
import { inLanes } from './in-lanes.js'
import { type ReadingConnection, ReadingConnections } from './reading-connections.js'
import { dependencies, laneOf, planOf, type Task, type Way } from './reading-plan.js'
import { ResourceCatalogue } from './resource-catalogue.js'
import { ResourceReader } from './resource-reader.js'
import { SnapshotFacts } from './snapshot-facts.js'
import { hold, renew, RENEW_MS } from './snapshot-lease.js'
import { type ResourceRow, resourceRows, type SnapshotRow, type EndStatus } from './snapshot-rows.js'
import { tenantUnreached } from './snapshots.errors.js'
import { StagedResource } from './staged-resource.js'

/** How many resources of a tenant are read at once. */
const AT_ONCE = 8
const TELL_MS = 500

/** How far a snapshot is. */
export interface SnapshotProgress {
  total: number
  done: number
}

/** What a snapshot is worked on with. */
interface Work {
  snapshot: SnapshotRow
  lease: string
  signal: AbortSignal
  connections: readonly ReadingConnection[]
  tell: (now?: 'now') => Promise<void>
}

/** Reads what is not read yet of a snapshot that is ours. */
@Injectable()
export class SnapshotWork {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly registry: ProviderRegistry,
    private readonly catalogue: ResourceCatalogue,
    private readonly connections: ReadingConnections,
    private readonly reader: ResourceReader,
    private readonly facts: SnapshotFacts,
    private readonly changes: ChangeSeeker,
  ) {}

  /** Goes on to the end, and says how it ended. Throws when the snapshot is not ours any more, or the signal fires. */
  async goOn(
    snapshot: SnapshotRow,
    lease: string,
    given: AbortSignal,
    onProgress?: (progress: SnapshotProgress) => void,
  ): Promise<EndStatus> {
    const { organization_id: organizationId, tenant_id: tenantId } = snapshot
    const lost = new AbortController()
    const signal = AbortSignal.any([given, lost.signal])
    const { tenant, connections } = await this.connections.ready(organizationId, tenantId)
    if (connections.length === 0) {
      const problem = problemFacts(tenantUnreached({}))
      await this.database.inOrganization(organizationId, (tx) => this.fail(tx, snapshot, lease, problem))
      return 'failed'
    }
    const work: Work = { snapshot, lease, signal, connections, tell: this.teller(snapshot, onProgress) }
    const renewal = setInterval(() => void this.stayOn(work).catch((error: unknown) => lost.abort(error)), RENEW_MS)
    try {
      const tasks = planOf(this.catalogue.all(), connections, snapshot.wanted)
      const rows = await this.begin(work, tasks)
      const pending = tasks.filter(({ resource: { id } }) =>
        ['waiting', 'reading'].includes(rows.get(id)?.status ?? ''),
      )
      await work.tell('now')
      const lined = pending.map((task) => {
        const [first] = task.ways
        return { id: task.resource.id, task, after: dependencies(task), lane: first && laneOf(first) }
      })
      await inLanes(lined, AT_ONCE, async (task) => {
        signal.throwIfAborted()
        await this.read(work, task, rows.get(task.resource.id) as ResourceRow, async (way) => ({
          tenant,
          facts: await this.factsFor(snapshot, way),
        }))
        await work.tell()
      })
      signal.throwIfAborted()
      await this.changes.seek(snapshot, connections)
      return await this.end(work)
    } finally {
      clearInterval(renewal)
      await this.writeCalls(work)
    }
  }

  /** Notes what there is to read. What nobody reads is known at once. */
  private begin({ snapshot, lease }: Work, tasks: readonly Task[]): Promise<Map<string, ResourceRow>> {
    const unread = (task: Task) => (task.ways.length === 0 ? JSON.stringify({ reason: this.whyUnread(task) }) : null)
    return this.database.inOrganization(snapshot.organization_id, async (tx) => {
      await hold(tx, snapshot.id, lease)
      await tx.query(
        `insert into snapshot_resources (organization_id, snapshot_id, resource, status, detail)
         select $1, $2, resource, case when detail is null then 'waiting' else 'notRead' end, detail
         from unnest($3::text[], $4::jsonb[]) as given(resource, detail) on conflict do nothing`,
        [snapshot.organization_id, snapshot.id, tasks.map(({ resource }) => resource.id), tasks.map(unread)],
      )
      return new Map((await resourceRows(tx, snapshot.id)).map((row) => [row.resource, row]))
    })
  }

  private whyUnread({ resource }: Task): string {
    if (resource.unread !== undefined) return resource.unread
    const names = this.registry
      .all()
      .filter(({ readers = [] }) => readers.some((reader) => reader.resource.id === resource.id))
      .map(({ name }) => name)
    return names.length === 0
      ? `Nothing reads “${resource.name}” from a live tenant yet.`
      : `“${resource.name}” is read through ${names.join(' or ')}, and no such connection that is on reaches this tenant.`
  }

  private async read(
    { snapshot, lease, signal }: Work,
    task: Task,
    row: ResourceRow,
    contextOf: Parameters<ResourceReader['read']>[2],
  ): Promise<void> {
    const from = Date.now()
    const place = {
      organizationId: snapshot.organization_id,
      tenantId: snapshot.tenant_id,
      snapshotId: snapshot.id,
    }
    const staged = new StagedResource(this.database, place, lease, row)
    const { result, calls } = await gatherCalls(() => this.reader.read(task, staged, contextOf, signal))
    await staged.end({ ...result, durationMs: Date.now() - from, requests: calls.length })
  }

  private async factsFor(
    { organization_id: organizationId, tenant_id: tenantId, id, started_at: at }: SnapshotRow,
    way: Way,
  ) {
    const { after = [] } = way.reader
    if (after.length === 0) return createFacts(at, () => undefined)
    const ids = after.map((resource) => resource.id)
    return this.facts.of(organizationId, tenantId, id, ids)
  }

  /** A snapshot is as good as what was read: whoever looks at it is told what failed. */
  private async end({ snapshot, lease, tell }: Work): Promise<EndStatus> {
    await tell('now')
    return this.database.inOrganization(snapshot.organization_id, async (tx) => {
      await hold(tx, snapshot.id, lease)
      const rows = await resourceRows(tx, snapshot.id)
      const [failed] = rows.filter(({ status }) => status === 'error')
      const isEmpty = !rows.some(({ status }) => status === 'read')
      const status = !failed ? 'complete' : isEmpty ? 'failed' : 'partial'
      const { problem } = (failed?.detail ?? {}) as { problem?: ProblemFacts }
      await this.close(tx, snapshot, status, isEmpty ? problem : undefined)
      return status
    })
  }

  /** Ends a snapshot that cannot be gone on with. */
  async fail(tx: EntityManager, snapshot: SnapshotRow, lease: string, problem: ProblemFacts): Promise<void> {
    await hold(tx, snapshot.id, lease)
    await this.close(tx, snapshot, 'failed', problem)
  }

  private async close(
    tx: EntityManager,
    snapshot: SnapshotRow,
    status: EndStatus,
    problem?: ProblemFacts,
  ): Promise<void> {
    await tx.query(
      `update snapshots set status = $2, problem = $3, ended_at = now(), lease = null, leased_until = now() where id = $1`,
      [snapshot.id, status, problem ? JSON.stringify(problem) : null],
    )
    await this.publish(tx, snapshot, status)
  }

  /** Keeps the counts, and tells whoever watches, not more often than they can look. */
  private teller(snapshot: SnapshotRow, onProgress?: (progress: SnapshotProgress) => void) {
    let told = 0
    return async (now?: 'now') => {
      if (!now && Date.now() - told < TELL_MS) return
      told = Date.now()
      const counts = await this.database.inOrganization(snapshot.organization_id, async (tx) => {
        const [changed] = await tx.query<[{ counts: SnapshotProgress & { resources: number } }[], number]>(
          `update snapshots set counts = (
             select jsonb_build_object('resources', count(*), 'done', count(*) filter (where not open),
               'objects', coalesce(sum(objects) filter (where status = 'read'), 0), 'changed', coalesce(sum(changed), 0),
               'bytes', coalesce(sum(bytes), 0), 'requests', coalesce(sum(requests), 0),
               'statuses', (select coalesce(jsonb_object_agg(status, n), '{}') from (
                 select status, count(*) as n from snapshot_resources where snapshot_id = $1 group by status) each))
             from (select *, status in ('waiting', 'reading') as open from snapshot_resources where snapshot_id = $1) r)
           where id = $1 and status = 'reading' returning counts`,
          [snapshot.id],
        )
        const [row] = changed
        if (row) await this.publish(tx, snapshot, 'reading', { total: row.counts.resources, done: row.counts.done })
        return row?.counts
      })
      if (counts) onProgress?.({ total: counts.resources, done: counts.done })
    }
  }

  private publish(
    tx: EntityManager,
    { organization_id: organizationId, tenant_id: tenantId, id }: SnapshotRow,
    status: string,
    progress: SnapshotProgress | Record<string, never> = {},
  ) {
    return this.events.publishWith(tx, organizationId, 'snapshot.changed', {
      id: String(id),
      tenantId,
      status,
      ...progress,
    })
  }

  private async stayOn(work: Work): Promise<void> {
    const { snapshot, lease } = work
    await this.database.inOrganization(snapshot.organization_id, (tx) => renew(tx, snapshot.id, lease))
    await this.writeCalls(work)
  }

  /** Writes the calls made so far to the integration logs of connections that there still are. */
  private async writeCalls({ snapshot: { organization_id: organizationId }, connections }: Work): Promise<void> {
    for (const { row, plugin, opened } of connections) {
      const { calls } = (await opened()) ?? {}
      if (!calls) continue
      await this.database.inOrganization(organizationId, async (tx) => {
        const there = await tx.query<unknown[]>('select 1 from connections where id = $1 for key share', [row.id])
        if (there.length === 0) return
        const { id: connectionId, granted } = row
        await calls.flush(tx, { organizationId, connectionId, granted, lattice: plugin.lattice })
      })
    }
  }
}
