import { factsOfFile, type SnapshotFile } from '@tenantry/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TenantDataAccess } from '../src/snapshots/data-access.dto.js'
import { SnapshotRetention } from '../src/snapshots/snapshot-retention.js'
import { berth, berths, fees, rowOf, rules } from './support/marina.js'
import { Survey } from './support/survey.js'

let survey: Survey

beforeAll(async () => {
  survey = await Survey.begin()
})

afterAll(() => survey.end())

beforeEach(async () => {
  survey.world.reset()
  await survey.enterNew()
})

describe('the file of a snapshot', () => {
  it('holds the same facts', async () => {
    survey.world.permissions = ['berths.read', 'rules.read', 'lights.read']
    survey.world.answers.set('/lights', { value: {} })
    const number = await survey.take()
    const answer = await survey.owner.browser.get(`${survey.address}/snapshots/${number}/file`).expect(200)
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="customer[\w-]*\.json"$/)
    const file = answer.body as SnapshotFile
    const there = await survey.factsOf(number)
    const here = factsOfFile(file, new Date(0))
    expect(here.takenAt).toEqual(there.takenAt)
    for (const resource of [berths, rules]) expect(here.read(resource as never)).toEqual(there.read(resource as never))
    expect(here.read(fees)).toMatchObject({ status: 'notRead' })
    expect(file['meta:unavailable']).toEqual(['/fees', '/tide'])
  })

  it('tells an empty list from one that was not read (C36)', async () => {
    survey.world.answers.set('/berths', { items: [] })
    const number = await survey.take()
    const { body } = await survey.owner.browser.get(`${survey.address}/snapshots/${number}/file`).expect(200)
    expect((body as SnapshotFile)['/berths']).toEqual([])
  })
})

describe('a trial', () => {
  const trial = async (number: number, body: object, status = 200) =>
    (await survey.owner.browser.post(`${survey.address}/snapshots/${number}/trials`).send(body).expect(status))
      .body as {
      items: { before: object; after: object }[]
    }

  it('judges an edited copy of a snapshot, and keeps nothing', async () => {
    const number = await survey.take()
    const before = await survey.stored()
    const { items } = await trial(number, { controls: ['marina-quiet'], changes: { '/rules': { quiet: false } } })
    expect(items).toMatchObject([
      { control: 'marina-quiet', before: { verdict: 'pass' }, after: { verdict: 'fail', reason: 'It is loud.' } },
    ])
    expect(await survey.stored()).toEqual(before)
    expect((await survey.factsOf(number)).read(rules)).toEqual({ status: 'read', value: { quiet: true } })
  })

  it('can bring what nobody reads, and says what has an unknown form', async () => {
    survey.world.permissions = []
    const number = await survey.take()
    const { items } = await trial(number, { controls: ['marina-quiet'], changes: { '/rules': { quiet: 'maybe' } } })
    expect(items).toMatchObject([
      {
        before: { verdict: 'notAssessed', cause: 'notPermitted' },
        after: { verdict: 'notAssessed', cause: 'error' },
      },
    ])
  })

  it('refuses what it does not know', async () => {
    const number = await survey.take()
    await trial(number, { controls: ['marina-loud'] }, 422)
    await trial(number, { controls: ['marina-quiet'], changes: { '/berths': [] } }, 422)
    await trial(number, { controls: ['marina-quiet'], parameters: { loudness: 3 } }, 422)
  })
})

