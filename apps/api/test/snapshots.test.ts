import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { AuditLog } from '../src/audit/audit-log.js'
import type { Snapshot, SnapshotObjectPage, SnapshotPage } from '../src/snapshots/snapshots.dto.js'
import { berth, berths, fees, lights, office, rowOf, rules, tugboat } from './support/marina.js'
import { join } from './support/people.js'
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

describe('a snapshot', () => {
  it('keeps what was read as its source wrote it', async () => {
    const number = await survey.take()
    expect(await survey.snapshot(number)).toMatchObject({
      status: 'complete',
      source: 'manual',
      objects: 12,
      changed: 0,
      resources: { total: 5, done: 5, byStatus: { read: 4, notRead: 1 } },
    })
    const facts = await survey.factsOf(number)
    expect(facts.read(berths)).toEqual({ status: 'read', value: rowOf('ABCDE') })
    expect(facts.read(rules)).toEqual({ status: 'read', value: { quiet: true } })
    expect((await survey.resourcesOf(number))['marina.tide']).toMatchObject({
      status: 'notRead',
      reason: 'Nobody publishes tide tables.',
      service: 'Almanac',
    })
  })

  it('reads first what others need, and lets those that share a limit wait for each other', async () => {
    let deskUnderWay = 0
    let most = 0
    survey.world.guard = async (path) => {
      if (path !== '/rules' && path !== '/fees') return
      most = Math.max(most, (deskUnderWay += 1))
      await new Promise((resolve) => setTimeout(resolve, 30))
      deskUnderWay -= 1
    }
    const number = await survey.take()
    expect(most).toBe(1)
    expect(survey.world.asked.indexOf('/lights')).toBeGreaterThan(survey.world.asked.indexOf('/berths?from=3'))
    expect((await survey.factsOf(number)).read(lights)).toMatchObject({
      value: [{ berth: 'A' }, {}, {}, {}, { berth: 'E' }],
    })
  })

  it('costs no content and no version when nothing changed, whatever changes by itself', async () => {
    await survey.take()
    const before = await survey.stored()
    survey.world.answers.set('/berths', {
      items: rowOf('EDCBA', { seenAt: 'this evening' }),
    })
    const number = await survey.take()
    expect(await survey.stored()).toEqual(before)
    expect(await survey.snapshot(number)).toMatchObject({ status: 'complete', changed: 0, objects: 12 })
    expect(await survey.changesOf(number)).toEqual([])
    expect((await survey.factsOf(number)).read(berths)).toMatchObject({
      value: [{ id: 'A', seenAt: 'this evening' }, {}, {}, {}, {}],
    })
  })

  it('stores only what changed, and tells what that is', async () => {
    const first = await survey.take()
    const before = await survey.stored()
    survey.world.answers.set('/berths', {
      items: [berth('B', { taken: true, mooring: { lines: 4 } }), berth('C'), berth('D'), berth('E'), berth('F')],
    })
    const number = await survey.take()
    // One ends, two begin; lights follow the berths.
    expect(await survey.stored()).toMatchObject({ versions: before.versions + 3, staged: 0 })
    expect((await survey.snapshot(number)).changed).toBe(5)
    expect(await survey.changesOf(number, 'resource=marina.berths')).toMatchObject([
      { key: 'A', label: 'Berth A', kind: 'removed', paths: [] },
      { key: 'B', kind: 'changed', paths: ['mooring', 'taken'], before: { taken: false }, after: { taken: true } },
      { key: 'F', kind: 'added', resourceName: 'Berths', after: { name: 'Berth F' } },
    ])
    expect((await survey.changesOf(number, `from=${first}`)).map(({ key }) => key)).toEqual(['A', 'B', 'F', 'A', 'F'])
    expect((await survey.factsOf(first)).read(berths)).toMatchObject({
      value: [{ id: 'A' }, { id: 'B', taken: false }, {}, {}, {}],
    })
    const again = await survey.take()
    expect(await survey.changesOf(again)).toEqual([])
    expect(await survey.changesOf(again, `from=${first}&limit=2`)).toHaveLength(2)
  })

  it('names the one before it to compare with, past those that say nothing, on whatever page of the list it is', async () => {
    const first = await survey.take()
    for (const path of ['/berths', '/rules', '/fees', '/lights']) survey.world.answers.set(path, { status: 400 })
    const failed = await survey.take()
    survey.world.reset()
    survey.world.answers.set('/rules', { value: { quiet: false } })
    const last = await survey.take()
    expect((await survey.all()).map(({ number, previous }) => [number, previous])).toEqual([
      [last, first],
      [failed, first],
      [first, null],
    ])
    const page = await survey.get<z.output<typeof SnapshotPage>>('/snapshots?limit=1')
    expect(page.items).toMatchObject([{ number: last, previous: first }])
    expect(await survey.snapshot(last)).toMatchObject({ previous: first })
    expect((await survey.changesOf(last)).map(({ resource }) => resource)).toEqual(['marina.rules'])
    expect(await survey.changesOf(last, `from=${first}`)).toEqual(await survey.changesOf(last))
    expect(await survey.changesOf(first)).toEqual([])
  })

  it('closes nothing when a page of a list cannot be had, and keeps the request id (C35)', async () => {
    const first = await survey.take()
    const before = await survey.stored()
    survey.world.answers.set('/berths', { items: rowOf('ABCDEFG', { taken: true }), failAfter: 6 })
    const number = await survey.take()
    expect(await survey.stored()).toMatchObject({ versions: before.versions, staged: 0 })
    expect(await survey.snapshot(number)).toMatchObject({ status: 'partial', resources: { byStatus: { error: 2 } } })
    expect((await survey.resourcesOf(number))['marina.berths']).toMatchObject({
      status: 'error',
      objects: null,
      problem: { provenance: { requestId: 'request-of-the-marina', status: 400 } },
    })
    const facts = await survey.factsOf(number)
    expect(facts.read(berths)).toMatchObject({ status: 'error' })
    expect(facts.read(rules)).toMatchObject({ status: 'read' })
    await survey.owner.browser.get(`${survey.address}/snapshots/${number}/resources/marina.berths/objects`).expect(404)
    expect(await survey.changesOf(number, `from=${first}`)).toEqual([])
    survey.world.answers.set('/berths', { items: rowOf('ABCDE') })
    expect(await survey.changesOf(await survey.take(), `from=${first}`)).toEqual([])
  })

  it('tells an empty tenant from one of which nothing is known (C36)', async () => {
    survey.world.answers.set('/berths', { items: [] })
    const number = await survey.take()
    expect((await survey.resourcesOf(number))['marina.berths']).toMatchObject({
      status: 'read',
      objects: 0,
      changed: null,
    })
    expect((await survey.factsOf(number)).read(berths)).toEqual({ status: 'read', value: [] })
    const { items } = await survey.get<z.output<typeof SnapshotObjectPage>>(
      `/snapshots/${number}/resources/marina.berths/objects`,
    )
    expect(items).toEqual([])
    survey.world.answers.set('/berths', { items: [berth('A')] })
    expect((await survey.changesOf(await survey.take())).map(({ key, kind }) => [key, kind])).toEqual([
      ['A', 'added'],
      ['A', 'added'],
    ])
  })

  it('names the permission for each resource where none is granted, and sends nothing (C29)', async () => {
    survey.world.permissions = []
    const number = await survey.take()
    expect(survey.world.asked).toEqual([])
    const found = await survey.resourcesOf(number)
    for (const { id } of [berths, rules, fees, lights]) {
      const [name] = id.split('.').slice(1)
      expect(found[id]).toMatchObject({ status: 'notPermitted', permissions: [`${name}.read`] })
    }
    expect(await survey.snapshot(number)).toMatchObject({ status: 'complete', objects: 0 })
    expect((await survey.factsOf(number)).read(rules)).toEqual({ status: 'notPermitted', permissions: ['rules.read'] })
  })

  it('knows that a wider permission covers a narrower one', async () => {
    survey.world.permissions = ['marina.all']
    const found = await survey.resourcesOf(await survey.take())
    expect(found['marina.rules']).toMatchObject({ status: 'read' })
    expect(found['marina.fees']).toMatchObject({ status: 'notPermitted' })
  })

  it('says of each resource why it was not read', async () => {
    survey.world.answers.set('/berths', { status: 403, missing: 'permission' })
    survey.world.answers.set('/rules', { status: 403, missing: 'role' })
    survey.world.answers.set('/fees', { status: 403, missing: 'licence' })
    survey.world.answers.set('/lights', { status: 403, missing: 'service' })
    const found = await survey.resourcesOf(await survey.take())
    expect(found['marina.berths']).toMatchObject({ status: 'notPermitted', permissions: ['berths.read'] })
    expect(found['marina.rules']).toMatchObject({
      status: 'notPermitted',
      reason: expect.stringContaining('Harbour master'),
    })
    expect(found['marina.fees']).toMatchObject({ status: 'notLicensed', licence: 'Gold' })
    expect(found['marina.lights']).toMatchObject({ status: 'notApplicable', reason: expect.stringContaining('Lights') })
  })

  it('tries again what a provider refuses for the moment, from the page it had come to', async () => {
    let failures = 0
    survey.world.guard = (path) => {
      if (path === '/berths?from=3' && (failures += 1) === 1) survey.world.answers.set('/berths', { status: 503 })
      else survey.world.answers.set('/berths', { items: rowOf('ABCDE') })
    }
    const number = await survey.take()
    expect(survey.world.asked.filter((path) => path.startsWith('/berths'))).toEqual([
      '/berths',
      '/berths?from=3',
      '/berths?from=3',
    ])
    expect((await survey.resourcesOf(number))['marina.berths']).toMatchObject({ status: 'read', objects: 5 })
  })

  it('failed when nothing could be read, and says why', async () => {
    for (const path of ['/berths', '/rules', '/fees', '/lights']) survey.world.answers.set(path, { status: 400 })
    expect(await survey.snapshot(await survey.take())).toMatchObject({
      status: 'failed',
      problem: { code: 'unexpected_answer' },
    })
  })

  it('reads only what is asked for, and what that needs', async () => {
    const number = await survey.take({ resources: ['marina.lights'] })
    expect(Object.keys(await survey.resourcesOf(number))).toEqual(['marina.berths', 'marina.lights'])
    expect((await survey.factsOf(number)).read(rules)).toMatchObject({ status: 'notRead' })
  })
})

