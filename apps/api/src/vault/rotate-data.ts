import { addDataKey, newestKey, SWITCH_LOCK, unwrap, wrappedDataKey, type DataKey } from './data-keys.js'
import type { MasterKeys } from './master-keys.js'
import { organizationsWithKeys, type RotationDatabase, type RotationEvents } from './rotation.js'
import { digestOf, seal, unseal } from './sealed-secret.js'
import { sealedTables } from './tables.js'
import type { Transaction } from './transaction.js'

/** What a rotation did. */
export interface Resealed {
  /** Secrets sealed anew. */
  resealed: number
  /** Secrets that did not open. They were left as they are. */
  unreadable: number
}

/** A stored secret with all that its seal covers. */
interface StoredSecret {
  connection_id: string
  slot: string
  field: string
  version: number
  sealed: Buffer
}

const BATCH = 100

/**
 * Gives every organization a new data key and seals its secrets with it, in small transactions, while everything goes on.
 * May be stopped anywhere; the next run continues the same rotation.
 */
export async function rotateData<Tx extends Transaction>(
  database: RotationDatabase<Tx>,
  keys: MasterKeys,
  events: RotationEvents<Tx>,
): Promise<Resealed> {
  await begin(database)
  const total: Resealed = { resealed: 0, unreadable: 0 }
  for (const organizationId of await organizationsWithKeys(database)) {
    const work = <T>(step: (tx: Tx) => Promise<T>): Promise<T> => database.inOrganization(organizationId, step)
    const version = await work((tx) => switchToNewKey(tx, keys, organizationId, events))
    for (const table of sealedTables) {
      for (let after: StoredSecret | undefined, done = false; !done;) {
        const from = after
        const { last, size, resealed } = await work((tx) =>
          resealBatch(tx, keys, organizationId, { table, version, from }),
        )
        total.resealed += resealed
        total.unreadable += size - resealed
        after = last
        done = size < BATCH
      }
    }
    await work((tx) => removeUnusedKeys(tx, organizationId, version))
  }
  await database.acrossOrganizations((tx) => tx.query('update installation set data_keys_due_before = null'))
  return total
}

/** Notes the time of the beginning, unless a rotation that was stopped has left one: keys older than it are due. */
async function begin<Tx extends Transaction>(database: RotationDatabase<Tx>): Promise<void> {
  await database.acrossOrganizations((tx) =>
    tx.query('update installation set data_keys_due_before = clock_timestamp() where data_keys_due_before is null'),
  )
}

/** Adds a key if the newest is from before the rotation. What is sealed from here on is sealed with the newest. */
async function switchToNewKey<Tx extends Transaction>(
  tx: Tx,
  keys: MasterKeys,
  organizationId: string,
  events: RotationEvents<Tx>,
): Promise<number> {
  await tx.query('select pg_advisory_xact_lock($1)', [SWITCH_LOCK])
  const newest = (await newestKey(tx, organizationId))!
  const [due] = await tx.query<object[]>(
    `select from organization_keys where organization_id = $1 and version = $2
       and created_at < (select data_keys_due_before from installation)`,
    [organizationId, newest.version],
  )
  if (!due) return newest.version
  const version = newest.version + 1
  await addDataKey(tx, keys, organizationId, version)
  await events.onRotated(tx, { organizationId, what: 'data key', version })
  return version
}

async function resealBatch(
  tx: Transaction,
  keys: MasterKeys,
  organizationId: string,
  { table, version, from: after }: { table: string; version: number; from: StoredSecret | undefined },
): Promise<{ last: StoredSecret | undefined; size: number; resealed: number }> {
  const secrets = await tx.query<StoredSecret[]>(
    `select connection_id, slot, field, version, sealed from ${table}
     where organization_id = $1 and version < $2
       and ($3::uuid is null or (connection_id, slot, field) > ($3::uuid, $4, $5))
     order by connection_id, slot, field limit ${BATCH} for update`,
    [organizationId, version, after?.connection_id ?? null, after?.slot ?? null, after?.field ?? null],
  )
  const newest = unwrap(keys, organizationId, (await wrappedDataKey(tx, organizationId, version))!)
  let resealed = 0
  for (const secret of secrets) {
    const sealed = await sealedAnew(tx, keys, organizationId, secret, newest)
    if (!sealed) continue
    await tx.query(
      `update ${table} set version = $4, sealed = $5 where connection_id = $1 and slot = $2 and field = $3`,
      [secret.connection_id, secret.slot, secret.field, version, sealed],
    )
    resealed += 1
  }
  newest.key.fill(0)
  return { last: secrets.at(-1), size: secrets.length, resealed }
}

/** The secret sealed with the newest key, for the same binding. Nothing if it does not open. */
async function sealedAnew(
  tx: Transaction,
  keys: MasterKeys,
  organizationId: string,
  { connection_id, field, version, sealed }: StoredSecret,
  newest: DataKey,
): Promise<Buffer | undefined> {
  const wrapped = await wrappedDataKey(tx, organizationId, version)
  if (!wrapped) return undefined
  const old = unwrap(keys, organizationId, wrapped)
  const position = { organizationId, connectionId: connection_id, field }
  try {
    const plaintext = unseal(position, old, sealed)
    const again = seal(position, digestOf(sealed), newest, plaintext)
    plaintext.fill(0)
    return again
  } catch {
    return undefined
  } finally {
    old.key.fill(0)
  }
}

/**
 * Removes keys that nothing is sealed with any more. The one before the newest stays until the next rotation: someone may
 * have read a secret just before it was sealed anew.
 */
async function removeUnusedKeys(tx: Transaction, organizationId: string, version: number): Promise<void> {
  const used = sealedTables.map((table) => `select version from ${table} where organization_id = $1`).join(' union ')
  await tx.query(
    `delete from organization_keys where organization_id = $1 and version < $2 - 1 and version not in (${used})`,
    [organizationId, version],
  )
}
