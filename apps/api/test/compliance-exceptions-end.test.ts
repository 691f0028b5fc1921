import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { effectiveVerdicts } from '../src/assessments/effective-verdicts.js'
import { ExceptionExpiry } from '../src/compliance/exception-expiry.js'
import type { Exception, ExceptionPage } from '../src/compliance/exceptions.dto.js'
import type { NoticePage } from '../src/notifications/notices.dto.js'
import { atTheSameMoment } from './support/at-the-same-moment.js'
import { type Coast, inDays, startCoast } from './support/coast.js'
import { join, type TestPerson } from './support/people.js'

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
const setTimes = (id: string, expires: string, decided = '300 days') =>
  coast.api.ownerDatabase.asOwner(
    `update exceptions set expires_at = now() + $2::interval, decided_at = now() - $3::interval where id = $1`,
    [id, expires, decided],
  )
const sweep = () => coast.api.app.get(ExceptionExpiry).sweep()
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

describe('The end of an exception', () => {
  it('comes by itself: the control counts again from that moment, before anything was swept', async () => {
    const { id } = await approved()
    await setTimes(id, '-1 second')
    expect(await standing()).toBe('fail')
    expect(await get(id)).toMatchObject({ status: 'expired', decidedBy: { name: 'Alan' } })
    await post(`/exceptions/${id}/end`, {}, alan).expect(409)
  })

  it('is told 14 days before and when it comes, once each, and is in the audit log', async () => {
    const { id } = await approved()
    await sweep()
    const about = async (kind: string) => (await notices(kind)).filter(({ subject }) => subject.id === id)
    expect(await about('exception.expiring')).toEqual([])
    await setTimes(id, '13 days')
    await sweep()
    await sweep()
    expect(await about('exception.expiring')).toMatchObject([
      {
        state: 'open',
        path: `/compliance/exceptions/${id}`,
        facts: { tenants: 1 },
        subject: { name: 'Every lamp is lit' },
      },
    ])
    await setTimes(id, '-1 minute')
    await Promise.all([sweep(), sweep()])
    expect(await about('exception.expired')).toHaveLength(1)
    expect(await about('exception.expiring')).toMatchObject([{ state: 'resolved' }])
    expect(await coast.logged('exception.expired')).toMatchObject({ actor: { kind: 'system' } })
    expect(await get(id)).toMatchObject({ status: 'expired', endedBy: { kind: 'system' } })
  })

  it('of a short one is told when half of its time is over', async () => {
    const { id } = await approved({ expiresAt: inDays(4) })
    const told = async () => (await notices('exception.expiring')).some(({ subject }) => subject.id === id)
    await sweep()
    expect(await told()).toBe(false)
    await setTimes(id, '1 day', '3 days')
    await sweep()
    expect(await told()).toBe(true)
  })

  it('can be put off: the renewal is a request that takes over once somebody else approves it', async () => {
    const first = await approved()
    await setTimes(first.id, '5 days')
    await sweep()
    const { body } = await post(
      `/exceptions/${first.id}/renew`,
      { reason: 'Still rebuilding', expiresAt: inDays(60) },
      grace,
    ).expect(201)
    const renewal = body as Exception
    expect(renewal).toMatchObject({ status: 'requested', renews: first.id, tenants: [{ id: tenantId }] })
    expect(await get(first.id)).toMatchObject({ status: 'active', renewedBy: renewal.id })
    const again = await post(`/exceptions/${first.id}/renew`, { reason: 'x', expiresAt: inDays(9) }, grace).expect(409)
    expect(again.body).toMatchObject({ code: 'renewal_waiting' })

    await post(`/exceptions/${renewal.id}/approve`, {}, alan).expect(200)
    expect(await get(first.id)).toMatchObject({ status: 'ended', endNote: 'Renewed.', renewedBy: null })
    expect(await standing()).toBe('excepted')
    const open = (await notices('exception.expiring')).filter(({ subject }) => subject.id === first.id)
    expect(open).toMatchObject([{ state: 'resolved' }])
  })

  it('can be asked to be put off by two people at once, and one of them is told that it is', async () => {
    const { id } = await approved()
    const renew = (person: TestPerson) => () =>
      post(`/exceptions/${id}/renew`, { reason: 'Still', expiresAt: inDays(100) }, person)
    const answers = await atTheSameMoment(coast.api, 'exceptions', [renew(grace), renew(coast.owner)])
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1)
  })

  it('can be brought forward by an approver, and counts at once', async () => {
    const { id } = await approved()
    await post(`/exceptions/${id}/end`, { note: 'Rebuilt' }, grace).expect(403)
    await post(`/exceptions/${id}/end`, { note: 'Rebuilt' }, alan).expect(200)
    expect(await get(id)).toMatchObject({ status: 'ended', endNote: 'Rebuilt', endedBy: { name: 'Alan' } })
    expect(await standing()).toBe('fail')
  })
})

describe('The list of exceptions', () => {
  it('comes page by page, and can be narrowed to a status, a control and a tenant', async () => {
    const mine = [await ask(), await approved(), await ask({ control: 'lamps-known' })]
    const path = `/exceptions?tenantId=${tenantId}`
    const all = await coast.get<z.output<typeof ExceptionPage>>(path)
    const forAll = all.items.filter(({ tenants }) => tenants === null)
    expect(all.items).toEqual([
      ...mine.toReversed().map(({ id }) => expect.objectContaining({ id }) as unknown),
      ...forAll,
    ])
    const first = await coast.get<z.output<typeof ExceptionPage>>(`${path}&limit=2`)
    const rest = await coast.get<z.output<typeof ExceptionPage>>(`${path}&limit=2&cursor=${first.nextCursor}`)
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all.items.map(({ id }) => id))
    expect(rest.nextCursor).toBeNull()
    const ids = async (query: string) =>
      (await coast.get<z.output<typeof ExceptionPage>>(`${path}&${query}`)).items.map(({ id }) => id)
    expect(await ids('status=active')).toEqual([mine[1]?.id])
    expect(await ids('control=lamps-known')).toEqual([mine[2]?.id])
  })

  it('is counted by status, those that time has ended among the expired', async () => {
    const before = await coast.get<Record<string, number>>('/exception-counts')
    const { id } = await approved()
    await setTimes(id, '-1 second')
    await ask()
    expect(await coast.get<Record<string, number>>('/exception-counts')).toEqual({
      ...before,
      requested: (before['requested'] ?? 0) + 1,
      expired: (before['expired'] ?? 0) + 1,
    })
  })
})
