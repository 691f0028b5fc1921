import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import type { Content } from './content.js'
import { merge, type Place, stage, unstage } from './object-store.js'
import type { Way } from './reading-plan.js'
import { hold } from './snapshot-lease.js'
import type { ResourceRow, Unvalued } from './snapshot-rows.js'

/** How reading a resource ended. */
export interface Ended {
  reading: Unvalued
  /** Through which connection; absent where none was asked. */
  way: Way | undefined
  durationMs: number
  requests: number
}

/** A resource while it is read: what came so far is stored with the place to go on from. */
export class StagedResource {
  private readonly place: Place
  private objects: number
  private bytes: number
  private cursor: string | null
  private connectionId: string | null

  constructor(
    private readonly database: Database,
    place: Omit<Place, 'resource'>,
    private readonly lease: string,
    row: ResourceRow,
  ) {
    this.place = { ...place, resource: row.resource }
    this.objects = row.objects ?? 0
    this.bytes = row.bytes
    this.cursor = row.cursor
    this.connectionId = row.connection_id
  }

  /** How many objects are stored so far. */
  get count(): number {
    return this.objects
  }

  /** Where this way left off; undefined where it has to begin, and then nothing is stored. */
  async resume({ connection }: Way): Promise<string | undefined> {
    if (this.cursor !== null && this.connectionId === connection.row.id) return this.cursor
    await this.restart()
    return undefined
  }

  async restart(): Promise<void> {
    if (this.objects > 0 || this.cursor !== null) await this.inside((tx) => unstage(tx, this.place))
    this.objects = 0
    this.bytes = 0
    this.cursor = null
  }

  /** Stores what came, and where to go on: both or neither. */
  async add(contents: readonly Content[], way: Way, next: string | undefined): Promise<void> {
    const { snapshotId, resource } = this.place
    this.objects += contents.length
    this.bytes += contents.reduce((sum, { text, volatile }) => sum + text.length + (volatile?.length ?? 0), 0)
    this.cursor = next ?? null
    this.connectionId = way.connection.row.id
    await this.inside(async (tx) => {
      await stage(tx, this.place, contents)
      await tx.query(
        `update snapshot_resources set status = 'reading', provider = $3, connection_id = $4, objects = $5, bytes = $6,
           cursor = $7 where snapshot_id = $1 and resource = $2`,
        [snapshotId, resource, way.connection.plugin.id, way.connection.row.id, this.objects, this.bytes, this.cursor],
      )
    })
  }

  /** Ends it: what is whole takes the place of what was known; of what is not, nothing is kept and nothing is closed. */
  async end({ reading: { status, ...detail }, way, durationMs, requests }: Ended): Promise<void> {
    const { snapshotId, resource } = this.place
    await this.inside(async (tx) => {
      const merged = status === 'read' ? await merge(tx, this.place) : undefined
      if (!merged) await unstage(tx, this.place)
      await tx.query(
        `update snapshot_resources set status = $3, detail = $4, provider = $5, connection_id = $6, objects = $7, bytes = $8,
           changed = $9, hash = $10, read_at = now(), duration_ms = duration_ms + $11, requests = requests + $12,
           cursor = null
         where snapshot_id = $1 and resource = $2`,
        [
          snapshotId,
          resource,
          status,
          Object.keys(detail).length > 0 ? JSON.stringify(detail) : null,
          way?.connection.plugin.id ?? null,
          way?.connection.row.id ?? null,
          merged?.objects ?? null,
          merged ? this.bytes : 0,
          merged?.changed ?? null,
          merged?.hash ?? null,
          durationMs,
          requests,
        ],
      )
    })
  }

  private inside(work: (tx: EntityManager) => Promise<void>): Promise<void> {
    return this.database.inOrganization(this.place.organizationId, async (tx) => {
      await hold(tx, this.place.snapshotId, this.lease)
      await work(tx)
    })
  }
}
