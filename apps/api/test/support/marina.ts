import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Global, Module } from '@nestjs/common'
import {
  defineControl,
  defineListReader,
  definePlugin,
  defineReader,
  defineResource,
  fail,
  field,
  type Host,
  licenceMissing,
  type LoggedChange,
  pass,
  permissionMissing,
  roleMissing,
  serviceAbsent,
  serviceUnavailable,
  tenantNotManaged,
  unexpectedAnswer,
} from '@tenantry/core'
import { z } from 'zod'
import { PLUGINS } from '../../src/providers/provider-registry.js'

const PER_PAGE = 3
const API = 'api.marina.example'

export const berths = defineResource({
  id: 'marina.berths',
  name: 'Berths',
  service: 'Marina',
  source: '/berths',
  schema: z.array(z.looseObject({ id: z.string(), name: z.string(), taken: z.boolean() })),
  key: 'id',
  label: 'name',
  volatile: ['seenAt'],
})

export const rules = defineResource({
  id: 'marina.rules',
  name: 'House rules',
  service: 'Marina',
  source: '/rules',
  schema: z.looseObject({ quiet: z.boolean() }),
})

export const fees = defineResource({
  id: 'marina.fees',
  name: 'Fees',
  service: 'Marina',
  source: '/fees',
  schema: z.looseObject({}),
})

/** One for each berth. */
export const lights = defineResource({
  id: 'marina.lights',
  name: 'Lights',
  service: 'Lamp works',
  source: '/lights',
  schema: z.array(z.looseObject({ berth: z.string() })),
  key: 'berth',
  measuredBy: 'Lamp works',
})

export const tide = defineResource({
  id: 'marina.tide',
  name: 'Tide tables',
  service: 'Almanac',
  source: '/tide',
  schema: z.looseObject({}),
  unread: 'Nobody publishes tide tables.',
})

const quiet = defineControl({
  id: 'marina-quiet',
  title: 'The marina is quiet',
  area: 'Marina',
  severity: 'medium',
  rationale: 'People sleep on their boats.',
  remediation: { steps: ['Ask for quiet.'], impact: 'No music.' },
  needs: { rules },
  wants: { tide },
  evaluate: (facts) => (facts.rules.quiet ? pass('It is quiet.') : fail('It is loud.')),
})

/** What a tenant's marina answers for a path: a value, or something that went wrong. */
export type Answer =
  | { value: unknown }
  | { items: unknown[]; failAfter?: number }
  | { status: number; missing?: 'permission' | 'role' | 'licence' | 'service' }

/** The world of the marinas: what each answers by its path, and what was asked of them. */
export class MarinaWorld {
  permissions = ['berths.read', 'rules.read', 'fees.read', 'lights.read', 'log.read']
  readonly answers = new Map<string, Answer>()
  readonly asked: string[] = []
  readonly log: LoggedChange[] = []
  /** Called before each answer; one that does not resolve holds it. */
  guard: (path: string) => Promise<void> | void = () => undefined
  /** Most requests that were under way at the same time, by path. */
  readonly busiest = new Map<string, number>()
  private readonly busy = new Map<string, number>()
  private readonly server: Server

