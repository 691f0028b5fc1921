import { createServer, type AddressInfo, type Server } from 'node:net'
import { Global, Module } from '@nestjs/common'
import type { Identity, PluginDefinition, Host } from '@tenantry/core'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { plugins } from '../src/plugins.js'
import { PLUGINS } from '../src/providers/provider-registry.js'
import { lamp, lighthouse } from './support/lighthouse.js'
import { connectionsOf } from './support/microsoft.js'
import { createOwner, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'

type Behaviour = Partial<Pick<PluginDefinition<Host>, 'hosts' | 'connect' | 'authenticate' | 'probes'>>

/** What the lighthouse does wrong at the moment. */
let worse: Behaviour = {}
let brokenSchema = false

/** Its parts ask at each call how they shall behave. */
function changeable() {
  const good = lighthouse() as unknown as PluginDefinition<Host>
  const [kind] = good.connectionKinds
  const now = () => ({ ...good, ...worse })
  return lighthouse({
    hosts: (setup) => now().hosts(setup),
    connect: (setup, host) => now().connect(setup, host),
    authenticate: (client) => now().authenticate(client),
    probes: good.probes.map((probe) => ({ ...probe, run: (client) => (worse.probes?.[0] ?? probe).run(client) })),
    connectionKinds: [
      {
        ...kind!,
        config: kind!.config.refine(() => {
          if (brokenSchema) throw new TypeError('a fault in the schema')
          return true
        }),
      },
    ],
  })
}

const refused = [
  { module: 'from-the-future', load: async () => lighthouse({ id: 'future', contract: 2 }) },
  { module: 'half-finished', load: async () => ({ ...lighthouse({ id: 'half' }), authenticate: undefined }) },
  { module: 'not-a-plugin', load: async () => undefined },
  { module: 'same-name', load: async () => lighthouse() },
  {
    module: 'broken',
    load: async () => {
      throw new SyntaxError('Unexpected token in line 1')
    },
  },
  {
    module: 'trap',
    load: async () => ({
      get contract(): number {
        throw new Error('nobody may look')
      },
    }),
  },
]

@Global()
@Module({
  providers: [
    { provide: PLUGINS, useValue: [...plugins, { module: 'lighthouse', load: async () => changeable() }, ...refused] },
  ],
  exports: [PLUGINS],
})
class OtherPlugins {}

let simulator: Simulator
let api: TestApp
let owner: TestPerson
let base: string
let microsoftId: string
let lampId: string
const log: string[] = []

beforeAll(async () => {
  simulator = await startSimulator()
  api = await startApp(
    { SIMULATOR_URL: simulator.url, LOG_LEVEL: 'error', CALL_DEADLINE_SECONDS: '1', ROLE: 'api' },
    { modules: [OtherPlugins], logTo: { write: (line) => void log.push(line) } },
  )
  owner = await createOwner(api)
  base = connectionsOf(owner).base
  microsoftId = (await connectionsOf(owner).connect(simulator.apps[0]!)).id
})

afterAll(async () => {
  await api.close()
  await simulator.stop()
})

beforeEach(async () => {
  const { body } = await owner.browser.post(base).send(lamp('The lamp')).expect(201)
  lampId = (body as { id: string }).id
})

afterEach(async () => {
  worse = {}
  brokenSchema = false
  await owner.browser.delete(`${base}/${lampId}`).expect(204)
})

const testOf = async (id: string) => {
  const { body } = await owner.browser.post(`${base}/${id}/test`).expect(200)
  return body as { health: string; problem?: { code: string; fix: string } }
}

async function expectOthersToWork(): Promise<void> {
  await api.agent.get('/api/health/ready').expect(200)
  expect(await testOf(microsoftId)).toMatchObject({ health: 'connected' })
}

describe('a plugin that does not fit', () => {
  it('is refused at start with its reasons, said to the operator and in the catalogue, and takes nothing else with it', async () => {
    const { body } = await owner.browser.get(`/api/v1/organizations/${owner.organizationId}/providers`).expect(200)
    const { items, refused: said } = body as {
      items: { id: string }[]
      refused: { module: string; reasons: string[] }[]
    }
    expect(items.map(({ id }) => id).slice(plugins.length)).toEqual(['lighthouse'])
    expect(Object.fromEntries(said.map(({ module, reasons }) => [module, reasons]))).toEqual({
      'from-the-future': ['it was built for contract 2; this version of Tenantry speaks contract 1'],
      'half-finished': ['it has no authenticate function'],
      'not-a-plugin': ['it exports no plugin object'],
      'same-name': ['its id lighthouse is taken by another plugin'],
      broken: ['it fails while loading: Unexpected token in line 1'],
      trap: ['its declaration cannot be read: nobody may look'],
    })
    for (const { module, reasons } of said) {
      expect(log.join('')).toContain(`The plugin ${module} is not loaded: ${reasons.join('; ')}.`)
    }
    await expectOthersToWork()
  })
})

describe('a plugin that fails at work', () => {
  const fault = () => {
    throw new TypeError('cannot read properties of undefined')
  }

  const ways: [string, Behaviour][] = [
    ['naming its hosts', { hosts: fault }],
    ['making a client', { connect: fault }],
    ['signing in, at once', { authenticate: fault }],
    ['signing in, later', { authenticate: () => Promise.reject(new RangeError('out of range')) }],
    ['signing in, with something that is no error', { authenticate: () => Promise.reject('no') }],
    ['signing in, with no answer', { authenticate: () => Promise.resolve(undefined as unknown as Identity) }],
    ['signing in, without an end', { authenticate: () => new Promise(() => {}) }],
    [
      'a sample call',
      { probes: [{ id: 'lamp.read', name: 'Read the lamp', set: 'lamp', permissions: [], run: fault }] },
    ],
  ]

  it.each(ways)('is reported as faulty when it fails at %s, and other connections work', async (_what, behaviour) => {
    expect(await testOf(lampId)).toMatchObject({ health: 'connected' })
    // The client is made anew after a change.
    await owner.browser
      .patch(`${base}/${lampId}`)
      .send({ sets: ['lamp'] })
      .expect(200)
    worse = behaviour
    expect(await testOf(lampId)).toMatchObject({
      health: 'serviceError',
      problem: { code: 'plugin_fault', fix: expect.stringContaining('author') as string },
    })
    await expectOthersToWork()
    worse = {}
    expect(await testOf(lampId)).toMatchObject({ health: 'connected' })
  })

  it.each(ways.slice(0, 4))('connects nothing when it fails at %s', async (_what, behaviour) => {
    worse = behaviour
    const answer = await owner.browser.post(base).send(lamp('A second lamp')).expect(502)
    expect(answer.body).toMatchObject({ code: 'plugin_fault' })
    const { body } = await owner.browser.get(base).expect(200)
    expect((body as { items: { name: string }[] }).items.map(({ name }) => name)).toEqual(['Contoso', 'The lamp'])
  })

  it('is reported as faulty when its form cannot check what was entered', async () => {
    brokenSchema = true
    const answer = await owner.browser.post(base).send(lamp('A second lamp')).expect(502)
    expect(answer.body).toMatchObject({ code: 'plugin_fault' })
    await expectOthersToWork()
  })

  it('tells its details to the log, not to the caller', async () => {
    worse = { authenticate: fault }
    const said = JSON.stringify(await testOf(lampId))
    expect(said).not.toContain('cannot read properties')
    expect(log.join('')).toContain('cannot read properties of undefined')
  })
})

describe('a plugin that calls into a private network (S-07)', () => {
  it.each([
    '10.255.255.1',
    '192.168.0.1',
    '169.254.169.254',
    '[::ffff:169.254.169.254]',
    '[fd00:ec2::254]',
    '3232235521',
  ])('is stopped before anything is sent, though it declared %s as its host', async (host) => {
    worse = {
      hosts: () => [new URL(`https://${host}`).host],
      authenticate: async (client) => {
        await client.fetch(`https://${host}/`)
        throw new Error('it was sent')
      },
    }
    await owner.browser
      .patch(`${base}/${lampId}`)
      .send({ sets: ['lamp'] })
      .expect(200)
    expect(await testOf(lampId)).toMatchObject({ problem: { code: 'address_forbidden' } })
  })
})

describe('a plugin that calls this server itself', () => {
  let listener: Server
  let port: number
  let calls = 0

  beforeAll(async () => {
    listener = createServer((socket) => {
      calls += 1
      socket.destroy()
    })
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    port = (listener.address() as AddressInfo).port
  })
  afterAll(() => listener.close())

  it.each(['127.0.0.1', 'localhost', '127.1', '0x7f000001', '[::ffff:127.0.0.1]', '0.0.0.0', 'a.localhost'])(
    'is stopped before anything is sent, though it declared %s as its host',
    async (host) => {
      const authority = new URL(`https://${host}:${port}`).host
      worse = {
        hosts: () => [authority],
        authenticate: async (client) => {
          await client.fetch(`https://${host}:${port}/`)
          throw new Error('it was sent')
        },
      }
      await owner.browser
        .patch(`${base}/${lampId}`)
        .send({ sets: ['lamp'] })
        .expect(200)
      expect(await testOf(lampId)).toMatchObject({ health: 'serviceError', problem: { code: 'call_forbidden' } })
      expect(calls).toBe(0)
    },
  )
})
