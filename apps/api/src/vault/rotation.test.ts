import { randomBytes, randomUUID } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EntityManager } from 'typeorm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createVaultDatabase, store, stored, type VaultDatabase } from '../../test/support/vault-database.js'
import type { Database } from '../database/database.js'
import { keyStatus } from './key-status.js'
import { asMasterKey, type MasterKey } from './master-key.js'
import { beginFileRotation, endFileRotation } from './master-key-rotation.js'
import { MasterKeys, openMasterKeys } from './master-keys.js'
import { rotateData } from './rotate-data.js'
import { rotateMaster } from './rotate-master.js'
import type { RotationDatabase } from './rotation.js'
import type { Binding } from './sealed-secret.js'
import { Vault } from './vault.js'

const ORGANIZATIONS = 3
const SECRETS = 130 // more than a batch

const oldKey = asMasterKey(randomBytes(32))
const newKey = asMasterKey(randomBytes(32))
const before = keysOf(oldKey)
const during = keysOf(newKey, oldKey)
const after = keysOf(newKey)

let database: VaultDatabase
let bindings: Binding[]
let rotated: string[]
const events = {
  onRotated: async (_: unknown, { organizationId }: { organizationId: string }) => void rotated.push(organizationId),
}

beforeEach(async () => {
  rotated = []
  database = await createVaultDatabase(oldKey)
  bindings = []
  for (let n = 0; n < ORGANIZATIONS; n += 1) {
    const organizationId = randomUUID()
    for (let m = 0; m < (n === 0 ? SECRETS : 2); m += 1) bindings.push(aBinding(organizationId))
  }
  for (const binding of bindings) await put(before, binding)
})
afterEach(() => database.close())

describe('rotating the master key (S-04)', () => {
  it('leaves every secret readable with the new key alone, and none on the old', async () => {
    expect(await rotateMaster(database.owner, during, events)).toBe(ORGANIZATIONS)
    expect(await keyStatus(database.owner, after)).toMatchObject({ onOtherMasterKey: 0, secrets: bindings.length })
    await expectAllReadable(after)
  })

  it('is done again without changing anything', async () => {
    await rotateMaster(database.owner, during, events)
    expect(await rotateMaster(database.owner, during, events)).toBe(0)
    expect(rotated).toHaveLength(ORGANIZATIONS)
  })

  it('continues after it was killed at any statement, and keeps everything readable meanwhile', async () => {
    for (let statement = 1; await killedAt(statement, (owner) => rotateMaster(owner, during, events)); statement += 1) {
      await expectReadable(during, bindings.at(-1)!)
      await put(during, aBinding(bindings.at(-1)!.organizationId))
    }
    expect(await keyStatus(database.owner, after)).toMatchObject({ onOtherMasterKey: 0 })
    expect(new Set(rotated).size).toBe(ORGANIZATIONS)
    await expectAllReadable(after)
  })
})

describe('rotating data keys (S-04)', () => {
  it('seals every secret with a new key and leaves none on the old', async () => {
    expect(await rotateData(database.owner, before, events)).toEqual({ resealed: bindings.length, unreadable: 0 })
    expect(await versions()).toEqual(['2'])
    await expectAllReadable(before)
  })

  it('removes the key before last, when nothing is sealed with it', async () => {
    await rotateData(database.owner, before, events)
    await rotateData(database.owner, before, events)
    const rows = await database.ownerSource.query<{ version: number }[]>(
      'select distinct version from organization_keys order by 1',
    )
    expect(rows.map(({ version }) => version)).toEqual([2, 3])
    await expectAllReadable(before)
  })

  it('continues the same rotation after it was killed at any statement', async () => {
    let statement = 1
    for (; await killedAt(statement, (owner) => rotateData(owner, before, events)); statement += step(statement)) {
      await expectReadable(before, bindings[0]!)
      await expectReadable(before, bindings.at(-1)!)
    }
    expect(await versions()).toEqual(['2'])
    expect(await keyStatus(database.owner, before)).toMatchObject({ dataRotationUnfinished: false, onOlderDataKey: 0 })
    expect(rotated.toSorted()).toEqual([...new Set(rotated)].toSorted())
    await expectAllReadable(before)
  })

  it('goes on while secrets are written and read, and leaves none of them on the old key', async () => {
    let stop = false
    const organizationId = bindings[0]!.organizationId
    const traffic = (async () => {
      while (!stop) {
        const binding = aBinding(organizationId)
        await put(before, binding)
        bindings.push(binding)
        await expectReadable(before, bindings[Math.floor(Math.random() * bindings.length)]!)
      }
    })()
    await rotateData(database.owner, before, events)
    stop = true
    await traffic
    expect(await versions()).toEqual(['2'])
    await expectAllReadable(before)
  })

  it('leaves a damaged secret as it is, counts it, and keeps its key', async () => {
    const damaged = bindings[0]!
    await database.ownerSource.query(
      `update connection_secrets set sealed = set_byte(sealed, 50, get_byte(sealed, 50) # 1) where connection_id = $1`,
      [damaged.connectionId],
    )
    for (let time = 0; time < 3; time += 1) {
      expect(await rotateData(database.owner, before, events)).toMatchObject({ unreadable: 1 })
    }
    bindings = bindings.slice(1)
    await expectAllReadable(before)
    const [key] = await database.ownerSource.query<object[]>(
      'select from organization_keys where organization_id = $1 and version = 1',
      [damaged.organizationId],
    )
    expect(key).toBeDefined()
  })
})