  constructor() {
    this.server = createServer((request, response) => {
      const [, host = '', path = ''] = /^\/([^/]*)(.*)$/.exec(request.url ?? '') ?? []
      if (host === '_control') return send(response, 200, { dns: '127.0.0.1:1', apps: [], tenants: [] })
      void this.answer(path, response)
    })
    this.reset()
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Five berths, and everything allowed. */
  reset(): void {
    this.permissions = ['berths.read', 'rules.read', 'fees.read', 'lights.read', 'log.read']
    this.asked.length = 0
    this.log.length = 0
    this.guard = () => undefined
    this.busiest.clear()
    this.answers.clear()
    this.answers.set('/berths', { items: rowOf('ABCDE') })
    this.answers.set('/rules', { value: { quiet: true } })
    this.answers.set('/fees', { value: { day: 20 } })
  }

  private async answer(address: string, response: ServerResponse): Promise<void> {
    const url = new URL(address, 'http://marina')
    const path = url.pathname
    this.asked.push(address)
    const busy = (this.busy.get(path) ?? 0) + 1
    this.busy.set(path, busy)
    this.busiest.set(path, Math.max(busy, this.busiest.get(path) ?? 0))
    await this.guard(address)
    this.busy.set(path, (this.busy.get(path) ?? 1) - 1)
    const answer = this.answers.get(path) ?? { value: {} }
    if ('value' in answer) send(response, 200, answer.value)
    else if ('status' in answer) send(response, answer.status, { missing: answer.missing })
    else {
      const from = Number(url.searchParams.get('from') ?? 0)
      if (answer.failAfter !== undefined && from >= answer.failAfter) return send(response, 400, {})
      const next = from + PER_PAGE < answer.items.length ? String(from + PER_PAGE) : undefined
      send(response, 200, { items: answer.items.slice(from, from + PER_PAGE), next })
    }
  }
}

export const berth = (id: string, changes: object = {}) => ({
  id,
  name: `Berth ${id}`,
  taken: false,
  seenAt: 'this morning',
  ...changes,
})

/** A berth for each letter. */
export const rowOf = (letters: string, changes: object = {}) => letters.split('').map((id) => berth(id, changes))

type Client = Host & { tenant?: string }

const pageOf = z.looseObject({ items: z.array(z.unknown()), next: z.string().optional() })

async function ask(host: Client, path: string, permission: string): Promise<unknown> {
  const response = await host.fetch(`https://${API}${path}`, { permissions: [permission], purpose: 'Look' })
  const body = (await response.json()) as { missing?: string }
  if (response.status >= 500) throw serviceUnavailable({ service: 'Marina', status: response.status })
  switch (body.missing) {
    case 'permission':
      throw permissionMissing({ permissions: [permission], tenant: 'the marina' })
    case 'role':
      throw roleMissing({ role: 'Harbour master', tenant: 'the marina' })
    case 'licence':
      throw licenceMissing({ feature: 'Fees', licence: 'Gold' })
    case 'service':
      throw serviceAbsent({ service: 'Lights', tenant: 'The marina' })
    default:
      if (!response.ok) {
        throw unexpectedAnswer(
          { service: 'Marina', what: `status ${response.status}` },
          {
            provenance: {
              operation: `GET ${API}${path.replace(/\?.*/, '')}`,
              at: new Date().toISOString(),
              status: response.status,
              requestId: response.headers.get('x-request-id') ?? '',
            },
          },
        )
      }
      return body
  }
}

const set = (id: string, name: string) => ({
  id,
  name,
  feature: name,
  byDefault: true,
  permissions: [{ name: `${id}.read`, resource: 'Marina', why: 'To look.', risk: 'low' as const, write: false }],
})

const base = {
  contract: 1,
  categories: [],
  credentialKinds: [
    {
      id: 'key',
      name: 'Key',
      description: 'A key.',
      advice: 'The only one.',
      schema: z.object({ key: field(z.string(), { label: 'Key', secret: true }) }),
    },
  ],
  roles: [],
  forbiddenCalls: [{ pattern: /\/diaries/, what: 'diaries' }],
  errors: [],
  requestIdHeaders: ['x-request-id'],
  hosts: () => [API],
  connect: (_setup: unknown, host: Host): Client => host,
  probes: [],
}

const kind = (id: string) => ({
  id,
  name: id,
  description: 'An office.',
  config: z.object({ port: field(z.string(), { label: 'Port' }) }),
  binds: ['port'],
  credentials: ['key'],
  guide: { creates: [], needs: [], steps: [] },
  simulatedApp: id,
})

/** A provider with tenants of its own. */
function marina(world: MarinaWorld) {
  return definePlugin<Client>({
    ...base,
    id: 'marina',
    name: 'Marina',
    description: 'Marinas and their berths.',
    connectionKinds: [kind('office')],
    permissionSets: [
      set('berths', 'Berths'),
      set('rules', 'Rules'),
      set('fees', 'Fees'),
      set('lights', 'Lights'),
      set('log', 'Log'),
    ],
    lattice: { 'marina.all': ['berths.read', 'rules.read'] },
    dataCategories: [
      { id: 'berths', name: 'Berths', reads: 'Name and state of each berth.', set: 'berths' },
      { id: 'rules', name: 'Rules', reads: 'The house rules.', set: 'rules' },
      { id: 'quay', name: 'Quay', reads: 'How long it is.', set: 'lights' },
      { id: 'lamps', name: 'Lamps', reads: 'Where one is lit.', set: 'lights', services: ['Lamp works'] },
    ],
    authenticate: ({ tenant = 'the-office' }) =>
      Promise.resolve({ tenantId: tenant, permissions: world.permissions, inapplicable: ['tide.read'] }),
    inTenant: (host, { tenantId }) => ({ ...host, tenant: tenantId }),
    capabilities: {
      tenants: {
        kinds: ['office'],
        list: async function* () {
          yield []
        },
      },
      changeLog: {
        kinds: ['office'],
        set: 'log',
        permissions: ['log.read'],
        changes: (_client, { since, until }) =>
          Promise.resolve(world.log.filter(({ at }) => at >= since && at <= until)),
      },
    },
    controls: [quiet],
    readers: [
      defineListReader<Client>(berths, {
        set: 'berths',
        permissions: ['berths.read'],
        pages: async function* (client, _context, from) {
          for (let next = from, isFirst = true; isFirst || next !== undefined; isFirst = false) {
            const path = next === undefined ? '/berths' : `/berths?from=${next}`
            const page = pageOf.parse(await ask(client, path, 'berths.read'))
            next = page.next
            yield next === undefined ? { items: page.items } : { items: page.items, next }
          }
        },
      }),
      defineReader<Client>(rules, {
        set: 'rules',
        permissions: ['rules.read'],
        limit: 'desk',
        read: (client) => ask(client, '/rules', 'rules.read'),
      }),
      defineReader<Client>(fees, {
        set: 'fees',
        permissions: ['fees.read'],
        licence: 'Gold',
        limit: 'desk',
        read: (client) => ask(client, '/fees', 'fees.read'),
      }),
      defineReader<Client>(lights, {
        set: 'lights',
        permissions: ['lights.read'],
        after: [berths],
        read: async (client, { facts }) => {
          await ask(client, '/lights', 'lights.read')
          const reading = facts.read(berths)
          if (reading.status !== 'read') throw unexpectedAnswer({ service: 'Marina', what: 'no berths' })
          return reading.value.map(({ id }) => ({ berth: id }))
        },
      }),
    ],
  })
}

/** A provider that acts in the tenants of another. */
function tug() {
  return definePlugin<Client>({
    ...base,
    id: 'tug',
    name: 'Tug',
    description: 'Tugs ships of others.',
    connectionKinds: [kind('boat')],
    permissionSets: [set('rules', 'Rules')],
    lattice: {},
    dataCategories: [],
    authenticate: () => Promise.resolve({ tenantId: 'the-tug', permissions: ['rules.read'] }),
    inTenant: (host, { tenantId }) => ({ ...host, tenant: tenantId }),
    capabilities: {},
    readers: [
      defineReader<Client>(rules, {
        set: 'rules',
        permissions: ['rules.read'],
        read: async (client) => {
          if (client.tenant === 'unknown-to-the-tug') {
            throw tenantNotManaged({ provider: 'Tug', tenant: 'the marina', reason: 'it is not in its list' })
          }
          return ask(client, '/tug/rules', 'rules.read')
        },
      }),
    ],
  })
}

/** The room that loads the marina and the tug, and nothing else. */
export function withMarina(world: MarinaWorld) {
  @Global()
  @Module({
    providers: [
      {
        provide: PLUGINS,
        useValue: [
          { module: 'marina', load: async () => marina(world) },
          { module: 'tug', load: async () => tug() },
        ],
      },
    ],
    exports: [PLUGINS],
  })
  class WithMarina {}
  return WithMarina
}

/** The body of a request that connects an office of marinas, or a tug. */
export const office = (name: string, sets: readonly string[] = ['berths', 'rules', 'fees', 'lights', 'log']) =>
  connectionOf('marina', 'office', name, sets)

export const tugboat = (name: string) => connectionOf('tug', 'boat', name, ['rules'])

function connectionOf(providerId: string, kindId: string, name: string, sets: readonly string[]) {
  return {
    providerId,
    kind: kindId,
    name,
    simulated: true,
    sets,
    config: { port: 'The port' },
    credential: { kind: 'key', values: { key: 'a key that opens the office' } },
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'request-of-the-marina' })
  response.end(JSON.stringify(body))
}
