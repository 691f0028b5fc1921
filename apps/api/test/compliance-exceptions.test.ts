import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { effectiveVerdicts } from '../src/assessments/effective-verdicts.js'
import type { Exception, ExceptionOfferPage, ExceptionPage } from '../src/compliance/exceptions.dto.js'
import type { NoticePage } from '../src/notifications/notices.dto.js'
import { atTheSameMoment } from './support/at-the-same-moment.js'
import { type Coast, coastOf, inDays, startCoast } from './support/coast.js'
import { createKey, createOrganization, join, type TestPerson } from './support/people.js'

let coast: Coast
let grace: TestPerson
let alan: TestPerson
let tenantId: string
let count = 0

beforeAll(async () => {
  coast = await startCoast()
  grace = await join(coast.api, coast.owner, 'operator', 'Grace')
  alan = await join(coast.api, coast.owner, 'approver', 'Alan')
})
afterAll(() => coast.api.close())
beforeEach(async () => {
  const [id = ''] = await coast.tenants(`Rock ${(count += 1)}`)
  tenantId = id
  await coast.found(tenantId, 'lamps-lit', 'fail', { wouldPassWith: { darkLamps: ['a', 'b'] } })
})

const order = (changes: object = {}) => ({
  control: 'lamps-lit',
  tenantIds: [tenantId],
  reason: 'Being rebuilt',
  compensatingControl: 'A buoy with a lamp',
  expiresAt: inDays(90),
  ...changes,
})
const post = (path: string, body: object = {}, person = coast.owner) =>
  person.browser.post(`${coast.base}${path}`).send(body)
const ask = async (changes: object = {}, person = grace): Promise<Exception> =>
  (await post('/exceptions', order(changes), person).expect(201)).body as Exception
const approved = async (changes: object = {}): Promise<Exception> =>
  (await post(`/exceptions/${(await ask(changes)).id}/approve`, { note: 'Fine' }, alan).expect(200)).body as Exception
const get = (id: string, person = coast.owner) => coast.get<Exception>(`/exceptions/${id}`, person)
const notices = async (kind: string) =>
  (await coast.get<z.output<typeof NoticePage>>(`/notices?kind=${kind}&limit=200`)).items

async function standing(id = tenantId, control = 'lamps-lit'): Promise<string | undefined> {
  const [row] = await coast.api.database.inOrganization(coast.organizationId, (tx) =>
    tx.query<{ standing: string }[]>(
      `select standing from (${effectiveVerdicts()}) s where tenant_id = $1 and control = $2`,
      [id, control],
    ),
  )
  return row?.standing
}

describe('Asking for an exception (S4.49, C32)', () => {
  it('says why, what keeps the risk down and until when, and excepts nothing yet', async () => {
    const exception = await ask()
    expect(exception).toMatchObject({
      control: { id: 'lamps-lit', title: 'Every lamp is lit' },
      tenants: [{ id: tenantId }],
      reason: 'Being rebuilt',
      compensatingControl: 'A buoy with a lamp',
      status: 'requested',
      requestedBy: { kind: 'user', name: 'Grace' },
      decidedBy: null,
      decision: { allowed: false, why: expect.stringContaining('role') as unknown },
    })
    expect((await get(exception.id, alan)).decision).toEqual({ allowed: true, why: null })
    expect(await standing()).toBe('fail')
    expect(await coast.logged('exception.requested')).toMatchObject({
      actor: { name: 'Grace' },
      details: { after: { reason: 'Being rebuilt', tenantIds: [tenantId] } },
    })
  })

  it.each([
    ['an unknown control', { control: 'unheard-of' }, 'control'],
    ['a day in the past', { expiresAt: inDays(-1) }, 'expiresAt'],
    ['more than two years', { expiresAt: inDays(750) }, 'expiresAt'],
    ['a parameter that the control does not have', { parameters: { unheardOf: [] } }, 'parameters.unheardOf'],
    [
      'a value that the parameter refuses',
      { parameters: { watch: { longestHours: 40 } } },
      'parameters.watch.longestHours',
    ],
  ])('is refused for %s', async (_what, changes, path) => {
    const { body } = await post('/exceptions', order(changes), grace).expect(422)
    expect(body).toMatchObject({ errors: [{ path }] })
  })

  it('is refused without an end, without a reason, and for a tenant that is not there', async () => {
    await post('/exceptions', order({ expiresAt: undefined }), grace).expect(422)
    await post('/exceptions', order({ reason: ' ' }), grace).expect(422)
    await post('/exceptions', order({ tenantIds: [tenantId, randomUUID()] }), grace).expect(404)
    await post('/exceptions', order({ tenantIds: [] }), grace).expect(422)
  })

  it('is done once for the same idempotency key (S4.49)', async () => {
    const body = order()
    const send = () => post('/exceptions', body, grace).set('idempotency-key', `rebuilt-${tenantId}`).expect(201)
    const [first, second] = [await send(), await send()]
    expect((second.body as Exception).id).toBe((first.body as Exception).id)
  })

  it('is told to those who decide, until it is decided', async () => {
    const { id } = await ask()
    const about = async () => (await notices('exception.requested')).filter(({ subject }) => subject.id === id)
    expect(await about()).toMatchObject([
      { state: 'open', permission: 'compliance:approve', facts: { by: 'Grace', tenants: 1 } },
    ])
    await post(`/exceptions/${id}/deny`, {}, alan).expect(200)
    expect(await about()).toMatchObject([{ state: 'resolved' }])
  })

  it('is not for those who only see, and what was asked for can be taken back until it is decided', async () => {
    await post('/exceptions', order(), alan).expect(403)
    const { id } = await ask()
    const { body } = await post(`/exceptions/${id}/withdraw`, {}, grace).expect(200)
    expect(body).toMatchObject({ status: 'ended', endedBy: { name: 'Grace' } })
    await post(`/exceptions/${id}/withdraw`, {}, grace).expect(409)
    await post(`/exceptions/${id}/approve`, {}, alan).expect(409)
  })
})

