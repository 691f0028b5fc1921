import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { rowOf } from './support/marina.js'
import { Inspection } from './support/inspection.js'
import { join } from './support/people.js'

let inspection: Inspection
let tenantId: string

beforeAll(async () => {
  inspection = await Inspection.begin()
})

afterAll(() => inspection.end())

beforeEach(async () => {
  inspection.world.reset()
  ;[tenantId] = (await inspection.onlyHas('Seaside')) as [string]
})

const assess = (order: object = {}) => inspection.work.run({ tenantIds: [tenantId], ...order })
const standings = async (query = '') =>
  Object.fromEntries(
    Object.entries(await inspection.work.verdicts(tenantId, query)).map(([id, { standing, cause }]) => [
      id,
      cause ?? standing,
    ]),
  )
const takeBerths = (letters: string) =>
  inspection.world.answers.set('/berths', {
    items: [...rowOf('ABCDE')].map((one) => ({ ...one, taken: letters.includes(one.id) })),
  })

describe('an assessment', () => {
  it('reads a tenant, judges it by plugins and packs, and says what each verdict rests on (S4.2, S4.42, S4.50)', async () => {
    takeBerths('B')
    const run = await assess({ name: 'First look' })
    expect(run).toMatchObject({
      name: 'First look',
      status: 'succeeded',
      tenants: { total: 1, done: 1, failed: 0 },
      judgedBy: [
        { kind: 'provider', id: 'marina' },
        { kind: 'pack', id: 'harbour-rules', version: '1.2.0' },
      ],
    })
    const verdicts = await inspection.work.verdicts(tenantId)
    expect(await standings()).toEqual({
      'harbour-berths-free': 'fail',
      'harbour-fees-fair': 'pass',
      'marina-quiet': 'pass',
      'harbour-drill': 'manual',
      'harbour-lit': 'pass',
      'harbour-tide-known': 'notRead',
    })
    expect(Object.keys(verdicts)[0], 'failures first').toBe('harbour-berths-free')
    expect(verdicts['harbour-berths-free']).toMatchObject({
      control: { title: 'Every berth is free', severity: 'critical', area: 'Harbour' },
      reason: 'Berth B taken.',
      wouldPassWith: { permanentBerths: ['B'] },
      frameworks: ['harbour-code'],
    })
    expect(verdicts['harbour-berths-free']?.evidence).toHaveLength(5)
    expect(verdicts['harbour-tide-known']?.reason).toBe('Nobody publishes tide tables.')
  })

  it('explains its score: what it is a share of, and what it is not (S4.50)', async () => {
    takeBerths('B')
    await assess()
    expect(await inspection.work.posture(tenantId)).toMatchObject({
      score: {
        percent: 75,
        controls: 6,
        judged: 4,
        passed: 3,
        failed: 1,
        manual: { open: 1, attested: 0 },
        notAssessed: { total: 1, notRead: 1 },
      },
      delta: null,
      frameworks: [{ id: 'harbour-code', score: { percent: 67, controls: 4 } }],
      areas: [
        { area: 'Harbour', score: { percent: 67 } },
        { area: 'Marina', score: { percent: 100 } },
      ],
      fixes: [{ control: { id: 'harbour-berths-free' }, reason: 'Berth B taken.' }],
    })
  })

  it('that never was gives no score, which is not 0', async () => {
    expect(await inspection.work.posture(tenantId)).toMatchObject({ assessedAt: null, score: null, latest: null })
    expect(await inspection.work.get('/compliance/overview')).toMatchObject({
      tenants: { total: 1, assessed: 0, never: 1 },
      score: { percent: null },
      worst: [],
    })
  })

  it('that finds the same again writes nothing; what turned is a version, and its delta (S4.51)', async () => {
    await assess()
    const before = await inspection.versions(tenantId)
    await assess()
    expect(await inspection.versions(tenantId)).toBe(before)
    takeBerths('CD')
    const run = await assess()
    expect(await inspection.versions(tenantId)).toBe(before + 1)
    const [item] = await inspection.work.tenants(run.id)
    expect(item).toMatchObject({ status: 'succeeded', changed: 1, score: { percent: 75 } })
    expect(await inspection.work.posture(tenantId)).toMatchObject({
      delta: -25,
      frameworks: [{ id: 'harbour-code', delta: -33 }],
    })
    const { items } = await inspection.work.get<{ items: object[] }>(`/tenants/${tenantId}/compliance/history`)
    expect(items).toMatchObject([
      { score: { percent: 75 }, changed: 1 },
      { score: { percent: 100 }, changed: 0 },
      { score: { percent: 100 }, changed: 0, areas: [{ area: 'Harbour', percent: 100 }, { area: 'Marina' }] },
    ])
    expect(Object.keys(await inspection.work.verdicts(tenantId, `&changedSince=${item?.number}`))).toEqual([
      'harbour-berths-free',
    ])
  })

  it('of what is critical, or failed, reads and judges no more than that, and leaves the rest as it was (S4.43)', async () => {
    takeBerths('A')
    await assess()
    inspection.world.asked.length = 0
    inspection.world.answers.set('/rules', { value: { quiet: false } })
    takeBerths('')
    const run = await assess({ scope: 'failed' })
    expect(inspection.world.asked.filter((path) => path.startsWith('/rules'))).toEqual([])
    expect((await inspection.work.tenants(run.id))[0]).toMatchObject({ controls: { done: 1, total: 1 }, partial: true })
    expect(await standings()).toMatchObject({ 'harbour-berths-free': 'pass', 'marina-quiet': 'pass' })
    await inspection.owner.browser
      .post(`${inspection.work.base}/assessments`)
      .send({ tenantIds: [tenantId], scope: 'failed' })
      .expect(422)
    const critical = await assess({ scope: 'critical' })
    expect((await inspection.work.tenants(critical.id))[0]).toMatchObject({ controls: { total: 1 } })
  })

  it('of one framework judges its controls; an unknown one is a wrong field', async () => {
    const run = await assess({ frameworks: ['harbour-code'] })
    expect(run.name).toBe('Harbour code 2026: Seaside')
    expect(Object.keys(await standings()).toSorted()).toEqual([
      'harbour-berths-free',
      'harbour-drill',
      'harbour-fees-fair',
      'marina-quiet',
    ])
    const { body } = await inspection.owner.browser
      .post(`${inspection.work.base}/assessments`)
      .send({ tenantIds: [tenantId], frameworks: ['iso-of-the-sea'] })
      .expect(422)
    expect(body).toMatchObject({ errors: [{ path: 'frameworks' }] })
  })

  it('keeps as a summary only what is not as it should be', async () => {
    takeBerths('AB')
    await assess({ evidence: 'summary' })
    const { evidence } = (await inspection.work.verdicts(tenantId))['harbour-berths-free']!
    expect(evidence).toMatchObject([
      { object: 'Berth A', ok: false },
      { object: 'Berth B', ok: false },
    ])
  })

  it('does not judge what it may not read, and names the permission; the rest is judged (C29, N5)', async () => {
    inspection.world.permissions = ['rules.read']
    await assess()
    const verdicts = await inspection.work.verdicts(tenantId)
    expect(await standings()).toMatchObject({
      'harbour-berths-free': 'notPermitted',
      'harbour-fees-fair': 'notPermitted',
      'marina-quiet': 'pass',
    })
    expect(verdicts['harbour-berths-free']?.permissions).toEqual(['berths.read'])
    expect(await inspection.work.posture(tenantId)).toMatchObject({
      score: { percent: 100, judged: 1, notAssessed: { notPermitted: 3 } },
      permissions: [
        { permission: 'berths.read', controls: 1 },
        { permission: 'fees.read', controls: 1 },
        { permission: 'lights.read', controls: 1 },
      ],
    })
  })

  it('takes a failed read for an error, never for a verdict (C35)', async () => {
    inspection.world.answers.set('/berths', { items: rowOf('ABCDE'), failAfter: 3 })
    inspection.world.answers.set('/fees', { status: 403, missing: 'licence' })
    await assess()
    expect(await standings()).toMatchObject({
      'harbour-berths-free': 'error',
      'harbour-fees-fair': 'notLicensed',
      'marina-quiet': 'pass',
    })
    expect((await inspection.work.verdicts(tenantId))['harbour-fees-fair']).toMatchObject({ licence: 'Gold' })
  })

  it('judges a tenant with nothing in it, and a control that stumbles over what was read fails alone (C36)', async () => {
    inspection.world.answers.set('/berths', { items: [] })
    inspection.world.answers.set('/fees', { value: { day: 'on request' } })
    await assess()
    expect(await standings()).toMatchObject({
      'harbour-berths-free': 'pass',
      'harbour-lit': 'notApplicable',
      'harbour-fees-fair': 'error',
      'marina-quiet': 'pass',
    })
    expect((await inspection.work.verdicts(tenantId))['harbour-fees-fair']?.reason).toContain(
      'fees.day is not a number',
    )
  })

  it('of a tenant of which nothing can be read fails with the reason and leaves what was known; so it is tried again', async () => {
    await assess()
    const before = await standings()
    await inspection.api.ownerDatabase.asOwner('update connections set enabled = false')
    const run = await assess()
    await inspection.api.ownerDatabase.asOwner('update connections set enabled = true')
    expect(run).toMatchObject({ status: 'failed', tenants: { done: 1, failed: 1 } })
    const [item] = await inspection.work.tenants(run.id)
    expect(item).toMatchObject({ status: 'failed', problem: { code: 'tenant_unreached' }, score: null })
    expect(await standings()).toEqual(before)
    expect(await inspection.work.posture(tenantId)).toMatchObject({
      score: { percent: 100 },
      latest: { status: 'succeeded' },
      lastFailed: { problem: { code: 'tenant_unreached' } },
    })
    expect(await inspection.work.get('/compliance/overview')).toMatchObject({ tenants: { failedLast: 1 } })

    const { body } = await inspection.owner.browser
      .post(`${inspection.work.base}/assessments/${run.id}/retry`)
      .expect(202)
    const again = await inspection.work.ended((body as { id: string }).id)
    expect(again).toMatchObject({ status: 'succeeded', tenants: { total: 1 } })
    expect(await inspection.work.posture(tenantId)).toMatchObject({ lastFailed: null })
  })

  it('of a tenant in which nothing is permitted says so of each control (C29)', async () => {
    inspection.world.permissions = []
    expect(await assess()).toMatchObject({ status: 'succeeded' })
    expect(await standings()).toEqual({
      'harbour-berths-free': 'notPermitted',
      'harbour-fees-fair': 'notPermitted',
      'harbour-lit': 'notPermitted',
      'marina-quiet': 'notPermitted',
      'harbour-tide-known': 'notRead',
      'harbour-drill': 'manual',
    })
    expect(await inspection.work.posture(tenantId)).toMatchObject({ score: { percent: null, judged: 0 } })
  })
})

