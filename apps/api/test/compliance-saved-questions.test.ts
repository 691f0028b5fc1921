import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { QuestionSchedule } from '../src/compliance/question-schedule.js'
import type { Condition, Question } from '../src/compliance/questions.dto.js'
import type { NoticePage } from '../src/notifications/notices.dto.js'
import { type Coast, inDays, startCoast } from './support/coast.js'
import { join, type TestPerson } from './support/people.js'

let coast: Coast
let grace: TestPerson
let auditor: TestPerson

beforeAll(async () => {
  coast = await startCoast()
  grace = await join(coast.api, coast.owner, 'operator', 'Grace')
  auditor = await join(coast.api, coast.owner, 'auditor', 'Mary')
})
afterAll(() => coast.api.close())

const save = (body: object, person = grace) => person.browser.post(`${coast.base}/questions`).send(body)

describe('Saved questions', () => {
  it('are made, changed and deleted by those who may, each with a name of its own, and all of it is logged', async () => {
    const wanted = { name: 'Very important', definition: { tag: 'vip' } }
    await save(wanted, auditor).expect(403)
    const { body } = await save(wanted).expect(201)
    const { id } = body as Question
    expect(body).toMatchObject({
      ...wanted,
      schedule: null,
      notify: false,
      createdBy: { name: 'Grace' },
      tenants: null,
    })
    expect((await save(wanted).expect(409)).body).toMatchObject({ code: 'question_name_taken' })
    const path = `${coast.base}/questions/${id}`
    const change = { name: 'Most important', definition: { all: [{ tag: 'vip' }, { tag: 'north' }] } }
    expect((await grace.browser.patch(path).send(change).expect(200)).body).toMatchObject(change)
    expect(await coast.logged('question.changed')).toMatchObject({
      details: { before: { name: 'Very important', definition: { tag: 'vip' } }, after: change },
    })
    await grace.browser.get(`${path}/answer`).expect(200)
    await grace.browser.delete(path).expect(204)
    await grace.browser.get(path).expect(404)
    expect(await coast.logged('question.deleted')).toMatchObject({ details: { before: { name: 'Most important' } } })
  })

  it('are asked by a cron expression in a time zone, which both have to be right', async () => {
    const wanted = { name: 'At nine', definition: { tag: 'vip' } }
    const wrong = { cron: '61 * * * *', timeZone: 'Europe/Nowhere' }
    const { body } = await save({ ...wanted, schedule: wrong }).expect(422)
    expect((body as { errors: { path: string }[] }).errors.map(({ path }) => path)).toEqual([
      'schedule.cron',
      'schedule.timeZone',
    ])
    const made = await save({ ...wanted, schedule: { cron: '0 9 * * *', timeZone: 'Europe/Berlin' } }).expect(201)
    const { schedule } = made.body as Question
    const at = new Intl.DateTimeFormat('de', { hour: 'numeric', timeZone: 'Europe/Berlin' })
    expect(at.format(new Date(schedule?.nextAt ?? ''))).toMatch(/^0?9/)
  })
})

describe('A question on schedule', () => {
  const schedule = { cron: '0 * * * *', timeZone: 'UTC' }
  const sweep = (hours: number) => coast.api.app.get(QuestionSchedule).sweep(new Date(inDays(hours / 24)))
  const told = async (id: string) =>
    (await coast.get<z.output<typeof NoticePage>>('/notices?kind=question.changed&limit=200')).items.filter(
      ({ subject }) => subject.id === id,
    )

  it('tells which tenants are new in the answer and which left it, once for each change', async () => {
    const [one = '', two = ''] = await coast.tenants('Bright rock', 'Dark rock')
    await coast.found(one, 'fog-horn', 'fail')
    await coast.found(two, 'fog-horn', 'pass')
    const definition: Condition = { control: 'fog-horn', standings: ['fail'] }
    const { body } = await save({ name: 'Silent', definition, schedule, notify: true }).expect(201)
    const { id } = body as Question
    await sweep(2)
    expect(await told(id)).toEqual([])
    expect(await coast.get<Question>(`/questions/${id}`)).toMatchObject({ tenants: 1 })

    await coast.found(one, 'fog-horn', 'pass')
    await coast.found(two, 'fog-horn', 'fail')
    await Promise.all([sweep(4), sweep(4), sweep(4)])
    expect(await told(id)).toMatchObject([
      {
        facts: { added: ['Dark rock'], removed: ['Bright rock'] },
        path: `/compliance/questions/${id}`,
        subject: { kind: 'question', name: 'Silent' },
      },
    ])
    await sweep(6)
    expect(await told(id)).toHaveLength(1)
  })

  it('does not take a tenant for gone that could not be assessed', async () => {
    const [one = ''] = await coast.tenants('Foggy rock')
    await coast.found(one, 'keeper-awake', 'fail')
    const definition: Condition = { control: 'keeper-awake', standings: ['fail'] }
    const { body } = await save({ name: 'Asleep', definition, schedule, notify: true }).expect(201)
    const { id } = body as Question
    await sweep(8)
    await coast.found(one, 'keeper-awake', 'notAssessed', { cause: 'error' })
    await sweep(10)
    expect(await told(id)).toEqual([])
    expect(await coast.get<Question>(`/questions/${id}`)).toMatchObject({ tenants: 1 })
  })

  it('is not asked before it is due', async () => {
    const { body } = await save({ name: 'Later', definition: { tag: 'vip' }, schedule }).expect(201)
    const { id } = body as Question
    await coast.api.app.get(QuestionSchedule).sweep(new Date())
    expect(await coast.get<Question>(`/questions/${id}`)).toMatchObject({ answeredAt: null })
  })
})
