import { setImmediate as breathe } from 'node:timers/promises'
import { Injectable } from '@nestjs/common'
import { createFacts, type Facts, type Reading } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { unpacked, valueOf } from './content.js'
import { ResourceCatalogue } from './resource-catalogue.js'
import { readingOf, resourceRows, snapshotRow, type SnapshotRow } from './snapshot-rows.js'

/** How many objects are read at once: in between, others get their turn. */
const BATCH = 1000

/** An object as it was at a snapshot. */
export interface StoredObject {
  key: string
  hash: string
  value: unknown
}

/** Snapshots as facts to judge by. */
@Injectable()
export class SnapshotFacts {
  constructor(
    private readonly database: Database,
    private readonly catalogue: ResourceCatalogue,
  ) {}

  /** The facts of a snapshot; with ids only those resources, all others count as not read. Throws `not_found`. */
  async of(
    organizationId: string,
    tenantId: string,
    snapshotId: number,
    resourceIds?: readonly string[],
  ): Promise<Facts> {
    const { takenAt, readings } = await this.readings(organizationId, tenantId, snapshotId, resourceIds)
    return createFacts(takenAt, (source) => readings.get(source))
  }

  /** The same as readings by their source. */
  async readings(
    organizationId: string,
    tenantId: string,
    snapshotId: number,
    resourceIds?: readonly string[],
  ): Promise<{ takenAt: Date; readings: ReadonlyMap<string, Reading> }> {
    const { snapshot, rows } = await this.database.inOrganization(organizationId, async (tx) => ({
      snapshot: await snapshotRow(tx, tenantId, snapshotId),
      rows: await resourceRows(tx, snapshotId),
    }))
    const wanted = resourceIds && new Set(resourceIds)
    const readings = new Map<string, Reading>()
    for (const row of rows.filter(({ resource }) => wanted?.has(resource) ?? true)) {
      const resource = this.catalogue.find(row.resource)
      const reading = readingOf(row)
      if (!resource || !reading) continue
      const value = reading.status === 'read' && (await this.value(snapshot, resource.id))
      readings.set(resource.source, reading.status === 'read' ? { status: 'read', value } : reading)
    }
    return { takenAt: snapshot.started_at, readings }
  }

  /** What a resource held, in the source's own shape. */
  private async value(snapshot: SnapshotRow, resource: string): Promise<unknown> {
    const objects: StoredObject[] = []
    for await (const batch of this.objects(snapshot, resource)) objects.push(...batch)
    return valueOf(objects)
  }

  /** The objects of a resource in the order of their keys, batch by batch. */
  async *objects(
    { organization_id: organizationId, tenant_id: tenantId, id }: SnapshotRow,
    resource: string,
  ): AsyncGenerator<StoredObject[]> {
    for (let after: string | undefined; ;) {
      const batch = await this.database.inOrganization(organizationId, (tx) =>
        objectsAt(tx, { organizationId, tenantId, snapshotId: id, resource }, { after, limit: BATCH }),
      )
      if (batch.length > 0) yield batch
      if (batch.length < BATCH) return
      after = batch.at(-1)?.key
      await breathe()
    }
  }
}

/** Objects of a resource as they were at a snapshot that read it, from a key on. */
export async function objectsAt(
  tx: EntityManager,
  place: { organizationId: string; tenantId: string; snapshotId: number; resource: string },
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<StoredObject[]> {
  const rows = await tx.query<{ key: string; hash: Buffer; body: Buffer; volatile: string | null }[]>(
    `select v.key, v.hash, c.body, v.volatile
     from object_versions v join contents c on c.organization_id = $1 and c.hash = v.hash
     where v.tenant_id = $2 and v.resource = $4 and v.since <= $3 and (v.until is null or v.until > $3)
       and ($5::text is null or v.key > $5)
     order by v.key limit $6`,
    [place.organizationId, place.tenantId, place.snapshotId, place.resource, after ?? null, limit],
  )
  return rows.map(({ key, hash, body, volatile }) => ({
    key,
    hash: hash.toString('hex'),
    value: unpacked(body, volatile),
  }))
}
