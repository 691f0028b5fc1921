import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Canaries } from './support/canaries.js'
import { clientSecret, setupOf, type SetupChanges } from './support/microsoft.js'
import { asOwnerOf, BOOTSTRAP_API_KEY, startProcess, type ApiProcess } from './support/process.js'

/** Not a secret: shows that what is searched is what was written. */
const CONTROL = 'Control-connection~of.the-canary_test'
/** Secrets that Microsoft refuses, one for each place in which one can be entered. */
const wrong = (place: string) => `Wrong8Q~${place}.${'n0t-the-0ne_'.repeat(2)}`

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

let simulator: Simulator
let api: ApiProcess
let base: string
const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-canary-'))
const canaries = new Canaries()
const control = new Canaries()
/** Everything that was answered, and the live events. */
const answers: { what: string; text: string }[] = []
const events = new AbortController()
let eventText = ''

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'one-healthy-tenant' })
  api = await startProcess(dataDir, {
    SIMULATOR_URL: simulator.url,
    LOG_LEVEL: 'trace',
    CALL_DEADLINE_SECONDS: '1',
    HEALTH_CHECK_SECONDS: '1',
  })
  const { body } = await api.agent.get('/api/v1/organizations').expect(200)
  base = `/api/v1/organizations/${(body as { items: { id: string }[] }).items[0]!.id}`
  control.plant('the control', CONTROL)
  await workWithSecrets()
}, 120_000)

afterAll(async () => {
  events.abort()
  await api.kill('SIGTERM')
  await simulator.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function ask(method: Method, path: string, body?: object | string): Promise<{ status: number; body: unknown }> {
  const request = api.agent[method](path)
  if (typeof body === 'string') request.set('content-type', 'application/json')
  const { status, text, body: parsed } = await (body === undefined ? request : request.send(body))
  answers.push({ what: `${method} ${path} (${status})`, text })
  return { status, body: parsed }
}

async function connect(changes: SetupChanges): Promise<string> {
  const { status, body } = await ask('post', `${base}/connections`, setupOf(simulator.apps[0]!, changes))
  expect(status).toBe(201)
  return (body as { id: string }).id
}

async function follow(): Promise<void> {
  const answer = await fetch(`${api.url}${base}/events`, {
    headers: { authorization: `Bearer ${BOOTSTRAP_API_KEY}` },
    signal: events.signal,
  })
  const decoder = new TextDecoder()
  for await (const chunk of answer.body!) eventText += decoder.decode(chunk as Uint8Array, { stream: true })
}

/** Enters secrets wherever one can be entered, right and wrong ones, and has everything fail that can. */
async function workWithSecrets(): Promise<void> {
  follow().catch(() => undefined)
  const app = simulator.apps[0]!
  const contoso = simulator.tenant('contoso.onmicrosoft.com')
  const [first, second] = [app.clientSecret, contoso.addSecret().value]
  // The API shows what opens the simulation; the newest is nobody’s credential here.
  contoso.addSecret()
  canaries.plant('the first secret', first)
  canaries.plant('the second secret', second)
  const { pem, privateKey } = app.certificate!
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const strangerPem = stranger.export({ type: 'pkcs8', format: 'pem' }).toString()
  for (const [name, key] of Object.entries({ 'the private key': privateKey, 'another private key': strangerPem })) {
    const line = key.split('\n')[8]!
    canaries.plant(`a line of ${name}`, line)
    canaries.plant(`the bytes of ${name}`, Buffer.from(line, 'base64'))
  }
  const refused = (place: string) => {
    canaries.plant(`a wrong secret in ${place}`, wrong(place))
    return wrong(place)
  }
  const certificate = (key: string) => ({ kind: 'clientCertificate', values: { certificate: pem, privateKey: key } })

  const byCertificate = await connect({ name: 'By certificate', credential: certificate(privateKey) })
  const bySecret = await connect({ name: CONTROL, secret: first })

  const setups: SetupChanges[] = [
    { name: 'Refused', secret: refused('create') },
    { name: 'Too long', secret: refused('length').repeat(20) },
    { name: 'Another key', credential: certificate(strangerPem) },
    { name: 'No key', credential: certificate(refused('key')) },
    { name: 'Kind', credential: { kind: 'none', values: { clientSecret: refused('kind') } } },
    { name: 'Date', credential: clientSecret(first, refused('date')) },
    { name: 'Token', credential: { kind: 'federatedCredential', values: { tokenName: refused('token name') } } },
    { name: 'Unknown', secret: first, config: { unknown: refused('config') } },
    {
      name: CONTROL,
      credential: { kind: 'clientSecret', values: { clientSecret: first, extra: refused('extra') } },
    },
  ]
  for (const changes of setups) {
    const { name: _name, ...test } = setupOf(app, changes)
    await ask('post', `${base}/connection-tests`, test)
    await ask('post', `${base}/connections`, setupOf(app, changes))
  }
  const text = JSON.stringify(setupOf(app, { name: 'Broken off', secret: refused('text') }))
  await ask('post', `${base}/connections`, text.slice(0, -20))

  for (const id of [bySecret, byCertificate]) {
    for (const credential of [clientSecret(refused('update')), certificate(strangerPem), clientSecret(second)]) {
      await ask('put', `${base}/connections/${id}/credential`, { credential })
    }
  }
  await ask('post', `${base}/connections/${bySecret}/rotation`, { action: 'checkOld' })

  for (const fault of [
    { kind: 'serverError' },
    { kind: 'hang', phase: 'body' },
    { kind: 'reset' },
    { kind: 'truncate' },
    { kind: 'html' },
    { kind: 'throttle' },
  ] as const) {
    for (const service of ['login', 'graph'] as const) {
      simulator.addFault({ ...fault, service })
      await ask('post', `${base}/connections/${bySecret}/test`)
      await ask('put', `${base}/connections/${byCertificate}/credential`, { credential: certificate(privateKey) })
      simulator.clearFaults()
    }
  }
  contoso.withholdPermissions({ permissions: ['User.Read.All'] })
  await ask('post', `${base}/connections/${bySecret}/doctor`)
  contoso.removeServicePrincipal()
  await ask('post', `${base}/connections/${bySecret}/test`)
  contoso.grantAll()
  await ask('post', `${base}/connections/${bySecret}/refresh`)
  const leaving = await connect({ name: 'Leaving', secret: first })
  await ask('delete', `${base}/connections/${leaving}`)
  await vi.waitFor(async () => {
    const { body } = await ask('get', `${base}/connections/${bySecret}/tests`)
    expect(JSON.stringify(body)).toContain('"cause":"refresh"')
  }, 20_000)
}

interface OpenApi {
  paths: Record<string, Record<string, unknown>>
}

/** Every address that can be read, for each id that a list of its collection gives. */
async function readable(): Promise<string[]> {
  const { body } = await api.agent.get('/api/openapi.json').expect(200)
  const paths = Object.entries((body as OpenApi).paths).filter(
    ([path, item]) => item['get'] && !path.endsWith('/events'),
  )
  let addresses = paths.map(([path]) => path.replace('{organizationId}', base.split('/').at(-1)!))
  for (;;) {
    const open = addresses.filter((address) => address.includes('{'))
    const expanded = await Promise.all(open.map(expand))
    addresses = [...addresses.filter((address) => !address.includes('{')), ...expanded.flat()]
    if (open.length === 0) return [...addresses, '/metrics', '/api/openapi.json']
  }
}

async function expand(address: string): Promise<string[]> {
  const [collection = '', ...rest] = address.split(/\/\{\w+\}/)
  const { body } = await api.agent.get(collection)
  const { items = [] } = body as { items?: { id?: string }[] }
  return items.flatMap(({ id }) => (id === undefined ? [] : `${collection}/${id}${rest.join('/{id}')}`))
}

function* filesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) yield join(entry.parentPath, entry.name)
  }
}

