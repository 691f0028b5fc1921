import { createCipheriv, randomBytes, randomUUID } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createVaultDatabase, store, stored, type VaultDatabase } from '../../test/support/vault-database.js'
import { contextOf, decrypt, encrypt } from './aead.js'
import { asMasterKey } from './master-key.js'
import { MasterKeys } from './master-keys.js'
import type { Binding } from './sealed-secret.js'
import { Vault, type SecretUse } from './vault.js'

const masterKey = asMasterKey(randomBytes(32))
const keys = new MasterKeys({ dataDir: '/nowhere', masterKey: masterKey.key.toString('base64') }, [masterKey])

let used: SecretUse[] = []
let refused: SecretUse[] = []
let plaintexts: string[] = []
let database: VaultDatabase

const vault = new Vault<EntityManager>(keys, {
  onUse: async (_, use) => void used.push(use),
  onRefusal: async (use) => void refused.push(use),
  onPlaintext: (value) => void plaintexts.push(value),
})

beforeAll(async () => {
  database = await createVaultDatabase(masterKey)
})
afterAll(() => database.close())
beforeEach(() => {
  used = []
  refused = []
  plaintexts = []
})

describe('a sealed secret', () => {
  it('opens for what it was sealed for', async () => {
    const binding = aBinding()
    await put(binding, { clientSecret: 'Pä55~word', privateKey: '-----BEGIN' })
    expect(await open(binding)).toEqual({ clientSecret: 'Pä55~word', privateKey: '-----BEGIN' })
  })

  it('opens with its hosts in another order', async () => {
    const binding = aBinding()
    await put(binding, { clientSecret: 'value' })
    expect(await open({ ...binding, hosts: binding.hosts.toReversed() })).toEqual({ clientSecret: 'value' })
  })

  it('is in the database neither as text nor as base64 nor as hex (S-05)', async () => {
    const canary = 'canary-4e1f0c7a'
    await put(aBinding(), { clientSecret: canary })
    const rows = await database.ownerSource.query<{ row: string }[]>(
      `select encode(sealed, 'hex') || encode(sealed, 'base64') || encode(sealed, 'escape') as row from connection_secrets`,
    )
    const all = rows.map(({ row }) => row).join()
    for (const form of ['utf8', 'base64', 'hex'] as const) expect(all).not.toContain(Buffer.from(canary).toString(form))
  })

  it.each<[string, Partial<Binding>]>([
    ['another provider', { provider: 'attacker' }],
    ['another host', { hosts: ['login.microsoftonline.com', 'attacker.example'] }],
    ['a host fewer', { hosts: ['login.microsoftonline.com'] }],
    ['another tenant (S-08)', { settings: { tenantId: 'other', clientId: 'client' } }],
    ['a setting more', { settings: { tenantId: 'tenant', clientId: 'client', cloud: 'china' } }],
    ['another purpose', { purpose: 'webhook' }],
  ])('stays closed for %s (S-07)', async (_, change) => {
    const binding = aBinding()
    await put(binding, { clientSecret: 'value' })
    plaintexts = []
    await expect(open({ ...binding, ...change })).rejects.toMatchObject({ code: 'secret_bound_elsewhere' })
    expect({ plaintexts, refused }).toMatchObject({ plaintexts: [], refused: [{ action: 'opened' }] })
  })

  it('stays closed when its binding was changed along in the database (S-07)', async () => {
    const mine = aBinding()
    const attackers = { ...mine, connectionId: randomUUID(), hosts: ['attacker.example'] }
    await put(mine, { clientSecret: 'value' })
    await put(attackers, { clientSecret: 'bait' })
    const [[victim], [bait]] = await inOrganization(mine, async (tx) => [
      await stored(tx, mine),
      await stored(tx, attackers),
    ])
    const forged = Buffer.concat([bait!.sealed.subarray(0, 33), victim!.sealed.subarray(33)])
    await replace(mine, forged)
    await expect(open({ ...mine, hosts: ['attacker.example'] })).rejects.toMatchObject({ code: 'secret_unreadable' })
  })

  it.each<[string, (a: Binding) => Binding, string]>([
    ['another connection', (a) => ({ ...a, connectionId: randomUUID() }), 'clientSecret'],
    ['another field', (a) => a, 'privateKey'],
    ['another organization', (a) => ({ ...a, organizationId: randomUUID() }), 'clientSecret'],
  ])('does not open in the place of %s, and the attempt is told (S-03)', async (_, elsewhere, field) => {
    const here = aBinding()
    const there = elsewhere(here)
    await put(here, { clientSecret: 'mine' })
    await inOrganization(there, (tx) => vault.seal(tx, there, { [field]: 'theirs' }, 'test'))
    const [mine] = await inOrganization(here, (tx) => stored(tx, here))
    const swapped = inOrganization(there, (tx) => vault.open(tx, there, [{ ...mine!, field }], 'test'))
    await expect(swapped).rejects.toMatchObject({ code: 'secret_unreadable' })
    expect(refused).toMatchObject([{ organizationId: there.organizationId, connectionId: there.connectionId }])
  })

  it('does not open when any one bit of it was changed', async () => {
    const binding = aBinding()
    await put(binding, { clientSecret: 'x' })
    const [secret] = await inOrganization(binding, (tx) => stored(tx, binding))
    for (let bit = 0; bit < secret!.sealed.length * 8; bit += 1) {
      const sealed = Buffer.from(secret!.sealed)
      sealed[bit >> 3]! ^= 1 << (bit & 7)
      await expect(
        inOrganization(binding, (tx) => vault.open(tx, binding, [{ ...secret!, sealed }], 'test')),
      ).rejects.toMatchObject({ code: 'secret_unreadable' })
    }
  })

  it('does not open when its use cannot be recorded (S-23)', async () => {
    const binding = aBinding()
    await put(binding, { clientSecret: 'value' })
    const unrecorded = new Vault<EntityManager>(keys, {
      onUse: () => Promise.reject(new Error('the audit log is full')),
      onRefusal: () => Promise.resolve(),
      onPlaintext: () => undefined,
    })
    await expect(
      inOrganization(binding, async (tx) => unrecorded.open(tx, binding, await stored(tx, binding), 'test')),
    ).rejects.toThrow('the audit log is full')
    await expect(
      inOrganization(binding, (tx) => unrecorded.seal(tx, binding, { clientSecret: 'new' }, 'test')),
    ).rejects.toThrow('the audit log is full')
  })

  it('tells of each use: what, for what and why, and never the value (S-23)', async () => {
    const binding = aBinding()
    await put(binding, { clientSecret: 'value' })
    await open(binding)
    const facts = { connectionId: binding.connectionId, purpose: 'sign-in', fields: ['clientSecret'] }
    expect(used).toMatchObject([
      { action: 'sealed', reason: 'created', ...facts },
      { action: 'opened', reason: 'health check', ...facts },
    ])
    expect(JSON.stringify(used)).not.toContain('value')
  })

  it('is made known to the redaction of logs before anyone has it (S-24)', async () => {
    const binding = aBinding()
    await put(binding, { clientSecret: 'to be censored' })
    plaintexts = []
    await open(binding)
    expect(plaintexts).toEqual(['to be censored'])
  })

  it('asks for its master key when the process has another one', async () => {
    const binding = aBinding()
    await put(binding, { clientSecret: 'value' })
    const other = asMasterKey(randomBytes(32))
    const source = { dataDir: '/nowhere', masterKey: other.key.toString('base64') }
    const stranger = new Vault<EntityManager>(new MasterKeys(source, [other]), {
      onUse: () => Promise.resolve(),
      onRefusal: () => Promise.resolve(),
      onPlaintext: () => undefined,
    })
    await expect(
      inOrganization(binding, async (tx) => stranger.open(tx, binding, await stored(tx, binding), 'test')),
    ).rejects.toMatchObject({ code: 'master_key_unknown', retryable: true })
  })
})

