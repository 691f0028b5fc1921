import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { effectiveVerdicts } from '../src/assessments/effective-verdicts.js'
import { ManualNotices } from '../src/compliance/manual-notices.js'
import type { Attestation, AttestationPage, ManualItem, ManualPage } from '../src/compliance/manual-work.dto.js'
import type { NoticePage } from '../src/notifications/notices.dto.js'
import { type Coast, inDays, startCoast } from './support/coast.js'
import { createOrganization, join, type TestPerson } from './support/people.js'

let coast: Coast
let grace: TestPerson
let auditor: TestPerson
let tenantId: string
let count = 0

beforeAll(async () => {
  coast = await startCoast()
  grace = await join(coast.api, coast.owner, 'operator', 'Grace')
  auditor = await join(coast.api, coast.owner, 'auditor', 'Mary')
})
afterAll(() => coast.api.close())
beforeEach(async () => {
  const [id = ''] = await coast.tenants(`Rock ${(count += 1)}`)
  tenantId = id
})

const assign = (body: object, person = coast.owner) =>
  person.browser
    .put(`${coast.base}/compliance/manual`)
    .send({ controls: ['keeper-awake'], tenantIds: [tenantId], ...body })
const send = (body: object = {}, person = grace) =>
  person.browser.post(`${coast.base}/attestations`).send({
    control: 'keeper-awake',
    tenantIds: [tenantId],
    verdict: 'pass',
    statement: 'Knocked, and was answered.',
    validUntil: inDays(180),
    ...body,
  })
const attest = async (body: object = {}): Promise<Attestation> => (await send(body).expect(201)).body as Attestation
const withdraw = (id: string) => grace.browser.post(`${coast.base}/attestations/${id}/withdraw`).send({})
const items = async (query = ''): Promise<ManualItem[]> =>
  (await coast.get<z.output<typeof ManualPage>>(`/compliance/manual?tenantId=${tenantId}&limit=200${query}`)).items
const item = async (control = 'keeper-awake') => (await items()).find((one) => one.control.id === control)
const setTime = (table: string, column: string, when: string) =>
  coast.api.ownerDatabase.asOwner(`update ${table} set ${column} = now() + $2::interval where tenant_id = $1`, [
    tenantId,
    when,
  ])

async function standing(control = 'keeper-awake'): Promise<object | undefined> {
  const [row] = await coast.api.database.inOrganization(coast.organizationId, (tx) =>
    tx.query<{ standing: string; attested: boolean }[]>(
      `select standing, attested from (${effectiveVerdicts()}) s where tenant_id = $1 and control = $2`,
      [tenantId, control],
    ),
  )
  return row && { ...row }
}