describe('the connections of a snapshot', () => {
  it('say which feature is switched off', async () => {
    await survey.owner.browser
      .patch(`${survey.base}/connections/${survey.connectionId}`)
      .send({ sets: ['berths'] })
      .expect(200)
    const found = await survey.resourcesOf(await survey.take())
    await survey.owner.browser
      .patch(`${survey.base}/connections/${survey.connectionId}`)
      .send({ sets: office('').sets })
      .expect(200)
    expect(found['marina.fees']).toMatchObject({
      status: 'notRead',
      reason: '“Fees” is switched off for the connection “Office”.',
    })
    expect(found['marina.berths']).toMatchObject({ status: 'read' })
  })

  it('stand in for each other where one may not read', async () => {
    const tug = await survey.connect(tugboat('Tug of the port'))
    survey.world.permissions = ['berths.read']
    survey.world.answers.set('/tug/rules', { value: { quiet: false } })
    const number = await survey.take()
    expect((await survey.resourcesOf(number))['marina.rules']).toMatchObject({
      status: 'read',
      provider: 'Tug',
      connectionId: tug,
    })
    expect((await survey.factsOf(number)).read(rules)).toEqual({ status: 'read', value: { quiet: false } })
    await survey.enterNew('unknown-to-the-tug')
    expect((await survey.resourcesOf(await survey.take()))['marina.rules']).toMatchObject({
      status: 'notPermitted',
      permissions: ['rules.read'],
      provider: 'Marina',
    })
    await survey.owner.browser.delete(`${survey.base}/connections/${tug}`).expect(204)
  })

  it('are needed: where none that is on reaches the tenant, nothing is said about it', async () => {
    const connection = `${survey.base}/connections/${survey.connectionId}`
    await survey.owner.browser.post(`${connection}/disable`).expect(200)
    const number = await survey.take()
    await survey.owner.browser.post(`${connection}/enable`).expect(200)
    expect(await survey.snapshot(number)).toMatchObject({ status: 'failed', problem: { code: 'tenant_unreached' } })
    expect((await survey.factsOf(number)).read(rules)).toMatchObject({ status: 'notRead' })
  })

  it('have the calls in their integration log', async () => {
    await survey.take()
    const { body } = await survey.owner.browser
      .get(`${survey.base}/connections/${survey.connectionId}/log?limit=200`)
      .expect(200)
    const operations = (body as { items: { operation: string }[] }).items.map(({ operation }) => operation)
    expect(operations).toContain('GET api.marina.example/rules')
  })
})

