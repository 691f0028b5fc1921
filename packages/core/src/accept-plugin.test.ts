import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { harbour } from '../test/example/src/harbour.js'
import { pluginFaults } from './accept-plugin.js'
import { defineManualControl } from './control.js'
import { defineError } from './errors.js'
import { field } from './form.js'
import type { Framework } from './framework.js'
import type { ProviderPlugin } from './plugin.js'
import { defineListReader } from './reader.js'
import { defineResource } from './resource.js'

const [marina] = harbour.connectionKinds
const [clientSecret] = harbour.credentialKinds
if (!marina || !clientSecret) throw new Error('The example has a connection kind and a credential kind.')

const faults = (change: { [K in keyof ProviderPlugin]?: unknown }) => pluginFaults({ ...harbour, ...change })
const without = (name: keyof ProviderPlugin) => {
  const { [name]: _, ...rest } = harbour
  return pluginFaults(rest)
}
const step = marina.guide.steps[0]
const guide = (...who: string[]) => ({ ...marina.guide, steps: [{ ...step, who: { enough: who } }] })

const berths = defineListReader(
  defineResource({
    id: 'harbour.berths',
    name: 'Berths',
    service: 'Harbour',
    source: '/berths',
    schema: z.array(z.looseObject({ id: z.string() })),
  }),
  {
    set: harbour.permissionSets[0]?.id ?? '',
    permissions: ['berths:read'],
    pages: async function* () {
      yield { items: [] }
    },
  },
)

const moored = defineManualControl({
  id: 'boats-moored',
  title: 'Boats are moored',
  area: 'Harbour',
  severity: 'low',
  rationale: 'Boats drift.',
  remediation: { steps: ['Moor the boats.'], impact: 'None.' },
  instructions: ['Look at the boats.'],
  because: 'Ropes have no interface.',
})

const rules = (...controls: string[]): Framework => ({
  id: 'rules',
  name: 'Rules',
  version: '1',
  publisher: 'The harbour',
  url: 'https://harbour.example',
  reference: 'rules',
  requirements: [{ id: '1', controls }],
})

