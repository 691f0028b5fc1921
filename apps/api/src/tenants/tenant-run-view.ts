import type { z } from 'zod'
import type { RunRow } from './tenant-runs.js'
import type { TenantRun } from './tenants.dto.js'

/** A run as the API shows it. */
export function viewOf(row: RunRow): z.output<typeof TenantRun> {
  return {
    id: row.id,
    connectionId: row.connection_id,
    kind: row.kind,
    status: row.status,
    total: row.total,
    done: row.done,
    failed: row.failed,
    unreachable: row.unreachable,
    cancelled: row.cancelled,
    cancelledBy: row.cancelled_by?.name ?? null,
    via: row.via && { connectionId: row.via.id, name: row.via.name, providerName: row.via.provider },
    phase: row.phase,
    deadlineAt: row.deadline_at?.toISOString() ?? null,
    problem: row.problem,
    startedBy: row.started_by.name,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}