describe('a secret that was entered', () => {
  it('is found by this test in each form, wherever it stands', () => {
    const secret = wrong('anywhere')
    const canary = new Canaries()
    canary.plant('it', secret)
    for (const padding of ['', 'a', 'ab', 'abc', 'ab"c\\']) {
      const around = Buffer.from(`${padding}${secret}${padding}`)
      for (const encoding of ['utf8', 'base64', 'base64url', 'hex'] as const) {
        expect(canary.foundIn(around.toString(encoding)), `${encoding} after “${padding}”`).not.toEqual([])
      }
      expect(canary.foundIn(Buffer.from(around.toString(), 'utf16le'))).not.toEqual([])
      expect(canary.foundIn(encodeURIComponent(around.toString()))).not.toEqual([])
    }
    expect(canary.foundIn(secret.slice(0, -1))).toEqual([])
  })

  it('S-06: is in no answer to the one who entered it, whatever failed', () => {
    expect(answers.length).toBeGreaterThan(50)
    for (const { what, text } of answers) expect([what, canaries.foundIn(text)]).toEqual([what, []])
    expect(answers.some(({ text }) => control.foundIn(text).length > 0)).toBe(true)
  })

  it('S-06: is in nothing that an owner can read', async () => {
    const addresses = await readable()
    const withControl = new Set<string>()
    for (const address of addresses) {
      const { text } = await api.agent.get(address).buffer(true)
      expect([address, canaries.foundIn(text)]).toEqual([address, []])
      if (control.foundIn(text).length > 0)
        withControl.add(
          address
            .split('/')
            .at(-1)!
            .replace(/^[0-9a-f-]{36}$/, '{id}'),
        )
    }
    expect([...withControl]).toEqual(expect.arrayContaining(['connections', '{id}', 'audit', 'export', 'attention']))
  })

  it('S-06: is in no live event', () => {
    expect(eventText).toContain('event: connection.changed')
    expect(canaries.foundIn(eventText)).toEqual([])
  })

  it('S-24: is in no line of the log, at its most talkative', () => {
    expect(api.output().split('\n').length).toBeGreaterThan(100)
    expect(canaries.foundIn(api.output())).toEqual([])
  })

  it('S-05: is in no row of any table, the queue’s included', async () => {
    const dump = await asOwnerOf(dataDir, async (owner) => {
      const tables = await owner.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
      )
      const rows: string[] = []
      for (const { name } of tables.rows) {
        const content = await owner.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`)
        rows.push(...content.rows.map(({ row }) => `${name} ${row}`))
      }
      return rows
    })
    expect(dump.filter((row) => row.startsWith('public.connection_secrets')).length).toBeGreaterThan(1)
    expect(dump.filter((row) => row.startsWith('bullmq.job ')).length).toBeGreaterThan(0)
    for (const row of dump) expect([row.slice(0, 60), canaries.foundIn(row)]).toEqual([row.slice(0, 60), []])
    expect(control.foundIn(dump.join('\n'))).not.toEqual([])
  })

  it('S-05: is in no file of the database, the write-ahead log included', async () => {
    await asOwnerOf(dataDir, (owner) => owner.query('checkpoint'))
    const withControl: string[] = []
    for (const file of filesIn(dataDir)) {
      const content = readFileSync(file)
      expect([file, canaries.foundIn(content)]).toEqual([file, []])
      if (control.foundIn(content).length > 0) withControl.push(file)
    }
    expect(withControl.some((file) => file.includes('pg_wal'))).toBe(true)
    expect(withControl.some((file) => file.includes('base'))).toBe(true)
  }, 120_000)
})