describe('the keys', () => {
  it('are different for each organization (S-02)', async () => {
    const bindings = Array.from({ length: 20 }, aBinding)
    for (const binding of bindings) await put(binding, { clientSecret: 'same' })
    const dataKeys = await database.ownerSource.query<{ organization_id: string; wrapped: Buffer }[]>(
      'select organization_id, wrapped from organization_keys where organization_id = any($1)',
      [bindings.map(({ organizationId }) => organizationId)],
    )
    const unwrapped = dataKeys.map(({ organization_id, wrapped }) =>
      decrypt(masterKey.key, contextOf('data key', organization_id, 1), wrapped.subarray(1)).toString('hex'),
    )
    expect(new Set(unwrapped).size).toBe(20)
  })

  it('are made once when many secrets of a new organization are sealed at the same time', async () => {
    const organizationId = randomUUID()
    const bindings = Array.from({ length: 8 }, () => ({ ...aBinding(), organizationId }))
    await Promise.all(bindings.map((binding) => put(binding, { clientSecret: binding.connectionId })))
    for (const binding of bindings) expect(await open(binding)).toEqual({ clientSecret: binding.connectionId })
  })

  it('are beyond the reach of change under the app’s login', async () => {
    const binding = aBinding()
    await put(binding, { clientSecret: 'value' })
    for (const sql of [
      'update organization_keys set version = 9',
      'delete from organization_keys',
      'delete from installation',
    ]) {
      await expect(inOrganization(binding, (tx) => tx.query(sql))).rejects.toThrow('permission denied')
    }
  })
})

