import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createVaultDatabase, type VaultDatabase } from '../../test/support/vault-database.js'
import { currentDataKey } from './data-keys.js'
import { asMasterKey } from './master-key.js'
import { openMasterKeys, recordMasterKey, type MasterKeys, type MasterKeySource } from './master-keys.js'

const recorded = asMasterKey(randomBytes(32))
const other = asMasterKey(randomBytes(32))
const base64 = (key: Buffer): string => key.toString('base64')

let dataDir: string
let database: VaultDatabase

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tenantry-keys-'))
  database = await createVaultDatabase(recorded)
})
afterEach(async () => {
  await database.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('the start with a database that a key seals (S-01, R-42)', () => {
  it('goes on with that key', async () => {
    expect((await open({ masterKey: base64(recorded.key) })).current.fingerprint).toBe(recorded.fingerprint)
  })

  it.each<[string, string | undefined, RegExp]>([
    ['is missing', undefined, /The master key is missing: this database is sealed with key [0-9a-f]{16}/],
    ['is another one', base64(other.key), /MASTER_KEY is the wrong master key: .* sealed with [0-9a-f]{16}/],
    ['is all zeros', base64(Buffer.alloc(32)), /MASTER_KEY is all zeros/],
    ['is too short', base64(randomBytes(16)), /MASTER_KEY has 128 bits; a master key has 256/],
    ['is too long', base64(randomBytes(33)), /MASTER_KEY has 264 bits/],
    ['is no base64', 'correct horse battery staple', /MASTER_KEY is not base64/],
    ['is blank', '  ', /MASTER_KEY is empty/],
  ])('is refused with one line, and nothing is written, when the key %s', async (_, masterKey, line) => {
    const before = await everything()
    const error = await open({ masterKey }).catch((refusal: unknown) => refusal)
    expect(error).toMatchObject({ name: 'StartupError', message: expect.stringMatching(line) })
    expect((error as Error).message).not.toContain('\n')
    expect(await everything()).toEqual(before)
  })

  it.skipIf(process.platform === 'win32')('is refused when other users can read the key file', async () => {
    const file = join(dataDir, 'master.key')
    writeFileSync(file, base64(recorded.key))
    chmodSync(file, 0o644)
    await expect(open()).rejects.toThrow(`${file} can be read by other users (mode 644): run "chmod 600 ${file}"`)
  })

  it('takes the previous key while a rotation has not begun, and seals with it', async () => {
    const keys = await open({ masterKey: base64(other.key), masterKeyPrevious: base64(recorded.key) })
    await makeDataKey(keys)
    expect(await wrappingKeys()).toEqual([recorded.fingerprint])
  })

  it('is refused when the previous key was taken away before the rotation was done', async () => {
    await makeDataKey(await open({ masterKey: base64(recorded.key) }))
    await database.ownerSource.query('update installation set master_key = $1', [other.fingerprint])
    await expect(open({ masterKey: base64(other.key) })).rejects.toThrow(
      `Some organizations are still sealed with the previous master key ${recorded.fingerprint}`,
    )
  })

  it('names the retired key that an old backup needs', async () => {
    writeFileSync(join(dataDir, 'master.key'), base64(other.key), { mode: 0o600 })
    const retired = join(dataDir, `master.key.retired-${recorded.fingerprint}`)
    writeFileSync(retired, base64(recorded.key), { mode: 0o600 })
    await expect(open()).rejects.toThrow(`That key is in ${retired}`)
  })
})

describe('the first start', () => {
  beforeEach(() => database.ownerSource.query('delete from installation'))

  it('makes a key file that only its owner can read, and the next start uses it', async () => {
    const first = await open()
    await recordMasterKey(first, database.ownerSource)
    const file = join(dataDir, 'master.key')
    expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toHaveLength(32)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(dataDir)).toEqual(['master.key'])
    expect((await open()).current.fingerprint).toBe(first.current.fingerprint)
  })

  it('makes no file when the environment brings the key', async () => {
    await open({ masterKey: base64(other.key) })
    expect(existsSync(join(dataDir, 'master.key'))).toBe(false)
  })

  it('works before there are any tables', async () => {
    await database.ownerSource.query('drop table installation, organization_keys')
    expect((await open()).all).toHaveLength(1)
  })

  it('is refused when another process has begun the same database with another key', async () => {
    const mine = await open({ masterKey: base64(other.key) })
    await database.ownerSource.query('insert into installation (master_key) values ($1)', [recorded.fingerprint])
    await expect(recordMasterKey(mine, database.ownerSource)).rejects.toThrow('give all processes the same MASTER_KEY')
  })
})

function open(source: Partial<MasterKeySource> = {}): Promise<MasterKeys> {
  return database.ownerSource.transaction((tx) => openMasterKeys({ dataDir, ...source }, tx))
}

async function makeDataKey(keys: MasterKeys): Promise<void> {
  const organizationId = randomUUID()
  await database.app.inOrganization(organizationId, (tx) => currentDataKey(tx, keys, organizationId))
}

async function wrappingKeys(): Promise<string[]> {
  const rows = await database.ownerSource.query<{ master_key: string }[]>(
    'select distinct master_key from organization_keys',
  )
  return rows.map((row) => row.master_key)
}

async function everything(): Promise<unknown> {
  const files = readdirSync(dataDir)
  return { files, rows: await database.ownerSource.query('select * from installation') }
}