describe('what changed', () => {
  it('is told with who did it, as far as the provider’s log knows (N28)', async () => {
    await survey.take()
    const entry = { objectId: 'b', at: new Date(), who: 'Mallory', activity: 'Take a berth', id: 'log-1' }
    survey.world.log.push(
      { ...entry, link: 'https://marina.example/log-1' },
      { ...entry, id: 'log-0', at: new Date(0), who: 'Somebody long ago' },
      { ...entry, id: 'log-2', objectId: 'Z' },
    )
    survey.world.answers.set('/berths', { items: [berth('A'), berth('B', { taken: true }), ...rowOf('CDE')] })
    const number = await survey.take()
    expect(await survey.changesOf(number)).toMatchObject([
      {
        key: 'B',
        paths: ['taken'],
        events: [{ who: 'Mallory', activity: 'Take a berth', entry: 'log-1', link: 'https://marina.example/log-1' }],
      },
    ])
    survey.world.permissions = survey.world.permissions.filter((name) => name !== 'log.read')
    survey.world.answers.set('/berths', { items: rowOf('ABCDE') })
    expect(await survey.changesOf(await survey.take())).toMatchObject([{ key: 'B', events: [] }])
  })

  it('names who measured what is measured, and looks for nobody who did it', async () => {
    await survey.take()
    const entry = { objectId: 'f', at: new Date(), who: 'Mallory', activity: 'Add a berth', id: 'log-f' }
    survey.world.log.push(entry)
    survey.world.answers.set('/berths', { items: rowOf('ABCDEF') })
    expect(await survey.changesOf(await survey.take())).toMatchObject([
      { resource: 'marina.berths', key: 'F', measuredBy: null, events: [{ who: 'Mallory' }] },
      { resource: 'marina.lights', key: 'F', measuredBy: 'Lamp works', events: [] },
    ])
  })

  it('is told with who did it also when the provider’s log knows it later (N28)', async () => {
    await survey.take()
    survey.world.answers.set('/berths', { items: [berth('A'), berth('B', { taken: true }), ...rowOf('CDE')] })
    const at = new Date()
    const number = await survey.take()
    expect(await survey.changesOf(number)).toMatchObject([{ key: 'B', events: [] }])
    const entry = { objectId: 'b', who: 'Mallory', activity: 'Take a berth' }
    await survey.take()
    survey.world.log.push(
      { ...entry, id: 'log-late', at },
      { ...entry, id: 'log-after', at: new Date(), who: 'Somebody who came after' },
    )
    const last = await survey.take()
    expect(await survey.changesOf(number)).toMatchObject([
      { key: 'B', events: [{ who: 'Mallory', entry: 'log-late' }] },
    ])
    expect(await survey.changesOf(last)).toEqual([])
  })
})

describe('the data access page', () => {
  it('says what is read with which permission, when it was last, and what never is (S4.26 to S4.32)', async () => {
    const before = await survey.get<TenantDataAccess>('/data-access')
    expect(before.categories.map(({ id, on, lastReadAt }) => ({ id, on, lastReadAt }))).toEqual(
      ['berths', 'rules', 'fees', 'quay', 'lamps'].map((id) => ({ id, on: true, lastReadAt: null })),
    )
    expect(before.neverReads).toEqual([{ what: 'diaries', providers: ['Marina'] }])
    const number = await survey.take()
    const { readAt } = (await survey.resourcesOf(number))['marina.berths']!
    survey.world.permissions = []
    await survey.take()
    const [category] = (await survey.get<TenantDataAccess>('/data-access')).categories
    expect(category).toMatchObject({
      name: 'Berths',
      reads: 'Name and state of each berth.',
      provider: { id: 'marina' },
      connection: { name: 'Office' },
      lastReadAt: readAt,
      resources: [{ resource: 'marina.berths', permissions: ['berths.read'], status: 'notPermitted', objects: 5 }],
    })
  })
})

describe('a feature of which several categories tell', () => {
  it('has each resource under one of them (S4.26)', async () => {
    const { categories } = await survey.get<TenantDataAccess>('/data-access')
    expect(
      categories
        .filter(({ set }) => set.id === 'lights')
        .map(({ id, resources }) => [id, resources.map(({ resource }) => resource)]),
    ).toEqual([
      ['quay', []],
      ['lamps', ['marina.lights']],
    ])
  })
})

describe('old snapshots', () => {
  it('are forgotten with what only they need; the latest stays', async () => {
    const first = await survey.take()
    survey.world.answers.set('/berths', { items: [berth('A', { name: 'An old name' }), ...rowOf('BCDE')] })
    const second = await survey.take()
    survey.world.answers.set('/berths', { items: rowOf('ABCDE') })
    const third = await survey.take()
    const before = await survey.stored()
    await survey.api.ownerDatabase.asOwner(
      `update snapshots set started_at = now() - interval '401 days' where tenant_id = $1`,
      [survey.tenantId],
    )
    await survey.api.app.get(SnapshotRetention).forget(new Date())
    expect((await survey.all()).map(({ number }) => number)).toEqual([third])
    expect(await survey.stored()).toEqual({ ...before, versions: before.versions - 2, contents: before.contents - 1 })
    expect((await survey.factsOf(third)).read(berths)).toMatchObject({ value: { length: 5 } })
    for (const gone of [first, second]) {
      await survey.owner.browser.get(`${survey.address}/snapshots/${gone}`).expect(404)
    }
  })
})