describe('Manual controls (S4.48)', () => {
  it('are to be done in every tenant, until someone says who and until when', async () => {
    expect(await items()).toMatchObject([
      { control: { id: 'keeper-awake', title: 'The keeper is awake' }, owner: null, dueAt: null, state: 'open' },
      { control: { id: 'log-kept' }, state: 'open', attestation: null },
    ])
    const dueAt = inDays(10)
    await assign({ ownerId: grace.id, dueAt }).expect(200, { items: 1 })
    expect(await item()).toMatchObject({ owner: { id: grace.id, name: 'Grace' }, dueAt, state: 'due' })
    await assign({ dueAt: inDays(-1) }).expect(200)
    expect(await item()).toMatchObject({ owner: { name: 'Grace' }, state: 'overdue' })
    await assign({ ownerId: null, dueAt: null }).expect(200)
    expect(await item()).toMatchObject({ owner: null, dueAt: null, state: 'open' })
  })

  it('are given to a person in many tenants at once, and what was before is in the audit log', async () => {
    const [other = ''] = await coast.tenants(`Other rock ${count}`)
    await assign({ ownerId: auditor.id }).expect(200)
    const many = { controls: ['keeper-awake', 'log-kept'], tenantIds: [tenantId, other], ownerId: grace.id }
    await assign(many, grace).expect(200, { items: 4 })
    expect((await items(`&ownerId=${grace.id}`)).map(({ control }) => control.id)).toEqual(['keeper-awake', 'log-kept'])
    expect(await coast.logged('manualWork.assigned')).toMatchObject({
      actor: { name: 'Grace' },
      details: { before: [{ owner_id: auditor.id }], after: { ownerId: grace.id } },
    })
  })

  it('are given to members of the organization and to nobody else, and only by those who may', async () => {
    await assign({ ownerId: randomUUID() }).expect(422)
    await assign({ ownerId: grace.id }, auditor).expect(403)
    await assign({ ownerId: grace.id, controls: ['unheard-of'] }).expect(422)
    await assign({}).expect(422)
    const leaver = await join(coast.api, coast.owner, 'operator', `Leaver ${count}`)
    await assign({ ownerId: leaver.id }).expect(200)
    await coast.owner.browser.delete(`/api/v1/organizations/${coast.organizationId}/members/${leaver.id}`).expect(204)
    expect(await item()).toMatchObject({ owner: null })
  })

  it('come with what is due first, page by page, narrowed and counted by state', async () => {
    await assign({ controls: ['log-kept'], dueAt: inDays(2) })
    await attest({ validUntil: inDays(9) })
    const all = await items()
    expect(all.map(({ control, state }) => [control.id, state])).toEqual([
      ['log-kept', 'due'],
      ['keeper-awake', 'attested'],
    ])
    const page = `/compliance/manual?tenantId=${tenantId}&limit=1`
    const first = await coast.get<z.output<typeof ManualPage>>(page)
    const second = await coast.get<z.output<typeof ManualPage>>(`${page}&cursor=${first.nextCursor}`)
    expect([...first.items, ...second.items]).toEqual(all)
    expect(second.nextCursor).toBeNull()
    expect(await items('&state=due')).toEqual([all[0]])
    expect((await items('&framework=coast-code')).map(({ control }) => control.id)).toEqual(['keeper-awake'])
    expect(await coast.get(`/compliance/manual-counts?tenantId=${tenantId}`)).toEqual({
      open: 0,
      due: 1,
      overdue: 0,
      attested: 1,
      expired: 0,
    })
  })
})