describe('the cipher', () => {
  it('agrees with NIST’s AES-256-GCM example, case 16 (S-02)', () => {
    // McGrew and Viega, The Galois/Counter Mode of Operation, appendix B, test case 16.
    const key = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308')
    const iv = hex('cafebabefacedbaddecaf888')
    const context = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
    const plaintext = hex(
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    )
    const ciphertext = hex(
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
    )
    const tag = hex('76fc6ece0f4e1768cddf8853bb2d551b')
    expect(decrypt(key, context, Buffer.concat([iv, ciphertext, tag]))).toEqual(plaintext)
  })

  it('opens what an independent use of the same algorithm made', () => {
    const key = randomBytes(32)
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(contextOf('here'))
    const body = Buffer.concat([cipher.update('text'), cipher.final()])
    expect(decrypt(key, contextOf('here'), Buffer.concat([iv, body, cipher.getAuthTag()])).toString()).toBe('text')
  })

  it('never repeats an IV in 100,000 encryptions (S-02)', () => {
    const key = randomBytes(32)
    const ivs = new Set<string>()
    for (let n = 0; n < 100_000; n += 1) ivs.add(encrypt(key, contextOf(), Buffer.of(1)).toString('latin1', 0, 12))
    expect(ivs.size).toBe(100_000)
  })

  it('does not take one list of facts for another', () => {
    expect(contextOf('ab', 'c')).not.toEqual(contextOf('a', 'bc'))
    expect(contextOf('a', '')).not.toEqual(contextOf('a'))
  })
})

function aBinding(): Binding {
  return {
    organizationId: randomUUID(),
    connectionId: randomUUID(),
    provider: 'microsoft',
    hosts: ['login.microsoftonline.com', 'graph.microsoft.com'],
    settings: { tenantId: 'tenant', clientId: 'client' },
    purpose: 'sign-in',
  }
}

function inOrganization<T>({ organizationId }: Binding, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  return database.app.inOrganization(organizationId, work)
}

function put(binding: Binding, values: Record<string, string>): Promise<void> {
  return inOrganization(binding, async (tx) => store(tx, binding, await vault.seal(tx, binding, values, 'created')))
}

function open(binding: Binding): Promise<Record<string, string>> {
  return inOrganization(binding, async (tx) => vault.open(tx, binding, await stored(tx, binding), 'health check'))
}

function replace(binding: Binding, sealed: Buffer): Promise<unknown> {
  return inOrganization(binding, (tx) =>
    tx.query('update connection_secrets set sealed = $2 where connection_id = $1', [binding.connectionId, sealed]),
  )
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex')
}
