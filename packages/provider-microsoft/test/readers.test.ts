import { comparePermissions, permissionMissing, type Resource } from '@tenantry/core'
import { m365Controls } from '@tenantry/m365'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lattice } from '../src/permissions/lattice.js'
import { permissionSets } from '../src/permissions/permission-sets.js'
import { graphReaders as readers } from '../src/readers/readers.js'
import { failure, open } from './support/connection.js'
import { TenantReading } from './support/reading.js'
import { findApp, readingSetup } from './support/setups.js'

const table = readers.map((reader) => ({ id: reader.resource.id, reader }))

describe('Every reader of Graph', () => {
  let simulator: Simulator
  let reading: TenantReading
  let opened: ReturnType<typeof open>
  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'demo', limits: 'off' })
    opened = open(simulator, readingSetup(simulator))
    reading = new TenantReading(opened.microsoft)
  })
  afterAll(() => simulator.stop())

  it.each(table)('$id: reads a tenant, in the form that controls know', async ({ reader }) => {
    await reading.read(reader)
    expect(reading.facts.read(reader.resource)).toMatchObject({ status: 'read' })
  })

  it.each(table.filter(({ reader }) => reader.form === 'list'))(
    '$id: each object has a key of its own, where it says there is one',
    async ({ reader }) => {
      const rows = (await reading.read(reader)) as Record<string, unknown>[]
      const { key } = reader.resource
      expect(key).toBeDefined()
      const keys = rows.map((row) => row[key ?? ''])
      expect(keys.filter((value) => typeof value !== 'string')).toEqual([])
      expect(new Set(keys).size).toBe(keys.length)
    },
  )

  it.each(table)('$id: asks for no more than its set does', ({ reader }) => {
    const set = permissionSets.find(({ id }) => id === reader.set)
    const asked = set?.permissions.map(({ name }) => name) ?? []
    const compared = comparePermissions(reader.permissions, asked, lattice)
    expect(compared.some(({ status }) => status !== 'missing')).toBe(true)
    expect(set?.permissions.filter(({ write }) => write)).toEqual([])
  })

  it('tells the log what each call is for and what allows it', () => {
    const calls = opened.records.filter(({ purpose }) => purpose !== 'Sign in')
    expect(calls.filter(({ purpose }) => !/^Read .+/.test(purpose))).toEqual([])
    expect(calls.filter(({ permissions }) => permissions.length === 0)).toEqual([])
  })

  it('there is one for every source in Graph that a control needs or wants, or a reason why not', () => {
    const read = new Set(readers.map(({ resource }) => resource.source))
    const wanted = m365Controls.flatMap((control) =>
      'needs' in control ? Object.values<Resource>({ ...control.needs, ...control.wants }) : [],
    )
    const unread = wanted.filter(
      ({ source, unread: reason }) => /^(\/|hunting:|meta:)/.test(source) && !read.has(source) && !reason,
    )
    expect([...new Set(unread.map(({ id }) => id))]).toEqual([])
  })
})

describe('Without its permission', () => {
  let simulator: Simulator
  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'demo', limits: 'off' })
    const { tenantId } = findApp(simulator, 'singleTenant')
    const apps = simulator.state().tenants.find(({ id }) => id === tenantId)?.apps ?? []
    simulator.tenant(tenantId).withholdPermissions({ permissions: apps.flatMap(({ granted }) => granted) })
  })
  afterAll(() => simulator.stop())

  /** The id is in the token, which needs no permission. */
  it.each(table.filter(({ id }) => id !== 'm365.tenantId'))(
    '$id: says which one is missing, and reads nothing (C35)',
    async ({ reader }) => {
      const reading = new TenantReading(open(simulator, readingSetup(simulator)).microsoft)
      for (const { source } of reader.after ?? []) {
        const value = source === '/identity/conditionalAccess/policies' ? [policyFor(GUEST)] : []
        reading.know(source, { status: 'read', value })
      }
      const error = await failure(reading.read(reader))
      expect(permissionMissing.is(error)).toBe(true)
      const named = reader.resource.id === 'entra.perUserMfa' ? 'User.Read.All' : reader.permissions[0]
      expect(error.why).toContain(`has not granted ${named}.`)
    },
  )
})

const GUEST = '11111111-2222-4333-8444-555555555555'
const policyFor = (id: string) => ({ id, state: 'enabled', conditions: { users: { includeUsers: [id, 'All'] } } })
