import type { MasterKeys } from './master-keys.js'
import type { RotationDatabase } from './rotation.js'
import { organizationsWithKeys } from './rotation.js'
import { sealedTables } from './tables.js'
import type { Transaction } from './transaction.js'

/** What seals this installation, in numbers. */
export interface KeyStatus {
  /** Fingerprint of the key that this process was given. */
  masterKey: string
  organizations: number
  dataKeys: number
  /** Data keys that are still wrapped with another master key. */
  onOtherMasterKey: number
  secrets: number
  /** Secrets that are sealed with another than their organization's newest data key. */
  onOlderDataKey: number
  /** Whether a rotation of data keys was begun and not finished. */
  dataRotationUnfinished: boolean
}

const SECRETS = sealedTables
  .map((table) => `select version from ${table} where organization_id = $1`)
  .join(' union all ')

/** Counts what is sealed with which key. */
export async function keyStatus<Tx extends Transaction>(
  database: RotationDatabase<Tx>,
  keys: MasterKeys,
): Promise<KeyStatus> {
  const masterKey = keys.current.fingerprint
  const organizations = await organizationsWithKeys(database)
  const [installation] = await database.acrossOrganizations((tx) =>
    tx.query<{ unfinished: boolean }[]>('select data_keys_due_before is not null as unfinished from installation'),
  )
  const status: KeyStatus = {
    masterKey,
    organizations: organizations.length,
    dataKeys: 0,
    onOtherMasterKey: 0,
    secrets: 0,
    onOlderDataKey: 0,
    dataRotationUnfinished: installation?.unfinished ?? false,
  }
  for (const organizationId of organizations) {
    const [counts] = await database.inOrganization(organizationId, (tx) =>
      tx.query<Pick<KeyStatus, 'dataKeys' | 'onOtherMasterKey' | 'secrets' | 'onOlderDataKey'>[]>(
        `with keys as (select version, master_key from organization_keys where organization_id = $1),
           secrets as (${SECRETS})
         select (select count(*)::int from keys) as "dataKeys",
           (select count(*)::int from keys where master_key <> $2) as "onOtherMasterKey",
           (select count(*)::int from secrets) as "secrets",
           (select count(*)::int from secrets where version < (select max(version) from keys)) as "onOlderDataKey"`,
        [organizationId, masterKey],
      ),
    )
    if (!counts) continue
    for (const name of ['dataKeys', 'onOtherMasterKey', 'secrets', 'onOlderDataKey'] as const)
      status[name] += counts[name]
  }
  return status
}
