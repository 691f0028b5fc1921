import { callForbidden, comparePermissions, type CallRecord, type PermissionLattice } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { addGathered } from './gathered-calls.js'

const KEPT_CALLS = 5000

/** Gathers what a connection calls, until it is written in bulk. */
export class CallLog {
  private records: CallRecord[] = []

  readonly add = (record: CallRecord): void => {
    this.records.push(record)
    addGathered(record)
  }

  /** Writes what was gathered: the integration log, the ledger of endpoints, and the permissions used. */
  async flush(
    tx: EntityManager,
    owner: { organizationId: string; connectionId: string; granted: readonly string[]; lattice: PermissionLattice },
  ): Promise<void> {
    const records = this.records
    this.records = []
    if (records.length === 0) return
    await writeCalls(tx, owner, records)
    await writeLedger(tx, owner, records)
    await writePermissionUses(tx, owner, records)
  }
}

type Owner = { organizationId: string; connectionId: string }

async function writeCalls(tx: EntityManager, owner: Owner, records: CallRecord[]): Promise<void> {
  await tx.query(
    `insert into connection_calls (organization_id, connection_id, at, operation, purpose, status, duration_ms, request_id, problem)
     select $1, $2, * from unnest($3::timestamptz[], $4::text[], $5::text[], $6::int[], $7::int[], $8::text[], $9::jsonb[])`,
    [
      owner.organizationId,
      owner.connectionId,
      records.map(({ at }) => at),
      records.map(({ operation }) => operation),
      records.map(({ purpose }) => purpose),
      records.map(({ status }) => status ?? null),
      records.map(({ durationMs }) => durationMs),
      records.map(({ requestId }) => requestId ?? null),
      records.map(({ problem }) => (problem ? JSON.stringify(problem) : null)),
    ],
  )
  await tx.query(
    `delete from connection_calls where connection_id = $1 and id <= (
       select id from connection_calls where connection_id = $1 order by id desc offset $2 limit 1)`,
    [owner.connectionId, KEPT_CALLS],
  )
}

/** A call that the host refused was never made: the integration log has it, the ledger does not. */
async function writeLedger(tx: EntityManager, owner: Owner, records: CallRecord[]): Promise<void> {
  const byOperation = new Map<string, { calls: number; lastAt: string }>()
  for (const { operation, at } of records.filter(({ problem }) => problem?.code !== callForbidden.kind.code)) {
    const entry = byOperation.get(operation) ?? { calls: 0, lastAt: at }
    byOperation.set(operation, { calls: entry.calls + 1, lastAt: at > entry.lastAt ? at : entry.lastAt })
  }
  const entries = inOrder(byOperation)
  await tx.query(
    `insert into endpoint_ledger (organization_id, connection_id, operation, calls, last_at)
     select $1, $2, * from unnest($3::text[], $4::bigint[], $5::timestamptz[])
     on conflict (connection_id, operation)
     do update set calls = endpoint_ledger.calls + excluded.calls, last_at = greatest(endpoint_ledger.last_at, excluded.last_at)`,
    [
      owner.organizationId,
      owner.connectionId,
      entries.map(([operation]) => operation),
      entries.map(([, { calls }]) => calls),
      entries.map(([, { lastAt }]) => lastAt),
    ],
  )
}

async function writePermissionUses(
  tx: EntityManager,
  owner: Owner & { granted: readonly string[]; lattice: PermissionLattice },
  records: CallRecord[],
): Promise<void> {
  const lastUse = new Map<string, string>()
  for (const { status, permissions, at } of records) {
    if (status === undefined || status >= 400) continue
    const [used] = comparePermissions(permissions, owner.granted, owner.lattice).filter(
      (candidate) => candidate.status !== 'missing',
    )
    if (used) lastUse.set(used.by ?? used.name, at)
  }
  if (lastUse.size === 0) return
  const uses = inOrder(lastUse)
  await tx.query(
    `insert into permission_uses (organization_id, connection_id, permission, last_used_at)
     select $1, $2, * from unnest($3::text[], $4::timestamptz[])
     on conflict (connection_id, permission)
     do update set last_used_at = greatest(permission_uses.last_used_at, excluded.last_used_at)`,
    [owner.organizationId, owner.connectionId, uses.map(([name]) => name), uses.map(([, at]) => at)],
  )
}

/** Rows that several workers write are written in one order, so that no two wait for each other. */
function inOrder<Value>(entries: ReadonlyMap<string, Value>): [string, Value][] {
  return [...entries].toSorted(([one], [other]) => (one < other ? -1 : 1))
}
