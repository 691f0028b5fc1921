import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { AssessmentPage } from '../src/assessments/assessments.dto.js'
import { ScheduleClock } from '../src/assessments/schedule-clock.js'
import type { Schedule } from '../src/assessments/schedules.dto.js'
import { Inspection } from './support/inspection.js'
import { join } from './support/people.js'

type Kept = z.output<typeof Schedule>

let inspection: Inspection

beforeAll(async () => {
  inspection = await Inspection.begin()
})

afterAll(() => inspection.end())

beforeEach(async () => {
  inspection.world.reset()
  await inspection.onlyHas('Seaside', 'Cove')
  await inspection.api.ownerDatabase.asOwner('delete from assessment_schedules')
})

const monday = { name: 'Every Monday', cron: '0 5 * * 1', timeZone: 'Europe/Vienna', filter: {} }

const address = () => `${inspection.work.base}/assessment-schedules`
const create = async (changes: object = {}): Promise<Kept> =>
  (
    await inspection.owner.browser
      .post(address())
      .send({ ...monday, ...changes })
      .expect(201)
  ).body as Kept
const get = (id: string) => inspection.work.get<Kept>(`/assessment-schedules/${id}`)
const begun = async (id: string) =>
  (await inspection.work.get<z.output<typeof AssessmentPage>>(`/assessments?scheduleId=${id}`)).items

/** Time passes until the schedule is due, and processes look at the clock at the same moment. */
async function comeDue(id: string): Promise<void> {
  await inspection.api.ownerDatabase.asOwner(
    `update assessment_schedules set next_at = now() - interval '3 days' where id = $1`,
    [id],
  )
  const clock = inspection.api.app.get(ScheduleClock)
  await Promise.all([clock.startDue(), clock.startDue()])
}

describe('a schedule of assessments (S4.44)', () => {
  it('is due by the clock of its time zone, summer and winter', async () => {
    const schedule = await create()
    expect(schedule.nextTimes).toHaveLength(5)
    const hours = schedule.nextTimes.map((time) =>
      new Intl.DateTimeFormat('en-GB', {
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        timeZone: 'Europe/Vienna',
      }).format(new Date(time)),
    )
    expect(new Set(hours)).toEqual(new Set(['Mon 05:00']))
    const preview = await inspection.work.get<{ times: string[] }>(
      '/assessment-schedules/next-times?cron=0%205%20*%20*%201&timeZone=Europe/Vienna',
    )
    expect(preview.times).toEqual(schedule.nextTimes)
  })

  it.each([
    [{ cron: '0 25 * * *' }, 'cron'],
    [{ cron: '0 0 5 * * 1' }, 'cron'],
    [{ cron: '0 0 30 2 *' }, 'cron'],
    [{ timeZone: 'Europe/Atlantis' }, 'timeZone'],
    [{ filter: undefined }, 'tenantIds'],
    [{ frameworks: ['iso-of-the-sea'] }, 'frameworks'],
  ])('is refused with %o, and the field is named', async (changes, field) => {
    const { body } = await inspection.owner.browser
      .post(address())
      .send({ ...monday, ...changes })
      .expect(422)
    expect((body as { errors: { path: string }[] }).errors.map(({ path }) => path)).toEqual([field])
  })

  it('starts once when it is due, however many processes look, and makes up for what was missed once', async () => {
    const { id } = await create()
    await comeDue(id)
    const [run, ...more] = await begun(id)
    expect(more).toEqual([])
    expect(run).toMatchObject({ name: 'Every Monday', startedBy: 'Schedule “Every Monday”', tenants: { total: 2 } })
    expect((await inspection.work.ended(run!.id)).status).toBe('succeeded')
    const kept = await get(id)
    expect(kept.last).toMatchObject({ assessmentId: run!.id, status: 'succeeded' })
    expect(Date.parse(kept.nextTimes[0]!)).toBeGreaterThan(Date.now())
    await inspection.api.app.get(ScheduleClock).startDue()
    expect(await begun(id)).toHaveLength(1)
  })

  it('starts nothing while the one before is under way', async () => {
    const { id } = await create()
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    inspection.world.guard = () => gate
    await comeDue(id)
    await comeDue(id)
    expect(await begun(id)).toHaveLength(1)
    expect((await get(id)).skippedAt).not.toBeNull()
    release()
    const [run] = await begun(id)
    await inspection.work.ended(run!.id)
  })

  it('says why it started nothing, and goes on', async () => {
    const { id } = await create({ filter: { tag: 'nobody-has-it' } })
    await comeDue(id)
    expect(await begun(id)).toEqual([])
    expect(await get(id)).toMatchObject({ problem: { code: 'nothing_matches' } })
    await inspection.owner.browser.patch(`${address()}/${id}`).send({ filter: {}, name: 'All' }).expect(200)
    expect(await get(id)).toMatchObject({ problem: null, name: 'All', selection: { filter: {} } })
  })

  it('that is switched off is never due', async () => {
    const { id } = await create()
    await inspection.owner.browser.patch(`${address()}/${id}`).send({ enabled: false }).expect(200)
    expect(await get(id)).toMatchObject({ enabled: false, nextTimes: [] })
    await inspection.api.app.get(ScheduleClock).startDue()
    expect(await begun(id)).toEqual([])
  })

  it('has a name of its own, and is changed by those who may', async () => {
    const { id } = await create()
    const { body } = await inspection.owner.browser.post(address()).send(monday).expect(409)
    expect(body).toMatchObject({ code: 'schedule_name_taken' })
    const bo = await join(inspection.api, inspection.owner, 'approver', 'Bo')
    await bo.browser.get(`${address()}/${id}`).expect(200)
    await bo.browser.delete(`${address()}/${id}`).expect(403)
    await inspection.owner.browser.delete(`${address()}/${id}`).expect(204)
    await inspection.owner.browser.get(`${address()}/${id}`).expect(404)
  })
})
