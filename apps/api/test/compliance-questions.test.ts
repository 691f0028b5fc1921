import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { causes, standings } from '../src/assessments/score.js'
import { QuestionSchedule } from '../src/compliance/question-schedule.js'
import type {
  Condition,
  Question,
  QuestionAnswer,
  QuestionPage,
  QuestionTerms,
} from '../src/compliance/questions.dto.js'
import type { NoticePage } from '../src/notifications/notices.dto.js'
import { chance, someOf } from './support/chance.js'
import { type Coast, coastOf, inDays, startCoast } from './support/coast.js'
import { createOrganization, join, type TestPerson } from './support/people.js'
import { expected, type FleetTenant } from './support/naive-answer.js'

const CONTROLS = ['lamps-lit', 'lamps-known', 'fog-horn', 'keeper-awake'] as const
const AREAS: Record<string, string> = {
  'lamps-lit': 'Light',
  'lamps-known': 'Light',
  'fog-horn': 'Sound',
  'keeper-awake': 'People',
}
const FRAMEWORKS = { 'coast-code': ['lamps-lit', 'fog-horn', 'keeper-awake'] }
const VERDICTS = ['pass', 'fail', 'manual', 'notApplicable', 'notAssessed'] as const
const TAGS = ['vip', 'north', 'small']
const LICENCES = ['Oil plan', 'Fog plan']

let coast: Coast
let grace: TestPerson
let auditor: TestPerson

beforeAll(async () => {
  coast = await startCoast()
  grace = await join(coast.api, coast.owner, 'operator', 'Grace')
  auditor = await join(coast.api, coast.owner, 'auditor', 'Mary')
})
afterAll(() => coast.api.close())

const save = (body: object, person = grace, base = coast.base) => person.browser.post(`${base}/questions`).send(body)
const ask = async (definition: Condition, query = '', base = coast.base): Promise<QuestionAnswer> =>
  (await coast.owner.browser.post(`${base}/question-answers${query}`).send({ definition }).expect(200))
    .body as QuestionAnswer
const names = ({ items }: QuestionAnswer) => items.map(({ tenant }) => tenant.name)