describe('an assessment of many tenants', () => {
  it('tells how far it is, and can be called off: what is done stays done (S4.43)', async () => {
    await inspection.onlyHas(...Array.from({ length: 8 }, (_, index) => `Bay ${index}`))
    let held = 0
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    inspection.world.guard = (path) => (path === '/rules' && (held += 1) > 2 ? gate : undefined)
    const { id } = await inspection.work.begin({ filter: {} })
    await vi.waitFor(
      async () => {
        const { tenants, status } = await inspection.work.get<{
          status: string
          tenants: { done: number; collecting: number; waiting: number }
        }>(`/assessments/${id}`)
        expect(status).toBe('running')
        expect(tenants).toMatchObject({ done: 2, collecting: 4, waiting: 2 })
      },
      { timeout: 20_000 },
    )
    await inspection.owner.browser.post(`${inspection.work.base}/assessments/${id}/cancel`).expect(200)
    release()
    const items = await inspection.work.tenants(id)
    expect(items.map(({ status }) => status).toSorted()).toEqual([
      ...Array<string>(6).fill('cancelled'),
      ...Array<string>(2).fill('succeeded'),
    ])
    const { body } = await inspection.owner.browser.post(`${inspection.work.base}/assessments/${id}/cancel`).expect(409)
    expect(body).toMatchObject({ code: 'assessment_ended' })
  })

  it('is previewed: how many tenants and controls, and how long by what was seen here', async () => {
    await inspection.api.ownerDatabase.asOwner('delete from tenant_assessments')
    const preview = (query = '') => inspection.work.get(`/assessments/preview?${query}`)
    expect(await preview()).toEqual({ tenants: 1, controls: 6, manual: 1, resources: 5, minutes: null })
    await assess()
    expect(await preview('frameworks=harbour-code')).toMatchObject({
      controls: 4,
      resources: 4,
      minutes: { from: expect.any(Number) as number },
    })
  })

  it('is shown as a matrix and as frameworks: a requirement is as well as its worst control', async () => {
    await inspection.onlyHas('Cove', 'Seaside')
    takeBerths('E')
    await inspection.work.run({ filter: {} })
    const matrix = await inspection.work.get<{ columns: { id: string }[]; items: object[] }>(
      '/compliance/matrix?by=control&framework=harbour-code&sort=score',
    )
    expect(matrix.columns.map(({ id }) => id)).toEqual([
      'harbour-berths-free',
      'harbour-fees-fair',
      'harbour-drill',
      'marina-quiet',
    ])
    expect(matrix.items).toMatchObject([
      {
        tenant: { name: 'Cove' },
        percent: 67,
        controls: [{ standing: 'fail' }, { standing: 'pass' }, { standing: 'manual' }, { standing: 'pass' }],
      },
      { tenant: { name: 'Seaside' } },
    ])
    const first = await inspection.work.get<{ nextCursor: string }>('/compliance/matrix?limit=1&sort=score')
    expect(first).toMatchObject({
      items: [{ tenant: { name: 'Cove' }, areas: [{ percent: 67, fail: 1 }, { pass: 1 }] }],
    })
    expect(await inspection.work.get(`/compliance/matrix?limit=1&sort=score&cursor=${first.nextCursor}`)).toMatchObject(
      { items: [{ tenant: { name: 'Seaside' } }], nextCursor: null },
    )
    expect(await inspection.work.get('/compliance/frameworks/harbour-code')).toMatchObject({
      source: { kind: 'pack', version: '1.2.0' },
      tenants: 2,
      requirementList: [
        { id: 'HC.1', worst: 'fail', tenants: { fail: 2, pass: 0 } },
        { id: 'HC.2', worst: 'pass', tenants: { pass: 2 } },
        { id: 'HC.3', worst: 'manual', tenants: { manual: 2 } },
      ],
    })
    expect(await inspection.work.get('/compliance/controls/harbour-berths-free')).toMatchObject({
      source: { kind: 'pack', id: 'harbour-rules' },
      tenants: { fail: 2 },
      resources: [{ id: 'marina.berths', needed: true }],
      parameters: [{ id: 'permanentBerths' }],
      requirements: [{ id: 'HC.1', framework: 'Harbour code' }],
    })
    expect(
      await inspection.work.get('/compliance/controls/harbour-berths-free/verdicts?standing=fail&q=cov'),
    ).toMatchObject({ items: [{ tenant: { name: 'Cove' }, reason: 'Berth E taken.' }], nextCursor: null })
  })

  it('says who is worst, what changed, and what is the next best fix', async () => {
    const [cove] = await inspection.onlyHas('Cove', 'Seaside')
    await inspection.work.run({ filter: {} })
    takeBerths('A')
    inspection.world.answers.set('/rules', { value: { quiet: false } })
    await inspection.work.run({ tenantIds: [cove] })
    expect(await inspection.work.get('/compliance/overview')).toMatchObject({
      tenants: { total: 2, assessed: 2, never: 0, failedLast: 0 },
      score: { percent: 75, judged: 8, failed: 2 },
      trend: [{ percent: 75, tenants: 2 }],
      worst: [
        { tenant: { name: 'Cove' }, score: { percent: 50 }, delta: -50, worstArea: { area: 'Marina' } },
        { tenant: { name: 'Seaside' }, score: { percent: 100 }, worstArea: null },
      ],
      fixes: [
        { control: { id: 'harbour-berths-free' }, tenants: 1, points: 12.5 },
        { control: { id: 'marina-quiet' }, tenants: 1 },
      ],
      changed: [
        { tenant: { name: 'Cove' }, from: 'pass', to: 'fail' },
        { tenant: { name: 'Cove' }, from: 'pass', to: 'fail' },
      ],
      underWay: [],
    })
  })
})

