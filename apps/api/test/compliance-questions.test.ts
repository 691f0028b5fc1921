import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { causes, standings } from '../src/assessments/score.js'
import type { Condition, QuestionAnswer, QuestionPage, QuestionTerms } from '../src/compliance/questions.dto.js'
import { chance, someOf } from './support/chance.js'
import { type Coast, coastOf, startCoast } from './support/coast.js'
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
let auditor: TestPerson

beforeAll(async () => {
  coast = await startCoast()
  auditor = await join(coast.api, coast.owner, 'auditor', 'Mary')
})
afterAll(() => coast.api.close())

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
