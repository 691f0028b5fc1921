import { existsSync } from 'node:fs'
import { StartupError } from '../config/startup-error.js'
import { parseMasterKey, type MasterKey } from './master-key.js'
import { createMasterKeyFile, masterKeyFiles, readMasterKeyFile, retiredFile } from './master-key-file.js'
import type { Transaction } from './transaction.js'
import { masterKeyUnknown } from './vault.errors.js'

/** Where the master key may be. */
export interface MasterKeySource {
  dataDir: string
  /** Value of MASTER_KEY. It wins over the file. */
  masterKey?: string | undefined
  /** Value of MASTER_KEY_PREVIOUS. */
  masterKeyPrevious?: string | undefined
}

/** Which keys a database was sealed with. */
interface Recorded {
  /** The key for what is sealed next. Nothing on a database that has never been used. */
  masterKey: string | undefined
  /** The keys that data keys are wrapped with: more than one in the middle of a rotation. */
  wrapping: string[]
}

/** The master keys at hand: the current one, and the one before while it is needed. */
export class MasterKeys {
  constructor(
    private readonly source: MasterKeySource,
    private keys: readonly MasterKey[],
  ) {}

  /** The key that this installation is given. */
  get current(): MasterKey {
    return this.keys[0]!
  }

  /** Every key at hand, the current one first. */
  get all(): readonly MasterKey[] {
    return this.keys
  }

  /** The key with this fingerprint. Throws `master_key_unknown` if it is not at hand. */
  withFingerprint(fingerprint: string): MasterKey {
    const known = this.find(fingerprint)
    if (known) return known
    // A rotation beside us may have changed the key files since we read them.
    this.keys = readKeys(this.source)
    const found = this.find(fingerprint)
    if (!found) throw masterKeyUnknown({ fingerprint })
    return found
  }

  private find(fingerprint: string): MasterKey | undefined {
    return this.keys.find((key) => key.fingerprint === fingerprint)
  }
}

/**
 * Opens the master keys for a database, before anything is written to it. Makes the key file on the first start of an
 * installation. Throws a {@link StartupError} if a key is missing or weak, or is not the one that the database was sealed with.
 */
export async function openMasterKeys(source: MasterKeySource, owner: Transaction): Promise<MasterKeys> {
  const keys = readKeys(source)
  const recorded = await readRecorded(owner)
  const { current } = masterKeyFiles(source.dataDir)
  if (keys.length === 0) {
    if (recorded.masterKey) {
      throw new StartupError(
        `The master key is missing: this database is sealed with key ${recorded.masterKey}. Set MASTER_KEY to it, or put it back at ${current}.`,
      )
    }
    keys.push(createMasterKeyFile(current))
  }
  const missing = [recorded.masterKey, ...recorded.wrapping].find(
    (fingerprint) => fingerprint && !keys.some((key) => key.fingerprint === fingerprint),
  )
  if (missing) throw wrongKey(missing, keys[0]!, source, recorded)
  return new MasterKeys(source, keys)
}

/** Notes on a new database which key seals it. Comes after the migrations. */
export async function recordMasterKey(keys: MasterKeys, owner: Transaction): Promise<void> {
  await owner.query('insert into installation (master_key) values ($1) on conflict do nothing', [
    keys.current.fingerprint,
  ])
  const { masterKey } = await readRecorded(owner)
  if (masterKey && !keys.all.some(({ fingerprint }) => fingerprint === masterKey)) {
    throw new StartupError(
      `Another process has just begun this database with master key ${masterKey}: give all processes the same MASTER_KEY.`,
    )
  }
}

function readKeys({ dataDir, masterKey, masterKeyPrevious }: MasterKeySource): MasterKey[] {
  const files = masterKeyFiles(dataDir)
  const current = masterKey === undefined ? readMasterKeyFile(files.current) : parseMasterKey(masterKey, 'MASTER_KEY')
  const previous =
    masterKeyPrevious === undefined
      ? masterKey === undefined
        ? readMasterKeyFile(files.previous)
        : undefined
      : parseMasterKey(masterKeyPrevious, 'MASTER_KEY_PREVIOUS')
  return [current, previous].filter((key) => key !== undefined)
}

async function readRecorded(owner: Transaction): Promise<Recorded> {
  const [table] = await owner.query<{ there: boolean }[]>(`select to_regclass('installation') is not null as there`)
  if (!table?.there) return { masterKey: undefined, wrapping: [] }
  const [installation] = await owner.query<{ master_key: string }[]>('select master_key from installation')
  // Without this an owner that is no superuser sees no organization's rows.
  await owner.query(`select set_config('app.every_organization', 'on', false)`)
  const rows = await owner.query<{ master_key: string }[]>('select distinct master_key from organization_keys')
  await owner.query(`select set_config('app.every_organization', '', false)`)
  return { masterKey: installation?.master_key, wrapping: rows.map((row) => row.master_key) }
}

function wrongKey(
  missing: string,
  given: MasterKey,
  { dataDir, masterKey }: MasterKeySource,
  recorded: Recorded,
): StartupError {
  const { current } = masterKeyFiles(dataDir)
  const origin = masterKey === undefined ? current : 'MASTER_KEY'
  if (recorded.masterKey === given.fingerprint) {
    return new StartupError(
      `Some organizations are still sealed with the previous master key ${missing}: give it as MASTER_KEY_PREVIOUS and finish with "npm run keys -- rotate-master".`,
    )
  }
  const retired = retiredFile(current, missing)
  const hint = existsSync(retired)
    ? `That key is in ${retired}; start with MASTER_KEY set to it.`
    : 'Restore key and database from the same backup, or give the old key as MASTER_KEY_PREVIOUS to rotate.'
  return new StartupError(
    `${origin} is the wrong master key: it has fingerprint ${given.fingerprint}, and this database is sealed with ${missing}. ${hint}`,
  )
}
