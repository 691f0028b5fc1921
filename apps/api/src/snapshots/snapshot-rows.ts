import type { ProblemFacts, Reading } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { notFound } from '../http/errors.js'
import type { Actor } from '../http/authentication.js'
import { snapshotUnfinished } from './snapshots.errors.js'

export const snapshotStatuses = ['reading', 'complete', 'partial', 'failed', 'cancelled'] as const
export type SnapshotStatus = (typeof snapshotStatuses)[number]
export type EndStatus = Exclude<SnapshotStatus, 'reading'>

export const snapshotSources = ['manual', 'schedule', 'assessment'] as const
export type SnapshotSource = (typeof snapshotSources)[number]

export const readingStatuses = [
  'read',
  'notPermitted',
  'notLicensed',
  'notApplicable',
  'notRead',
  'error',
] as const satisfies Reading['status'][]

export const resourceStatuses = ['waiting', 'reading', ...readingStatuses] as const
export type ResourceStatus = (typeof resourceStatuses)[number]

/** How many resources came to what, and what was stored. */
export interface SnapshotCounts {
  resources: number
  done: number
  statuses: Partial<Record<ResourceStatus, number>>
  objects: number
  changed: number
  bytes: number
  requests: number
}

export interface SnapshotRow {
  id: number
  organization_id: string
  tenant_id: string
  status: SnapshotStatus
  source: SnapshotSource
  /** Ids of the resources that were asked for; null: all. */
  wanted: string[] | null
  started_by: Pick<Actor, 'kind' | 'id' | 'name'>
  started_at: Date
  ended_at: Date | null
  counts: Partial<SnapshotCounts>
  problem: ProblemFacts | null
  /** The one before it that says something about its tenant, to compare with. */
  previous: number | null
}

/** What is kept of one resource of a snapshot. `detail` is the rest of its reading. */
export interface ResourceRow {
  resource: string
  status: ResourceStatus
  detail: Record<string, unknown> | null
  provider: string | null
  connection_id: string | null
  objects: number | null
  bytes: number
  changed: number | null
  read_at: Date | null
  duration_ms: number
  requests: number
  cursor: string | null
}

const COLUMNS = `id::int8::float8 as id, organization_id, tenant_id, status, source, wanted, started_by, started_at, ended_at,
  counts, problem, (
    select p.id::int8::float8 from snapshots p
    where p.tenant_id = snapshots.tenant_id and p.id < snapshots.id and p.status in ('complete', 'partial')
    order by p.id desc limit 1) as previous`
const RESOURCE_COLUMNS = `resource, status, detail, provider, connection_id, objects, bytes::float8 as bytes, changed,
  read_at, duration_ms, requests, cursor`

/** The number of a snapshot as an address has it; undefined where it is none. */
export function numberOf(text: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined
}

/** A snapshot of a tenant in the organization of the transaction. Throws `not_found`. */
export async function snapshotRow(
  tx: EntityManager,
  tenantId: string,
  number: number | undefined,
): Promise<SnapshotRow> {
  const [row] =
    number === undefined
      ? []
      : await tx.query<SnapshotRow[]>(`select ${COLUMNS} from snapshots where id = $1 and tenant_id = $2`, [
          number,
          tenantId,
        ])
  if (!row) throw notFound({ what: 'snapshot' })
  return row
}

/** The snapshot, if it says something about its tenant. Throws `snapshot_unfinished`. */
export function finished(row: SnapshotRow): SnapshotRow {
  if (row.status === 'reading' || row.status === 'cancelled') throw snapshotUnfinished({ status: row.status })
  return row
}

/** The one that is under way in a tenant. */
export async function snapshotUnderWay(tx: EntityManager, tenantId: string): Promise<SnapshotRow | undefined> {
  const [row] = await tx.query<SnapshotRow[]>(
    `select ${COLUMNS} from snapshots where tenant_id = $1 and status = 'reading'`,
    [tenantId],
  )
  return row
}

/** Snapshots of a tenant, latest first. */
export function snapshotRows(
  tx: EntityManager,
  tenantId: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<SnapshotRow[]> {
  return tx.query<SnapshotRow[]>(
    `select ${COLUMNS} from snapshots where tenant_id = $1 and ($2::bigint is null or id < $2) order by snapshots.id desc
     limit $3`,
    [tenantId, before ?? null, limit],
  )
}

export function resourceRows(tx: EntityManager, snapshotId: number): Promise<ResourceRow[]> {
  return tx.query<ResourceRow[]>(
    `select ${RESOURCE_COLUMNS} from snapshot_resources where snapshot_id = $1 order by resource`,
    [snapshotId],
  )
}

/** What was found about a resource, without its value; undefined while it is not known. */
export function readingOf({ status, detail }: Pick<ResourceRow, 'status' | 'detail'>): Unvalued | undefined {
  if (status === 'waiting' || status === 'reading') return undefined
  return { status, ...detail } as Unvalued
}

export type Unvalued = Exclude<Reading, { status: 'read' }> | { status: 'read' }
