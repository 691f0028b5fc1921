import { SWITCH_LOCK, unwrap, wrap, type WrappedKey } from './data-keys.js'
import type { MasterKeys } from './master-keys.js'
import { organizationsWithKeys, type RotationDatabase, type RotationEvents } from './rotation.js'
import type { Transaction } from './transaction.js'

/**
 * Wraps every data key with the current master key: one transaction per organization, while everything goes on. May be
 * stopped anywhere; the next run does what is left. Returns the number of organizations that it changed.
 */
export async function rotateMaster<Tx extends Transaction>(
  database: RotationDatabase<Tx>,
  keys: MasterKeys,
  events: RotationEvents<Tx>,
): Promise<number> {
  const { fingerprint } = keys.current
  await database.acrossOrganizations(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [SWITCH_LOCK])
    await tx.query('update installation set master_key = $1 where master_key <> $1', [fingerprint])
  })
  let changed = 0
  for (const organizationId of await organizationsWithKeys(database)) {
    changed += await database.inOrganization(organizationId, (tx) => rewrap(tx, keys, organizationId, events))
  }
  return changed
}

async function rewrap<Tx extends Transaction>(
  tx: Tx,
  keys: MasterKeys,
  organizationId: string,
  events: RotationEvents<Tx>,
): Promise<0 | 1> {
  const { fingerprint } = keys.current
  const rows = await tx.query<WrappedKey[]>(
    `select version, master_key, wrapped from organization_keys
     where organization_id = $1 and master_key <> $2 order by version for update`,
    [organizationId, fingerprint],
  )
  for (const row of rows) {
    const key = unwrap(keys, organizationId, row)
    await tx.query(
      'update organization_keys set master_key = $3, wrapped = $4 where organization_id = $1 and version = $2',
      [organizationId, row.version, fingerprint, wrap(keys, organizationId, key, fingerprint)],
    )
    key.key.fill(0)
  }
  const last = rows.at(-1)
  if (!last) return 0
  await events.onRotated(tx, { organizationId, what: 'master key', version: last.version })
  return 1
}
