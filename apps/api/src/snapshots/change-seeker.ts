import { Injectable } from '@nestjs/common'
import type { LoggedChange } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { grouped } from '../tenants/grouped.js'
import { ONE, unpacked } from './content.js'
import { allows, type ReadingConnection, ReadingConnections } from './reading-connections.js'
import { ResourceCatalogue } from './resource-catalogue.js'
import { snapshotRow, type SnapshotRow } from './snapshot-rows.js'

/** How far back the provider's log is looked at. */
const MOST_ENTRIES = 1000
const MOST_OBJECTS = 10_000

/** Logs lag behind what they tell of. So far back changes are asked for again, and of so many snapshots at the most. */
const LAG_MS = 24 * 60 * 60 * 1000
const MOST_SNAPSHOTS = 24

/** What changed with a snapshot, and when that must have been. */
interface Span {
  snapshot: SnapshotRow
  since: Date
  until: Date
  changed: readonly Changed[]
}

/** An object that is not as it was, and the source's own id of it. */
interface Changed {
  resource: string
  key: string
  id: string
}

/** Finds out who changed what changed. */
@Injectable()
export class ChangeSeeker {
  constructor(
    private readonly database: Database,
    private readonly connections: ReadingConnections,
    private readonly catalogue: ResourceCatalogue,
  ) {}

  /**
   * Asks the provider's own log about what changed with this snapshot and, since logs lag, with those of the last day as far as
   * nobody is named for it yet; and keeps what the log knows. Not knowing is no failure.
   */
  async seek(snapshot: SnapshotRow, connections: readonly ReadingConnection[]): Promise<void> {
    const until = new Date()
    const open = await this.unnamed(snapshot, until)
    if (open.length === 0) return
    const since = new Date(Math.min(...open.map((span) => span.since.getTime())))
    const log = await this.log(connections, { since, until })
    for (const span of open) {
      const objects = grouped(span.changed, ({ id }) => id)
      const matches = log
        .filter(({ at }) => at >= span.since && at <= span.until)
        .flatMap((entry) =>
          (objects.get(entry.objectId.toLowerCase()) ?? []).map(({ resource, key }) => ({ resource, key, entry })),
        )
      if (matches.length > 0) await this.keep(span.snapshot, matches)
    }
  }

  /** This snapshot and those before it, as far as objects changed with them and nobody is named for it. */
  private unnamed(snapshot: SnapshotRow, now: Date): Promise<Span[]> {
    const measured = this.catalogue.all().flatMap(({ id, measuredBy }) => (measuredBy === undefined ? [] : [id]))
    return this.database.inOrganization(snapshot.organization_id, async (tx) => {
      const spans: Span[] = []
      let later: SnapshotRow = snapshot
      for (let looked = 0; looked < MOST_SNAPSHOTS; looked += 1) {
        if (later.previous === null) break
        const before: SnapshotRow = await snapshotRow(tx, later.tenant_id, later.previous)
        const changed = await changedWith(tx, later, measured)
        const until = later.id === snapshot.id ? now : (later.ended_at ?? now)
        if (changed.length > 0) spans.push({ snapshot: later, since: before.started_at, until, changed })
        if (now.getTime() - before.started_at.getTime() > LAG_MS) break
        later = before
      }
      return spans
    })
  }

  /** From the first connection whose provider keeps one that we may read. */
  private async log(
    connections: readonly ReadingConnection[],
    between: { since: Date; until: Date },
  ): Promise<readonly LoggedChange[]> {
    for (const { plugin, row, sets, open, identity } of connections) {
      const log = plugin.capabilities?.changeLog
      if (!log?.kinds.includes(row.kind) || !sets.has(log.set)) continue
      try {
        if (!allows(log.permissions, (await identity()).permissions, plugin)) continue
        return await log.changes((await open()).client, between, MOST_ENTRIES)
      } catch (error) {
        // A fault of the plugin's code is logged; that the log is not to be had shows in what nobody is named for.
        this.connections.asError(error, plugin)
      }
    }
    return []
  }

  private async keep(
    { organization_id: organizationId, tenant_id: tenantId, id }: SnapshotRow,
    matches: readonly { resource: string; key: string; entry: LoggedChange }[],
  ): Promise<void> {
    await this.database.inOrganization(organizationId, (tx) =>
      tx.query(
        `insert into object_changes (organization_id, tenant_id, snapshot_id, resource, key, entry, at, who, activity, link)
         select $1, $2, $3, * from unnest($4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::text[],
           $10::text[]) on conflict do nothing`,
        [
          organizationId,
          tenantId,
          id,
          matches.map(({ resource }) => resource),
          matches.map(({ key }) => key),
          matches.map(({ entry }) => entry.id),
          matches.map(({ entry }) => entry.at),
          matches.map(({ entry }) => entry.who),
          matches.map(({ entry }) => entry.activity),
          matches.map(({ entry }) => entry.link ?? null),
        ],
      ),
    )
  }
}

/** What changed with a snapshot and nobody is named for, of resources that were read before too, without what is measured. A fact that is one object is known by its own id. */
async function changedWith(
  tx: EntityManager,
  { tenant_id: tenantId, id: snapshotId }: SnapshotRow,
  measured: readonly string[],
): Promise<Changed[]> {
  const rows = await tx.query<{ resource: string; key: string; body: Buffer | null }[]>(
    `select distinct on (v.resource, v.key) v.resource, v.key, c.body
     from snapshot_resources r
     join object_versions v on v.tenant_id = $1 and v.resource = r.resource and (v.since = $2 or v.until = $2)
     left join contents c on v.key = '' and c.organization_id = v.organization_id and c.hash = v.hash
     where r.snapshot_id = $2 and r.changed > 0 and r.resource <> all($4::text[]) and not exists (
       select 1 from object_changes o where o.snapshot_id = $2 and o.resource = v.resource and o.key = v.key)
     limit $3`,
    [tenantId, snapshotId, MOST_OBJECTS, measured],
  )
  return rows.flatMap(({ resource, key, body }) => {
    const id = key === ONE ? body && ownId(unpacked(body, null)) : key
    return id ? [{ resource, key, id: id.toLowerCase() }] : []
  })
}

function ownId(value: unknown): string | undefined {
  const { id } = (value ?? {}) as { id?: unknown }
  return typeof id === 'string' ? id : undefined
}