describe('why a score moved (N28)', () => {
  it('is the changed object that the control looks at, and who changed it', async () => {
    await assess()
    takeBerths('C')
    inspection.world.log.push({
      objectId: 'C',
      at: new Date(),
      who: 'skipper@seaside.example',
      activity: 'Let berth',
      id: 'entry-1',
      link: 'https://marina.example/log/entry-1',
    })
    await assess()
    const changes = await inspection.work.changes(tenantId)
    expect(changes).toMatchObject({
      from: { score: { percent: 100 } },
      to: { score: { percent: 75 } },
      items: [
        {
          control: { id: 'harbour-berths-free' },
          from: { verdict: 'pass' },
          to: { verdict: 'fail', reason: 'Berth C taken.' },
          because: 'objects',
          objects: [
            {
              resource: 'marina.berths',
              key: 'C',
              label: 'Berth C',
              kind: 'changed',
              paths: ['taken'],
              who: 'skipper@seaside.example',
              activity: 'Let berth',
            },
          ],
        },
      ],
    })
  })

  it('is what was measured, which nobody changed', async () => {
    await assess()
    inspection.world.answers.set('/berths', { items: [] })
    const entry = { at: new Date(), who: 'skipper@seaside.example', activity: 'Take berth out' }
    const keys = ['A', 'B', 'C', 'D', 'E']
    inspection.world.log.push(...keys.map((objectId) => ({ ...entry, objectId, id: `entry-${objectId}` })))
    await assess()
    const { items } = await inspection.work.changes(tenantId)
    expect(items.find(({ control }) => control.id === 'harbour-lit')).toMatchObject({
      to: { verdict: 'notApplicable' },
      because: 'objects',
      objects: keys.map((key) => ({ key, kind: 'removed', measuredBy: 'Lamp works', who: null })),
    })
  })

  it('is that something could no longer be read, or that a rule changed', async () => {
    await assess()
    inspection.world.permissions = ['berths.read', 'rules.read', 'lights.read', 'log.read']
    await assess()
    expect(await inspection.work.changes(tenantId)).toMatchObject({
      items: [{ control: { id: 'harbour-fees-fair' }, to: { cause: 'notPermitted' }, because: 'reading', objects: [] }],
    })
    inspection.world.reset()
    takeBerths('A')
    await assess()
    await inspection.owner.browser
      .put(`${inspection.work.base}/compliance/parameters/permanentBerths`)
      .send({ value: ['A'], note: 'Let for good' })
      .expect(200)
    await assess()
    expect(await inspection.work.changes(tenantId)).toMatchObject({
      items: [
        {
          control: { id: 'harbour-berths-free' },
          from: { verdict: 'fail' },
          to: { verdict: 'pass' },
          because: 'rules',
        },
      ],
    })
    await inspection.owner.browser.delete(`${inspection.work.base}/compliance/parameters/permanentBerths`)
  })
})