describe('a snapshot under way', () => {
  /** Resolves when a request for this path has come; it is not answered until `go` is called. */
  function held(path: string) {
    let go = () => {}
    const arrived = new Promise<void>((resolve) => {
      survey.world.guard = (asked) => {
        if (asked !== path) return undefined
        resolve()
        return new Promise((answer) => (go = answer))
      }
    })
    return { arrived, go: () => go() }
  }

  it('is gone on with where it was, by whoever comes next', async () => {
    const stop = new AbortController()
    const { arrived, go } = held('/berths?from=3')
    const taking = survey.take({ signal: stop.signal })
    await arrived
    stop.abort(new Error('enough'))
    survey.world.guard = () => undefined
    go()
    await expect(taking).rejects.toThrow('enough')
    const asked = survey.world.asked.length
    const number = await survey.take()
    expect(await survey.snapshot(number)).toMatchObject({ status: 'complete' })
    expect(survey.world.asked.slice(asked)).not.toContain('/berths')
    expect((await survey.factsOf(number)).read(berths)).toMatchObject({ value: { length: 5 } })
    expect(await survey.all()).toHaveLength(1)
  })

  it('is worked on by one at a time, and the others get the same', async () => {
    const { arrived, go } = held('/rules')
    const first = survey.take()
    await arrived
    const others = [survey.take(), survey.take({ resources: ['marina.rules'] })]
    setTimeout(go, 100)
    const numbers = await Promise.all([first, ...others])
    expect(new Set(numbers).size).toBe(1)
    expect(survey.world.asked.filter((path) => path === '/rules')).toHaveLength(1)
  })

  it('takes nothing from a process that lost it', async () => {
    const { arrived, go } = held('/berths?from=3')
    const slow = survey.take()
    await arrived
    await survey.api.ownerDatabase.asOwner('update snapshots set leased_until = now() where tenant_id = $1', [
      survey.tenantId,
    ])
    survey.world.guard = () => undefined
    const number = await survey.take()
    survey.world.answers.set('/berths', { items: rowOf('ABCXYZ') })
    go()
    expect(await slow).toBe(number)
    expect((await survey.factsOf(number)).read(berths)).toMatchObject({ value: [{}, {}, {}, { id: 'D' }, { id: 'E' }] })
    expect(await survey.stored()).toMatchObject({ staged: 0 })
  })

  it('can be called off, and then says nothing', async () => {
    const { arrived, go } = held('/berths?from=3')
    const taking = survey.take()
    await arrived
    const items = await survey.all()
    const address = `${survey.address}/snapshots/${items[0]!.number}/cancel`
    await survey.owner.browser.post(address).expect(200)
    go()
    const number = await taking
    expect(await survey.snapshot(number)).toMatchObject({ status: 'cancelled' })
    expect(await survey.stored()).toMatchObject({ staged: 0 })
    await survey.owner.browser.post(address).expect(409)
  })

  it('tells how far it is', async () => {
    const seen: { total: number; done: number }[] = []
    await survey.take({ onProgress: (progress) => seen.push(progress) })
    expect(seen[0]).toEqual({ total: 5, done: 1 })
    expect(seen.at(-1)).toEqual({ total: 5, done: 5 })
  })
})

describe('taking a snapshot', () => {
  it('works in the background, and is in the audit log with who asked for it', async () => {
    const address = `${survey.address}/snapshots`
    const { body } = await survey.owner.browser.post(address).send({}).expect(202)
    const { number } = body as Snapshot
    await vi.waitFor(async () => expect((await survey.snapshot(number)).status).toBe('complete'), { timeout: 20_000 })
    const log = await survey.api.app.get(AuditLog).page(survey.owner.organizationId, { limit: 5 })
    expect(log.items[0]).toMatchObject({
      action: 'snapshot.taken',
      actor: { name: 'Ada' },
      subject: { kind: 'tenant', id: survey.tenantId },
      summary: 'Ada took a snapshot of Customer.',
    })
    await survey.owner.browser
      .post(address)
      .send({ resources: ['marina.nothing'] })
      .expect(422)
  })

  it('is not for those who only look', async () => {
    const auditor = await join(survey.api, survey.owner, 'auditor', 'Bo')
    await auditor.browser.post(`${survey.address}/snapshots`).send({}).expect(403)
    await auditor.browser.get(`${survey.address}/snapshots`).expect(200)
  })
})