describe('A question about all tenants (N33)', () => {
  /** A fleet by chance, in the database and in memory. */
  async function fleet(
    random: () => number,
  ): Promise<{ world: ReturnType<typeof coastOf>; tenants: FleetTenant[]; groups: string[] }> {
    const world = coastOf(coast.api, coast.owner, await createOrganization(coast.owner, `Fleet ${random()}`))
    const ids = await world.tenants(
      ...Array.from({ length: 24 }, (_, index) => `Rock ${String(index).padStart(2, '0')}`),
    )
    const groups: string[] = []
    const tenants = ids.map((id, index): FleetTenant => ({
      id,
      name: `Rock ${String(index).padStart(2, '0')}`,
      tags: someOf(TAGS, Math.floor(random() * 3), random),
      groups: [],
      found: new Map(),
    }))
    for (const name of ['Gold', 'Silver']) {
      const members = someOf(tenants, 8, random)
      const { body } = await coast.owner.browser
        .post(`${world.base}/tenant-groups`)
        .send({ name, tenantIds: members.map(({ id }) => id) })
        .expect(201)
      const { id } = body as { id: string }
      groups.push(id)
      for (const member of members) member.groups.push(id)
    }
    for (const tenant of tenants) {
      await coast.api.ownerDatabase.asOwner('update tenants set tags = $2 where id = $1', [tenant.id, tenant.tags])
      for (const control of someOf(CONTROLS, Math.floor(random() * 5), random)) {
        const verdict = VERDICTS[Math.floor(random() * VERDICTS.length)] ?? 'pass'
        const cause = verdict === 'notAssessed' ? causes[Math.floor(random() * causes.length)] : undefined
        const licence = random() < 0.3 ? LICENCES[Math.floor(random() * 2)] : undefined
        await world.found(tenant.id, control, verdict, { ...(cause && { cause }), ...(licence && { licence }) })
        const excepted = verdict === 'fail' && random() < 0.4
        if (excepted) await except(world.organizationId, tenant.id, control)
        tenant.found.set(control, { standing: excepted ? 'excepted' : verdict, cause, licence })
      }
    }
    return { world, tenants, groups }
  }

  const except = (organizationId: string, tenantId: string, control: string) =>
    coast.api.ownerDatabase.asOwner(
      `insert into exceptions (id, organization_id, control, tenant_ids, reason, compensating_control, status, expires_at, requested_by)
       values (gen_random_uuid(), $1, $2, $3, 'r', 'c', 'active', now() + interval '1 day', '{}')`,
      [organizationId, control, [tenantId]],
    )

  function condition(random: () => number, groups: readonly string[], depth: number): Condition {
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
    const inner = () => condition(random, groups, depth - 1)
    switch (depth > 0 ? Math.floor(random() * 8) : Math.floor(random() * 5)) {
      case 0:
      case 1:
        return {
          control: pick(CONTROLS),
          standings: someOf(standings, 1 + Math.floor(random() * 3), random),
          ...(random() < 0.4 && { causes: someOf(causes, 1 + Math.floor(random() * 2), random) }),
        }
      case 2:
        return {
          scoreBelow: Math.floor(random() * 101),
          ...(random() < 0.4 && { framework: 'coast-code' }),
          ...(random() < 0.4 && { area: pick(Object.values(AREAS)) }),
        }
      case 3:
        return { lacksLicence: pick(LICENCES) }
      case 4:
        return random() < 0.5 ? { tag: pick(TAGS) } : { groupId: pick(groups) }
      case 5:
        return { all: Array.from({ length: 1 + Math.floor(random() * 3) }, inner) }
      case 6:
        return { any: Array.from({ length: 1 + Math.floor(random() * 3) }, inner) }
      default:
        return { not: inner() }
    }
  }

  it.each([11, 12, 13])(
    'is answered as a look at each tenant by itself would answer it, whatever it is (seed %i)',
    async (seed) => {
      const random = chance(seed)
      const { world, tenants, groups } = await fleet(random)
      for (let round = 0; round < 60; round += 1) {
        const definition = condition(random, groups, 3)
        const wanted = expected(definition, tenants, { areas: AREAS, frameworks: FRAMEWORKS })
        const text = JSON.stringify(definition)
        const answer = await ask(definition, '?limit=200', world.base)
        expect(answer.counts, text).toEqual({
          yes: wanted.yes.length,
          no: wanted.no.length,
          unknown: wanted.unknown.length,
        })
        expect(names(answer), text).toEqual(wanted.yes)
        if (wanted.unknown.length === 0) continue
        const unknown = await ask(definition, '?limit=200&holds=unknown', world.base)
        expect(names(unknown), text).toEqual(wanted.unknown)
      }
    },
    120_000,
  )

  it('says of each tenant what decides, and comes page by page', async () => {
    const [one = '', two = '', three = ''] = await coast.tenants('Aa one', 'Aa two', 'Aa three')
    await coast.found(one, 'lamps-lit', 'fail', { reason: 'Three lamps are dark.', licence: 'Oil plan' })
    await coast.found(two, 'lamps-lit', 'fail', { licence: 'Oil plan' })
    await coast.found(three, 'lamps-lit', 'notAssessed', { cause: 'notPermitted' })
    const definition: Condition = {
      all: [
        { control: 'lamps-lit', standings: ['fail'] },
        { lacksLicence: 'Oil plan' },
        { scoreBelow: 50, area: 'Light' },
      ],
    }
    const answer = await ask(definition)
    expect(names(answer)).toEqual(['Aa one', 'Aa two'])
    expect(answer.items[0]).toMatchObject({
      holds: true,
      because: [
        {
          kind: 'control',
          control: 'lamps-lit',
          title: 'Every lamp is lit',
          standing: 'fail',
          reason: 'Three lamps are dark.',
        },
        { kind: 'licence', licence: 'Oil plan', controls: ['Every lamp is lit'] },
        { kind: 'score', area: 'Light', framework: null, percent: 0 },
      ],
    })
    const first = await ask(definition, '?limit=1')
    const rest = await ask(definition, `?limit=1&cursor=${first.nextCursor}`)
    expect([...names(first), ...names(rest)]).toEqual(names(answer))
    expect(rest.nextCursor).toBeNull()
    const unknown = await ask({ control: 'lamps-lit', standings: ['fail'] }, '?holds=unknown&limit=200')
    expect(unknown.items.find(({ tenant }) => tenant.id === three)).toMatchObject({
      holds: null,
      because: [{ standing: 'notAssessed', cause: 'notPermitted' }],
    })
  })

  it('is refused where it names what is not there, is too deep or too large, or is no question', async () => {
    const refused = (definition: unknown) =>
      auditor.browser.post(`${coast.base}/question-answers`).send({ definition }).expect(422)
    const deep = (levels: number): object => (levels === 0 ? { tag: 'vip' } : { not: deep(levels - 1) })
    await refused({ control: 'unheard-of', standings: ['fail'] })
    await refused({ scoreBelow: 50, framework: 'unheard-of' })
    await refused(deep(9))
    await refused({ any: Array.from({ length: 50 }, () => ({ any: [{ tag: 'a' }, { tag: 'b' }] })) })
    await refused({ all: [] })
    await refused({ sql: 'true' })
    await refused({ control: "x') or true --", standings: ['fail'] })
  })
})

describe('Examples of questions', () => {
  it('are offered and not made, and each can be asked as it is', async () => {
    const { examples, ...terms } = await coast.get<z.output<typeof QuestionTerms>>('/question-terms')
    expect(terms).toEqual({
      frameworks: [{ id: 'coast-code', name: 'Coast code' }],
      areas: ['Light', 'People', 'Sound'],
      licences: ['Oil plan'],
    })
    expect(examples).toHaveLength(3)
    for (const { definition } of examples) await ask(definition)
    expect((await coast.get<z.output<typeof QuestionPage>>('/questions')).items).toEqual([])
  })
})

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