describe('A plugin is refused at start', () => {
  it('never when it keeps the contract', () => {
    expect(pluginFaults(harbour)).toEqual([])
  })

  it.each([[undefined], [null], ['harbour'], [() => harbour]])('when %s is all its module exports', (exported) => {
    expect(pluginFaults(exported)).toEqual(['it exports no plugin object'])
  })

  it.each([[undefined], [0], [2], ['1']])('when it was built for contract %s, whatever else it holds', (contract) => {
    const reasons = pluginFaults({ contract })
    expect(reasons).toHaveLength(1)
    expect(reasons[0]).toContain(`contract ${String(contract)}; this version of Tenantry speaks contract 1`)
  })

  it.each([[undefined], [''], ['Harbour'], ['har bour'], ['1st'], ['a/b'], ['__proto__']])(
    'when its id is %j',
    (id) => {
      expect(faults({ id })).toEqual(['its id is not lower-case letters, digits and hyphens'])
    },
  )

  it.each(['name', 'description'] as const)('when it has no %s to show', (name) => {
    expect(without(name)).toEqual([`it has no ${name}`])
    expect(faults({ [name]: ' ' })).toEqual([`it has no ${name}`])
  })

  it.each(['connect', 'authenticate', 'hosts'] as const)('when it has no %s function', (name) => {
    expect(without(name)).toEqual([`it has no ${name} function`])
  })

  it.each([
    'categories',
    'connectionKinds',
    'credentialKinds',
    'roles',
    'permissionSets',
    'dataCategories',
    'forbiddenCalls',
    'errors',
    'requestIdHeaders',
    'probes',
  ] as const)('when it has no list of %s', (name) => {
    expect(without(name)).toEqual([`it has no list of ${name}`])
    expect(faults({ [name]: {} })).toEqual([`it has no list of ${name}`])
  })

  it('when it has no lattice', () => {
    expect(without('lattice')).toEqual(['it has no lattice of permissions'])
  })

  it('when it names everything that is wrong, not only the first', () => {
    expect(faults({ id: '', probes: undefined, connect: undefined })).toHaveLength(3)
  })

  it('when nothing can be connected', () => {
    expect(faults({ connectionKinds: [], capabilities: {} })).toEqual(['it has no connection kind'])
  })

  it('when a connection kind accepts no credential', () => {
    expect(faults({ connectionKinds: [{ ...marina, credentials: [] }] })).toEqual([
      'connection kind marina accepts no credential kind',
    ])
  })

  it('when a connection kind names a credential kind that is not declared', () => {
    expect(faults({ connectionKinds: [{ ...marina, credentials: ['passkey'] }] })).toEqual([
      'connection kind marina names the unknown credential kind passkey',
    ])
  })

  it.each(['berth', 'toString'])('when a connection kind binds %s, a field it does not have', (name) => {
    expect(faults({ connectionKinds: [{ ...marina, binds: [name] }] })).toEqual([
      `connection kind marina binds the unknown field ${name}`,
    ])
  })

  it('when a secret stands among the settings, which are shown', () => {
    const config = marina.config.extend({ pin: field(z.string(), { label: 'PIN', secret: true }) })
    expect(faults({ connectionKinds: [{ ...marina, config }] })).toEqual([
      'connection kind marina has the secret field pin among its settings: secrets belong to credential kinds',
    ])
  })

  it('when a secret is nested where no form and no vault would see it', () => {
    const schema = z.object({ login: z.object({ pin: field(z.string(), { label: 'PIN', secret: true }) }) })
    expect(faults({ credentialKinds: [{ ...clientSecret, schema }] })).toEqual([
      'credential kind clientSecret hides a secret inside the field login: secrets stand at the top',
    ])
  })

  it('when a setup step is for a role that is not declared', () => {
    expect(faults({ connectionKinds: [{ ...marina, guide: guide('admiral') }] })).toEqual([
      'step client names the unknown role admiral',
    ])
  })

  it('when a probe or a data category belongs to no permission set', () => {
    expect(faults({ probes: [{ ...harbour.probes[0], set: 'tides' }], dataCategories: [] })).toEqual([
      'account.read names the unknown permission set tides',
    ])
    expect(faults({ dataCategories: [{ ...harbour.dataCategories[0], set: 'tides' }] })).toEqual([
      'boats names the unknown permission set tides',
    ])
  })

  it('when a permission set is for a connection kind that is not declared', () => {
    const [first, ...rest] = harbour.permissionSets
    expect(faults({ permissionSets: [{ ...first, kinds: ['fleet'] }, ...rest] })).toEqual([
      'permission set account names the unknown connection kind fleet',
    ])
  })

  it.each(['connectionKinds', 'credentialKinds', 'permissionSets', 'probes', 'roles', 'dataCategories'] as const)(
    'when two of its %s share an id',
    (name) => {
      const [first] = harbour[name]
      expect(faults({ [name]: [...harbour[name], first] })).toEqual([`two of its ${name} have the id ${first?.id}`])
    },
  )

  it('when a forbidden call is not a pattern, or one that forgets where it was', () => {
    expect(faults({ forbiddenCalls: [{ pattern: '/logbooks', what: 'logbooks' }] })).toEqual([
      'its rule against logbooks is not a regular expression',
    ])
    // A global or sticky expression continues after its last hit, so it would let every second call pass.
    expect(faults({ forbiddenCalls: [{ pattern: /logbooks/g, what: 'logbooks' }] })).toEqual([
      'its rule against logbooks has the flag g or y, which makes it miss calls',
    ])
  })

  it('when one of its errors takes a code that is taken', () => {
    const taken = (code: string) =>
      defineError({ code, status: 400, title: 'T', why: () => 'W.', fix: () => 'F.', example: {} })
    expect(faults({ errors: [taken('throttled')] })).toEqual(['its error code throttled is taken'])
    expect(faults({ errors: [taken('sunk'), taken('sunk')] })).toEqual(['its error code sunk is taken'])
    expect(faults({ errors: [taken('Has Sunk')] })).toEqual(['its error code Has Sunk is not snake_case'])
  })

  it.each([
    ['a connection kind that is null', { connectionKinds: [null] }],
    ['a connection kind without settings', { connectionKinds: [{ ...marina, config: undefined }] }],
    ['a connection kind without a guide', { connectionKinds: [{ ...marina, guide: undefined }] }],
    ['a credential kind without a schema', { credentialKinds: [{ ...clientSecret, schema: undefined }] }],
    ['a permission set without permissions', { permissionSets: [{ id: 'account' }, { id: 'boats' }] }],
    ['a probe that cannot run', { probes: [{ ...harbour.probes[0], run: undefined }] }],
    ['an error that does not describe itself', { errors: [{}] }],
  ])('with a reason, and not by an exception, when it has %s', (_, change) => {
    expect(faults(change)).not.toEqual([])
  })

  it('with a reason when reading it throws', () => {
    const trap = Object.defineProperty({ ...harbour }, 'probes', {
      get: () => {
        throw new Error('boom')
      },
    })
    expect(pluginFaults(trap)).toEqual(['its declaration cannot be read: boom'])
  })

  it('when a capability names a connection kind that it does not have', () => {
    const people = { kinds: ['submarine'], users: () => Promise.resolve([]) }
    expect(faults({ capabilities: { people }, inTenant: (client: unknown) => client })).toEqual([
      'capability people names the unknown connection kind submarine',
    ])
  })

  it('when a capability works in tenants and no client for a tenant can be made', () => {
    const people = { kinds: [marina.id], users: () => Promise.resolve([]) }
    expect(faults({ capabilities: { people }, inTenant: undefined })).toEqual([
      'capability people works in tenants, and it has no inTenant',
    ])
  })

  it.each<[string, object, string]>([
    ['two readers read one resource', { readers: [berths, berths] }, 'two of its readers read harbour.berths'],
    [
      'a reader belongs to no feature',
      { readers: [{ ...berths, set: 'diving' }] },
      'the reader of harbour.berths names the unknown permission set diving',
    ],
    ['two controls have one id', { controls: [moored, moored] }, 'two of its controls have the id boats-moored'],
    ['two frameworks have one id', { frameworks: [rules(), rules()] }, 'two of its frameworks have the id rules'],
    [
      'a framework names a control that is not there',
      { frameworks: [rules('boats-painted')] },
      'requirement 1 of rules names the unknown control boats-painted',
    ],
    [
      'it reads tenants that it cannot enter',
      { readers: [berths], inTenant: undefined, capabilities: {} },
      'it reads tenants, and it has no inTenant',
    ],
  ])('when %s', (_, change, reason) => {
    expect(faults({ inTenant: (client: unknown) => client, ...change })).toEqual([reason])
  })

  it('when two help articles have one id', () => {
    const article = { id: 'berth', title: 'Berths', paragraphs: ['Text.'] }
    expect(faults({ help: [article, article] })).toEqual(['two of its help articles have the id berth'])
  })

  it('when a help article says nothing, or has no address', () => {
    expect(faults({ help: [{ id: 'Berth 1', title: 'Berths', paragraphs: [] }] })).toEqual([
      'help article Berth 1 is empty',
      'the id of help article Berth 1 is no part of an address',
    ])
  })

  it.each(['http://harbour.example', 'javascript:alert(1)', '/berths'])('when its help links to %s', (href) => {
    const reason = `its help links to ${href}, which is not https`
    const links = [{ label: 'Berths', href }]
    expect(faults({ help: [{ id: 'berth', title: 'Berths', paragraphs: ['Text.'], links }] })).toEqual([reason])
    expect(faults({ references: [{ title: 'Berths', text: 'All of them.', href }] })).toEqual([reason])
  })
})
