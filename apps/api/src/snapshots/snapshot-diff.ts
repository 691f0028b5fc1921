import { Injectable } from '@nestjs/common'
import type { Resource } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { changedPaths } from './changed-paths.js'
import { ONE, unpacked } from './content.js'
import { ResourceCatalogue } from './resource-catalogue.js'

export const changeKinds = ['added', 'changed', 'removed'] as const

/** An object that is not as it was. */
export interface ObjectChange {
  resource: string
  resourceName: string
  key: string
  /** What people call the object. */
  label: string
  kind: (typeof changeKinds)[number]
  /** Whose measurement it is, so that nobody did it; null: configuration. */
  measuredBy: string | null
  before?: unknown
  after?: unknown
  /** Where the two differ, e.g. `conditions.users.excludeUsers`. */
  paths: string[]
}

/** Which changes to give. */
export interface DiffOptions {
  /** Only of these resources. */
  resources?: readonly string[]
  /** From after this one on. */
  after?: { resource: string; key: string }
  limit?: number
}

interface DiffRow {
  resource: string
  key: string
  before: Buffer | null
  after: Buffer | null
}

/** What changed in a tenant from one snapshot to another. */
@Injectable()
export class SnapshotDiff {
  constructor(private readonly catalogue: ResourceCatalogue) {}

  /**
   * Objects that are not at snapshot `until` as they were at `since`, by resource and key. Only of resources that were read at
   * both times or before them: what was not known is not new. What changes by itself is no change.
   */
  async between(
    tx: EntityManager,
    tenantId: string,
    since: number,
    until: number,
    { resources, after, limit }: DiffOptions = {},
  ): Promise<ObjectChange[]> {
    const rows = await tx.query<DiffRow[]>(
      `with compared as (
         select distinct r.resource from snapshot_resources r join snapshots s on s.id = r.snapshot_id
         where s.tenant_id = $1 and r.status = 'read' and s.id <= $2 and ($4::text[] is null or r.resource = any($4))
         intersect
         select r.resource from snapshot_resources r join snapshots s on s.id = r.snapshot_id
         where s.tenant_id = $1 and s.id > $2 and s.id <= $3 and r.changed > 0),
       touched as (
         select distinct v.resource, v.key from compared c join object_versions v using (resource)
         where v.tenant_id = $1 and (v.since > $2 and v.since <= $3 or v.until > $2 and v.until <= $3))
       select t.resource, t.key, c.body as before, d.body as after
       from touched t
       left join object_versions b on b.tenant_id = $1 and b.resource = t.resource and b.key = t.key
         and b.since <= $2 and (b.until is null or b.until > $2)
       left join object_versions a on a.tenant_id = $1 and a.resource = t.resource and a.key = t.key
         and a.since <= $3 and (a.until is null or a.until > $3)
       left join contents c on c.organization_id = b.organization_id and c.hash = b.hash
       left join contents d on d.organization_id = a.organization_id and d.hash = a.hash
       where b.hash is distinct from a.hash and ($5::text is null or (t.resource, t.key) > ($5, $6))
       order by t.resource, t.key limit $7`,
      [tenantId, since, until, resources ?? null, after?.resource ?? null, after?.key ?? null, limit ?? null],
    )
    return rows.map((row) => this.changeOf(row))
  }

  private changeOf({ resource: id, key, before, after }: DiffRow): ObjectChange {
    const resource = this.catalogue.find(id)
    const then = before ? unpacked(before, null) : undefined
    const now = after ? unpacked(after, null) : undefined
    return {
      resource: id,
      resourceName: resource?.name ?? id,
      key,
      label: labelOf(resource, key, now ?? then),
      kind: !before ? 'added' : after ? 'changed' : 'removed',
      measuredBy: resource?.measuredBy ?? null,
      ...(before && { before: then }),
      ...(after && { after: now }),
      paths: before && after ? changedPaths(then, now) : [],
    }
  }
}

/** What people call an object of a resource. */
export function labelOf(resource: Resource | undefined, key: string, value: unknown): string {
  if (key === ONE) return resource?.name ?? ''
  const label = resource?.label !== undefined && (value as Record<string, unknown> | null)?.[resource.label]
  return typeof label === 'string' && label !== '' ? label : key
}
