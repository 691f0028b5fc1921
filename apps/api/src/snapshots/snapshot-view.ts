import type { ProblemFacts } from '@tenantry/core'
import type { z } from 'zod'
import type { ProviderRegistry } from '../providers/provider-registry.js'
import type { ResourceCatalogue } from './resource-catalogue.js'
import type { ResourceRow, SnapshotRow } from './snapshot-rows.js'
import type { Snapshot, SnapshotResource } from './snapshots.dto.js'

/** A snapshot as it is shown. */
export function snapshotView(row: SnapshotRow): Snapshot {
  const { statuses = {}, resources = 0, done = 0, objects = 0, changed = 0, bytes = 0, requests = 0 } = row.counts
  const { waiting: _waiting, reading: _reading, ...byStatus } = statuses
  return {
    number: row.id,
    previous: row.previous,
    tenantId: row.tenant_id,
    status: row.status,
    source: row.source,
    startedBy: { kind: row.started_by.kind, name: row.started_by.name },
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    wanted: row.wanted,
    resources: { total: resources, done, byStatus },
    objects,
    changed,
    bytes,
    requests,
    problem: row.problem,
  }
}

/** What became of one resource, as it is shown. */
export function resourceView(
  row: ResourceRow,
  catalogue: ResourceCatalogue,
  registry: ProviderRegistry,
): z.output<typeof SnapshotResource> {
  const known = catalogue.find(row.resource)
  const detail = (row.detail ?? {}) as {
    reason?: string
    permissions?: string[]
    licence?: string
    problem?: ProblemFacts
  }
  return {
    resource: row.resource,
    name: known?.name ?? row.resource,
    service: known?.service ?? '',
    source: known?.source ?? '',
    status: row.status,
    reason: detail.reason ?? null,
    permissions: detail.permissions ?? [],
    licence: detail.licence ?? null,
    problem: detail.problem ?? null,
    provider: row.provider === null ? null : (registry.find(row.provider)?.name ?? row.provider),
    connectionId: row.connection_id,
    objects: row.objects,
    changed: row.changed,
    bytes: row.bytes,
    readAt: row.read_at?.toISOString() ?? null,
    durationMs: row.duration_ms,
    requests: row.requests,
  }
}