describe('Attesting a manual control', () => {
  beforeEach(() => coast.found(tenantId, 'keeper-awake', 'manual'))

  it('counts at once, says by whom, and meets the date', async () => {
    await assign({ dueAt: inDays(1) })
    expect(await standing()).toEqual({ standing: 'manual', attested: false })
    const attestation = await attest({ verdict: 'fail', statement: 'Snoring.' })
    expect(attestation).toMatchObject({
      control: { id: 'keeper-awake' },
      verdict: 'fail',
      by: { kind: 'user', name: 'Grace' },
      tenants: [{ id: tenantId, current: true }],
      attachment: null,
    })
    expect(await standing()).toEqual({ standing: 'fail', attested: true })
    expect(await item()).toMatchObject({
      state: 'attested',
      dueAt: attestation.validUntil,
      attestation: { id: attestation.id, verdict: 'fail', statement: 'Snoring.' },
    })
    expect(await coast.logged('attestation.made')).toMatchObject({ details: { after: { verdict: 'fail' } } })
  })

  it('holds until its end and no longer', async () => {
    await attest()
    await setTime('attestations', 'valid_until', '-1 second')
    expect(await standing()).toEqual({ standing: 'manual', attested: false })
    expect(await item()).toMatchObject({ state: 'expired', attestation: { verdict: 'pass' } })
  })

  it('goes for many tenants in one statement, which the next one supersedes where it speaks', async () => {
    const [other = ''] = await coast.tenants(`Other rock ${count}`)
    const both = await attest({ tenantIds: [tenantId, other] })
    const later = await attest({ verdict: 'notApplicable' })
    const { items: known } = await coast.get<z.output<typeof AttestationPage>>(`/attestations?tenantId=${tenantId}`)
    expect(known.map(({ id }) => id)).toEqual([later.id, both.id])
    const current = Object.fromEntries(known[1]?.tenants.map((one) => [one.id, one.current]) ?? [])
    expect(current).toEqual({ [tenantId]: false, [other]: true })
    expect(await standing()).toEqual({ standing: 'notApplicable', attested: true })
  })

  it('can be withdrawn: the word before counts again', async () => {
    await attest({ verdict: 'fail' })
    const { id } = await attest({ verdict: 'pass' })
    const { body } = await withdraw(id).expect(200)
    expect(body).toMatchObject({ withdrawnBy: { name: 'Grace' }, tenants: [{ current: false }] })
    expect(await standing()).toEqual({ standing: 'fail', attested: true })
    expect((await withdraw(id).expect(409)).body).toMatchObject({ code: 'attestation_withdrawn' })
  })

  it('by two people at once leaves one word that stands and both on record', async () => {
    const verdicts = ['pass', 'fail', 'pass', 'fail']
    const answers = await Promise.all(verdicts.map((verdict) => send({ verdict })))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    const { items: known } = await coast.get<z.output<typeof AttestationPage>>(`/attestations?tenantId=${tenantId}`)
    expect(known).toHaveLength(4)
    expect(known.filter(({ tenants }) => tenants[0]?.current)).toEqual([known[0]])
  })

  it('is refused for a control that is judged by what was read, unless that says that a person has to look', async () => {
    const { body } = await send({ control: 'lamps-lit' }).expect(409)
    expect(body).toMatchObject({ code: 'not_manual' })
    await coast.found(tenantId, 'lamps-lit', 'manual')
    expect(await item('lamps-lit')).toMatchObject({ state: 'open' })
    await send({ control: 'lamps-lit' }).expect(201)
    expect(await standing('lamps-lit')).toEqual({ standing: 'pass', attested: true })
  })

  it('is refused without an end, beyond two years, for strangers’ tenants, and to those who may not', async () => {
    await send({ validUntil: undefined }).expect(422)
    await send({ validUntil: inDays(800) }).expect(422)
    await send({ validUntil: inDays(-1) }).expect(422)
    await send({ tenantIds: [tenantId, randomUUID()] }).expect(404)
    await send({}, auditor).expect(403)
    const elsewhere = await createOrganization(coast.owner, `Elsewhere ${count}`)
    const foreign = {
      control: 'keeper-awake',
      tenantIds: [tenantId],
      verdict: 'pass',
      statement: 's',
      validUntil: inDays(1),
    }
    await coast.owner.browser.post(`/api/v1/organizations/${elsewhere}/attestations`).send(foreign).expect(404)
  })
})

describe('What is due', () => {
  const due = async () => {
    await coast.api.app.get(ManualNotices).sweep()
    const { items: told } = await coast.get<z.output<typeof NoticePage>>(
      `/notices?kind=manual.due&tenantId=${tenantId}`,
    )
    return told
  }

  it('is told once for a tenant and a day, and not of what was attested meanwhile', async () => {
    await assign({ controls: ['keeper-awake', 'log-kept'], dueAt: inDays(1) })
    expect(await due()).toEqual([])
    await setTime('manual_work', 'due_at', '-1 minute')
    expect(await due()).toMatchObject([
      {
        subject: { kind: 'tenant', id: tenantId },
        facts: { controls: ['The keeper is awake', 'The log is kept'] },
        path: `/compliance/manual?tenantId=${tenantId}`,
      },
    ])
    expect(await due()).toHaveLength(1)
  })

  it('comes with the end of an attestation, too', async () => {
    await attest()
    expect(await due()).toEqual([])
    await setTime('attestations', 'valid_until', '-1 minute')
    expect(await due()).toMatchObject([{ facts: { controls: ['The keeper is awake'] } }])
  })
})
