import { Injectable } from '@nestjs/common'
import { Database } from '../database/database.js'
import { tenantRow } from '../tenants/tenant-rows.js'
import { ONE } from './content.js'
import { ResourceCatalogue } from './resource-catalogue.js'
import { SnapshotFacts } from './snapshot-facts.js'
import { finished, numberOf, type ResourceRow, resourceRows, type SnapshotRow, snapshotRow } from './snapshot-rows.js'

/** Snapshots as files that can be assessed elsewhere. */
@Injectable()
export class SnapshotFiles {
  constructor(
    private readonly database: Database,
    private readonly catalogue: ResourceCatalogue,
    private readonly facts: SnapshotFacts,
  ) {}

  /** What to call a snapshot's file, and its text piece by piece. Throws before the first piece. */
  async open(
    organizationId: string,
    tenantId: string,
    number: string,
  ): Promise<{ name: string; text: AsyncGenerator<string> }> {
    const { tenant, snapshot, rows } = await this.database.inOrganization(organizationId, async (tx) => {
      const found = await tenantRow(tx, tenantId)
      const row = finished(await snapshotRow(tx, tenantId, numberOf(number)))
      return { tenant: found, snapshot: row, rows: await resourceRows(tx, row.id) }
    })
    return { name: `${tenant.slug}-${snapshot.id}.json`, text: this.text(snapshot, rows) }
  }

  private async *text(snapshot: SnapshotRow, rows: readonly ResourceRow[]): AsyncGenerator<string> {
    const known = rows.flatMap(({ resource, status }) => {
      const source = this.catalogue.find(resource)?.source
      return source === undefined ? [] : [{ resource, source, isRead: status === 'read' }]
    })
    const unavailable = known.filter(({ isRead }) => !isRead).map(({ source }) => source)
    yield `{${member('meta:takenAt', snapshot.started_at.toISOString())},${member('meta:unavailable', unavailable)}`
    for (const { resource, source } of known.filter(({ isRead }) => isRead)) {
      yield `,\n${JSON.stringify(source)}:`
      yield* this.value(snapshot, resource)
    }
    yield '}\n'
  }

  private async *value(snapshot: SnapshotRow, resource: string): AsyncGenerator<string> {
    let count = 0
    for await (const batch of this.facts.objects(snapshot, resource)) {
      const [first] = batch
      if (first?.key === ONE) {
        yield JSON.stringify(first.value)
        return
      }
      yield `${count === 0 ? '[' : ','}${batch.map(({ value }) => JSON.stringify(value)).join(',')}`
      count += batch.length
    }
    yield count === 0 ? '[]' : ']'
  }
}

function member(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`
}