describe('rotating a master key that is in a file (S-04)', () => {
  let dataDir: string
  const path = (name: string): string => join(dataDir, name)

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'tenantry-rotation-'))
    writeFileSync(path('master.key'), `${oldKey.key.toString('base64')}\n`, { mode: 0o600 })
  })
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

  it('goes unnoticed by a running process, which finds the new key by itself', async () => {
    const running = await open()
    await rotate()
    await put(running, aBinding(bindings[0]!.organizationId))
    await put(running, aBinding(randomUUID()))
    await expectAllReadable(running)
    expect(await keyStatus(database.owner, running)).toMatchObject({ onOtherMasterKey: 0 })
  })

  it('puts the old key aside under its fingerprint', async () => {
    await rotate()
    expect(readdirSync(dataDir).toSorted()).toEqual(['master.key', `master.key.retired-${oldKey.fingerprint}`])
    expect((await open()).current.fingerprint).not.toBe(oldKey.fingerprint)
  })

  it.each<[string, () => void]>([
    [
      'the new key was written',
      () => writeFileSync(path('master.key.next'), newKey.key.toString('base64'), { mode: 0o600 }),
    ],
    [
      'the old key had its second name',
      () => {
        writeFileSync(path('master.key.next'), newKey.key.toString('base64'), { mode: 0o600 })
        linkSync(path('master.key'), path('master.key.previous'))
      },
    ],
    [
      'the new key was in its place',
      () => {
        copyFileSync(path('master.key'), path('master.key.previous'))
        writeFileSync(path('master.key.next'), newKey.key.toString('base64'), { mode: 0o600 })
        renameSync(path('master.key.next'), path('master.key'))
      },
    ],
  ])('starts and continues after it was killed when %s', async (_, killed) => {
    killed()
    await expectAllReadable(await open())
    await rotate()
    const keys = await open()
    expect(keys.current.fingerprint).toBe(newKey.fingerprint)
    expect(existsSync(path('master.key.previous'))).toBe(false)
    await expectAllReadable(keys)
  })

  function open(): Promise<MasterKeys> {
    return database.ownerSource.transaction((tx) => openMasterKeys({ dataDir }, tx))
  }

  async function rotate(): Promise<void> {
    beginFileRotation({ dataDir })
    await rotateMaster(database.owner, await open(), events)
    endFileRotation({ dataDir })
  }
})

/** Runs a rotation whose process dies at this statement. False when it came to its end before that. */
async function killedAt(
  statement: number,
  rotate: (owner: RotationDatabase<EntityManager>) => Promise<unknown>,
): Promise<boolean> {
  let left = statement
  const mortal = (tx: EntityManager): EntityManager =>
    new Proxy(tx, {
      get(target, name) {
        if (name !== 'query') return Reflect.get(target, name)
        return (sql: string, params?: unknown[]) => {
          left -= 1
          if (left === 0) throw new Error('killed')
          return target.query(sql, params)
        }
      },
    })
  const owner: Database = database.owner
  try {
    await rotate({
      inOrganization: (id, work) => owner.inOrganization(id, (tx) => work(mortal(tx))),
      acrossOrganizations: (work) => owner.acrossOrganizations((tx) => work(mortal(tx))),
    })
    return false
  } catch (error) {
    if (!(error instanceof Error && error.message === 'killed')) throw error
    return true
  }
}

/** Every statement at first, then larger steps through the many alike ones of a batch. */
function step(statement: number): number {
  return statement < 30 ? 1 : 13
}

async function expectAllReadable(keys: MasterKeys): Promise<void> {
  for (const binding of bindings) await expectReadable(keys, binding)
}

async function expectReadable(keys: MasterKeys, binding: Binding): Promise<void> {
  const values = await database.app.inOrganization(binding.organizationId, async (tx) =>
    vault(keys).open(tx, binding, await stored(tx, binding), 'test'),
  )
  expect(values).toEqual({ clientSecret: `secret of ${binding.connectionId}` })
}

async function put(keys: MasterKeys, binding: Binding): Promise<void> {
  const values = { clientSecret: `secret of ${binding.connectionId}` }
  await database.app.inOrganization(binding.organizationId, async (tx) =>
    store(tx, binding, await vault(keys).seal(tx, binding, values, 'test')),
  )
}

async function versions(): Promise<string[]> {
  const rows = await database.ownerSource.query<{ version: string }[]>(
    'select distinct version::text from connection_secrets',
  )
  return rows.map(({ version }) => version)
}

function vault(keys: MasterKeys): Vault<EntityManager> {
  const nothing = (): Promise<void> => Promise.resolve()
  return new Vault(keys, { onUse: nothing, onRefusal: nothing, onPlaintext: () => undefined })
}

function keysOf(current: MasterKey, previous?: MasterKey): MasterKeys {
  const source = { dataDir: '/nowhere', masterKey: current.key.toString('base64') }
  return new MasterKeys(source, previous ? [current, previous] : [current])
}

function aBinding(organizationId: string): Binding {
  return {
    organizationId,
    connectionId: randomUUID(),
    provider: 'microsoft',
    hosts: ['graph.microsoft.com'],
    settings: { tenantId: 'tenant' },
    purpose: 'sign-in',
  }
}
