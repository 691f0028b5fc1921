import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { decodeCursor, encodeCursor, toPage } from '../http/pages.js'
import { ValidationError } from '../http/problem.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { tenantRow } from '../tenants/tenant-rows.js'
import { changesOf } from './object-changes.js'
import { ResourceCatalogue } from './resource-catalogue.js'
import { labelOf, SnapshotDiff } from './snapshot-diff.js'
import { objectsAt } from './snapshot-facts.js'
import { numberOf, resourceRows, type SnapshotRow, snapshotRow, snapshotRows } from './snapshot-rows.js'
import { SnapshotRunner } from './snapshot-runner.js'
import { SnapshotTaker } from './snapshot-taker.js'
import { resourceView, snapshotView } from './snapshot-view.js'
import { snapshotEnded } from './snapshots.errors.js'
import type {
  Snapshot,
  SnapshotChangePage,
  SnapshotChangeQuery,
  SnapshotObjectPage,
  SnapshotPage,
  SnapshotResourceList,
  TakeSnapshot,
} from './snapshots.dto.js'

/** Which part of a list is wanted. */
interface Part {
  limit: number
  cursor?: string | undefined
}

/** Snapshots as people take them and look at them. */
@Injectable()
export class Snapshots {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly catalogue: ResourceCatalogue,
    private readonly taker: SnapshotTaker,
    private readonly runner: SnapshotRunner,
    private readonly diff: SnapshotDiff,
    private readonly audit: Audit,
  ) {}

  /** Begins a snapshot; where one is under way, gives that one. */
  async take(organizationId: string, actor: Actor, tenantId: string, { resources }: TakeSnapshot): Promise<Snapshot> {
    const unknown = resources?.filter((id) => !this.catalogue.find(id)) ?? []
    if (unknown.length > 0) {
      throw new ValidationError([{ path: 'resources', message: `names no resource: ${unknown.join(', ')}` }])
    }
    const row = await this.database.inOrganization(organizationId, async (tx) => {
      const tenant = await tenantRow(tx, tenantId)
      const { row: begun, isNew } = await this.taker.begin(tx, tenantId, {
        source: 'manual',
        startedBy: actor,
        ...(resources && { resources }),
      })
      if (isNew) {
        await this.audit.record(tx, {
          actor,
          action: 'snapshot.taken',
          subject: { kind: 'tenant', id: tenant.id, name: tenant.name },
          connectionId: tenant.connectionId,
          summary: `${actor.name} took a snapshot of ${tenant.name}.`,
          details: { snapshot: begun.id, ...(resources && { resources }) },
        })
      }
      return begun
    })
    await this.runner.queue(organizationId, row.id)
    return snapshotView(row)
  }

  async cancel(organizationId: string, actor: Actor, tenantId: string, number: string): Promise<Snapshot> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const tenant = await tenantRow(tx, tenantId)
      const row = await snapshotRow(tx, tenantId, numberOf(number))
      if (!(await this.taker.cancel(tx, row))) throw snapshotEnded({})
      await this.audit.record(tx, {
        actor,
        action: 'snapshot.cancelled',
        subject: { kind: 'tenant', id: tenant.id, name: tenant.name },
        connectionId: tenant.connectionId,
        summary: `${actor.name} called a snapshot of ${tenant.name} off.`,
        details: { snapshot: row.id },
      })
      return snapshotView(await snapshotRow(tx, tenantId, row.id))
    })
  }

  page(organizationId: string, tenantId: string, { limit, cursor }: Part): Promise<z.output<typeof SnapshotPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await tenantRow(tx, tenantId)
      const [before] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.int()]))
      const rows = await snapshotRows(tx, tenantId, { before, limit: limit + 1 })
      const { items, nextCursor } = toPage(rows, limit, ({ id }) => [id])
      return { items: items.map(snapshotView), nextCursor }
    })
  }

  get(organizationId: string, tenantId: string, number: string): Promise<Snapshot> {
    return this.inside(organizationId, tenantId, number, async (_tx, row) => snapshotView(row))
  }

  resources(organizationId: string, tenantId: string, number: string): Promise<z.output<typeof SnapshotResourceList>> {
    return this.inside(organizationId, tenantId, number, async (tx, { id }) => ({
      items: (await resourceRows(tx, id)).map((row) => resourceView(row, this.catalogue, this.registry)),
      nextCursor: null,
    }))
  }

  /** Objects of a resource. One that was not read is not found: that is not the same as empty. */
  objects(
    organizationId: string,
    tenantId: string,
    number: string,
    { resource, limit, cursor }: Part & { resource: string },
  ): Promise<z.output<typeof SnapshotObjectPage>> {
    return this.inside(organizationId, tenantId, number, async (tx, { id }) => {
      const row = (await resourceRows(tx, id)).find((one) => one.resource === resource)
      if (row?.status !== 'read') throw notFound({ what: 'resource that was read' })
      const [after] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.string()]))
      const place = { organizationId, tenantId, snapshotId: id, resource }
      const objects = await objectsAt(tx, place, { after, limit: limit + 1 })
      const { items, nextCursor } = toPage(objects, limit, ({ key }) => [key])
      const known = this.catalogue.find(resource)
      return {
        items: items.map(({ key, hash, value }) => ({ key, hash, label: labelOf(known, key, value), body: value })),
        nextCursor,
      }
    })
  }

  /** What changed since the snapshot before, or another one, and what the provider's log knows of it. */
  changes(
    organizationId: string,
    tenantId: string,
    number: string,
    { from, resource, limit, cursor }: z.output<typeof SnapshotChangeQuery>,
  ): Promise<z.output<typeof SnapshotChangePage>> {
    return this.inside(organizationId, tenantId, number, async (tx, row) => {
      const since = from === undefined ? row.previous : (await snapshotRow(tx, tenantId, from)).id
      if (since === null) return { items: [], nextCursor: null }
      const [after, key] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.string(), z.string()]))
      const found = await this.diff.between(tx, tenantId, since, row.id, {
        limit: limit + 1,
        ...(resource !== undefined && { resources: [resource] }),
        ...(after !== undefined && key !== undefined && { after: { resource: after, key } }),
      })
      const items = found.slice(0, limit)
      const events = await changesOf(tx, tenantId, since, row.id, items)
      const last = items.at(-1)
      return {
        items: items.map((change) => ({ ...change, events: events(change) })),
        nextCursor: found.length > limit && last ? encodeCursor([last.resource, last.key]) : null,
      }
    })
  }

  private inside<T>(
    organizationId: string,
    tenantId: string,
    number: string,
    work: (tx: EntityManager, row: SnapshotRow) => Promise<T>,
  ): Promise<T> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await tenantRow(tx, tenantId)
      return work(tx, await snapshotRow(tx, tenantId, numberOf(number)))
    })
  }
}
