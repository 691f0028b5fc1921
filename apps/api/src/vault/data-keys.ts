import { randomBytes } from 'node:crypto'
import { contextOf, decrypt, encrypt } from './aead.js'
import type { MasterKeys } from './master-keys.js'
import type { Transaction } from './transaction.js'

/** An organization's key, and its number among the organization's keys. */
export interface DataKey {
  version: number
  key: Buffer
}

/** A row of `organization_keys`. */
export interface WrappedKey {
  version: number
  master_key: string
  wrapped: Buffer
}

/** First byte of a wrapped key: the form of what follows. */
const FORM = 1

/**
 * Sealing shares this lock until its transaction ends, and a rotation takes it alone for the moment in which it switches to
 * a new key. So nothing is sealed with the old key after the switch.
 */
export const SWITCH_LOCK = 6_230_917_548

/** The newest data key of an organization. Made on first use. */
export async function currentDataKey(tx: Transaction, keys: MasterKeys, organizationId: string): Promise<DataKey> {
  await tx.query('select pg_advisory_xact_lock_shared($1)', [SWITCH_LOCK])
  const newest = await newestKey(tx, organizationId)
  if (newest) return unwrap(keys, organizationId, newest)
  await addDataKey(tx, keys, organizationId, 1)
  return unwrap(keys, organizationId, (await newestKey(tx, organizationId))!)
}

/** A data key by its number, still wrapped. Nothing if there is none. */
export async function wrappedDataKey(
  tx: Transaction,
  organizationId: string,
  version: number,
): Promise<WrappedKey | undefined> {
  const [row] = await tx.query<WrappedKey[]>(
    'select version, master_key, wrapped from organization_keys where organization_id = $1 and version = $2',
    [organizationId, version],
  )
  return row
}

/** Adds a random data key, wrapped with the installation's master key. Another process may be faster: then its key stays. */
export async function addDataKey(
  tx: Transaction,
  keys: MasterKeys,
  organizationId: string,
  version: number,
): Promise<void> {
  const [installation] = await tx.query<{ master_key: string }[]>('select master_key from installation')
  const masterKey = installation!.master_key
  const key = randomBytes(32)
  await tx.query(
    `insert into organization_keys (organization_id, version, master_key, wrapped) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [organizationId, version, masterKey, wrap(keys, organizationId, { version, key }, masterKey)],
  )
  key.fill(0)
}

/** Wraps a data key with the master key of this fingerprint. */
export function wrap(keys: MasterKeys, organizationId: string, { version, key }: DataKey, masterKey: string): Buffer {
  const message = encrypt(keys.withFingerprint(masterKey).key, contextOf('data key', organizationId, version), key)
  return Buffer.concat([Buffer.of(FORM), message])
}

/** Unwraps a data key. Throws if it was wrapped for another organization or number. */
export function unwrap(
  keys: MasterKeys,
  organizationId: string,
  { version, master_key, wrapped }: WrappedKey,
): DataKey {
  if (wrapped[0] !== FORM) throw new Error(`A data key has the unknown form ${wrapped[0]}.`)
  const context = contextOf('data key', organizationId, version)
  return { version, key: decrypt(keys.withFingerprint(master_key).key, context, wrapped.subarray(1)) }
}

/** The newest data key of an organization, still wrapped. */
export async function newestKey(tx: Transaction, organizationId: string): Promise<WrappedKey | undefined> {
  const [row] = await tx.query<WrappedKey[]>(
    `select version, master_key, wrapped from organization_keys where organization_id = $1
     order by version desc limit 1`,
    [organizationId],
  )
  return row
}