describe('what people decide', () => {
  it('takes a failure out of the score while an exception is in force, and puts it back by itself when that ends', async () => {
    takeBerths('B')
    await assess()
    const { base } = inspection.work
    const { body } = await inspection.owner.browser.post(`${base}/exceptions`).send({
      control: 'harbour-berths-free',
      tenantIds: [tenantId],
      reason: 'The museum ship stays',
      compensatingControl: 'It is insured',
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    })
    const approved = await inspection.owner.browser
      .post(`${base}/exceptions/${(body as { id: string }).id}/approve`)
      .send({})
    expect([body, approved.body]).toMatchObject([{ control: { id: 'harbour-berths-free' } }, { status: 'active' }])
    expect((await inspection.work.verdicts(tenantId))['harbour-berths-free']).toMatchObject({
      verdict: 'fail',
      standing: 'excepted',
      exception: { reason: 'The museum ship stays' },
    })
    expect(await inspection.work.posture(tenantId)).toMatchObject({ score: { percent: 100, failed: 0, excepted: 1 } })
    await inspection.api.ownerDatabase.asOwner(`update exceptions set expires_at = now() - interval '1 second'`)
    expect(await inspection.work.posture(tenantId)).toMatchObject({ score: { percent: 75, failed: 1, excepted: 0 } })
  })

  it('counts a person’s word about a manual control while it is valid', async () => {
    await assess()
    const { base } = inspection.work
    await inspection.owner.browser
      .post(`${base}/attestations`)
      .send({
        control: 'harbour-drill',
        tenantIds: [tenantId],
        verdict: 'pass',
        statement: 'I saw the log of 3 May',
        validUntil: new Date(Date.now() + 86_400_000).toISOString(),
      })
      .expect(201)
    expect((await inspection.work.verdicts(tenantId))['harbour-drill']).toMatchObject({
      verdict: 'pass',
      standing: 'pass',
      attestation: { statement: 'I saw the log of 3 May' },
    })
    expect(await inspection.work.posture(tenantId)).toMatchObject({
      score: { judged: 5, manual: { open: 0, attested: 1 } },
    })
    await inspection.api.ownerDatabase.asOwner(`update attestations set valid_until = now() - interval '1 second'`)
    expect((await inspection.work.verdicts(tenantId))['harbour-drill']).toMatchObject({ standing: 'manual' })
  })

  it('is only for those whose role allows it', async () => {
    const bo = await join(inspection.api, inspection.owner, 'auditor', 'Bo')
    const { base } = inspection.work
    await bo.browser.get(`${base}/compliance/overview`).expect(200)
    await bo.browser
      .post(`${base}/assessments`)
      .send({ tenantIds: [tenantId] })
      .expect(403)
  })
})