describe('Deciding about an exception', () => {
  it('excepts the failure from the moment somebody else approves, in its tenants and nowhere else', async () => {
    const [other = ''] = await coast.tenants(`Elsewhere ${count}`)
    await coast.found(other, 'lamps-lit', 'fail')
    const exception = await approved()
    expect(exception).toMatchObject({
      status: 'active',
      decidedBy: { name: 'Alan' },
      decisionNote: 'Fine',
      soleApprover: false,
    })
    expect(await standing()).toBe('excepted')
    expect(await standing(other)).toBe('fail')
    expect(await coast.logged('exception.approved')).toMatchObject({
      actor: { name: 'Alan' },
      details: {
        before: { status: 'requested' },
        after: { status: 'active' },
        soleApprover: false,
        tenants: [tenantId],
      },
    })
  })

  it('covers all tenants, later ones too, where none is named', async () => {
    const { id } = await approved({ control: 'fog-horn', tenantIds: null })
    const [later = ''] = await coast.tenants(`Later ${count}`)
    await coast.found(later, 'fog-horn', 'fail')
    expect(await standing(later, 'fog-horn')).toBe('excepted')
    const { items } = await coast.get<z.output<typeof ExceptionPage>>(`/exceptions?tenantId=${later}`)
    expect(items.map((one) => one.id)).toContain(id)
    await post(`/exceptions/${id}/end`, {}, alan).expect(200)
    expect(await standing(later, 'fog-horn')).toBe('fail')
  })

  it('is refused to the one who asked while somebody else may decide', async () => {
    const { id } = await ask({}, coast.owner)
    const { body } = await post(`/exceptions/${id}/approve`, {}, coast.owner).expect(403)
    expect(body).toMatchObject({ code: 'own_exception' })
    await post(`/exceptions/${id}/deny`, {}, coast.owner).expect(403)
    expect((await get(id)).decision).toMatchObject({ allowed: false })
    await post(`/exceptions/${id}/deny`, { note: 'No' }, alan).expect(200)
    expect(await get(id)).toMatchObject({ status: 'denied', decisionNote: 'No', decidedBy: { name: 'Alan' } })
    expect(await standing()).toBe('fail')
  })

  it('is refused to those who ask with an API key where a person may decide', async () => {
    const { id } = await ask()
    const { key } = await createKey(coast.owner, { name: 'Robot', role: 'admin' })
    const { body } = await coast.api.agent
      .post(`${coast.base}/exceptions/${id}/approve`)
      .set('authorization', `Bearer ${key}`)
      .send({})
      .expect(403)
    expect(body).toMatchObject({ code: 'person_decides' })
  })

  it('is left to the one who asked where nobody else in the organization may, and that is recorded', async () => {
    const alone = coastOf(coast.api, coast.owner, await createOrganization(coast.owner, `Alone ${count}`))
    const [rock = ''] = await alone.tenants('Lonely rock')
    const { body: asked } = await coast.owner.browser
      .post(`${alone.base}/exceptions`)
      .send(order({ tenantIds: [rock] }))
      .expect(201)
    const { id } = asked as Exception
    const { body } = await coast.owner.browser.post(`${alone.base}/exceptions/${id}/approve`).send({}).expect(200)
    expect(body).toMatchObject({ status: 'active', soleApprover: true })
    expect(await alone.logged('exception.approved')).toMatchObject({ details: { soleApprover: true } })
  })

  it('counts once when two people decide at once: the other is told that it is decided', async () => {
    const { id } = await ask()
    const answers = await atTheSameMoment(coast.api, 'exceptions', [
      () => post(`/exceptions/${id}/approve`, {}, alan),
      () => post(`/exceptions/${id}/deny`, {}, coast.owner),
    ])
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1)
    const winner = answers.find(({ status }) => status === 200)?.body as Exception
    expect((await get(id)).status).toBe(winner.status)
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'exception_decided' })
  })

  it('too late, when its time is over, changes nothing', async () => {
    const { id } = await ask()
    await coast.api.ownerDatabase.asOwner('update exceptions set expires_at = now() where id = $1', [id])
    await post(`/exceptions/${id}/approve`, {}, alan).expect(409)
  })
})

describe('An exception with parameters', () => {
  it('is offered where a control says with which values it would pass, with what these add', async () => {
    const offers = async () =>
      (await coast.get<z.output<typeof ExceptionOfferPage>>(`/exception-offers?tenantId=${tenantId}`)).items
    await coast.owner.browser
      .put(`${coast.base}/tenants/${tenantId}/compliance/parameters/darkLamps`)
      .send({ value: ['a'] })
      .expect(200)
    expect(await offers()).toMatchObject([
      {
        control: { id: 'lamps-lit' },
        tenant: { id: tenantId },
        parameters: { darkLamps: ['a', 'b'] },
        adds: [{ parameter: 'darkLamps', name: 'Lamps that may be dark', member: null, values: ['b'] }],
      },
    ])
    await ask({ parameters: { darkLamps: ['a', 'b'] } })
    expect(await offers()).toEqual([])
  })

  it('covers a failure that its values explain, and none with more to it', async () => {
    await approved({ parameters: { darkLamps: ['b', 'a'] } })
    expect(await standing()).toBe('excepted')
    await coast.found(tenantId, 'lamps-lit', 'fail', { wouldPassWith: { darkLamps: ['a', 'b', 'c'] } })
    expect(await standing()).toBe('fail')
  })
})
