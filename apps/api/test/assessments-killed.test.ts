import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import type { Assessment, TenantAssessmentPage } from '../src/assessments/assessments.dto.js'
import type { TenantVerdictPage } from '../src/assessments/verdicts.dto.js'
import { chance } from './support/chance.js'
import { type Msp, startMsp } from './support/msp.js'

type Run = z.output<typeof Assessment>

const KILLS = 3
const TENANTS = 5
/** Controls of one framework that a few requests answer, so that each kill falls into the work. */
const FRAMEWORK = 'eidsca'

let place: Msp

beforeAll(async () => {
  place = await startMsp()
  const connection = await place.connect([
    'organization',
    'users',
    'groups',
    'directory',
    'policies',
    'directorySettings',
  ])
  await place.ended((await place.beginSync(connection)).id)
  await place.ended((await place.beginVerification()).id)
}, 300_000)

afterAll(() => place.stop())

const ended = async (id: string): Promise<Run> => {
  let run: Run | undefined
  await vi.waitFor(
    async () => {
      run = await place.get<Run>(`/assessments/${id}`)
      expect(run.endedAt).not.toBeNull()
    },
    { timeout: 240_000, interval: 250 },
  )
  return run as Run
}

const verdictsOf = async (tenantId: string) => {
  const { items } = await place.get<z.output<typeof TenantVerdictPage>>(
    `/tenants/${tenantId}/compliance/verdicts?limit=200&framework=${FRAMEWORK}`,
  )
  return Object.fromEntries(
    items.map(({ control, verdict, cause, reason, evidence }) => [control.id, { verdict, cause, reason, evidence }]),
  )
}

describe('an assessment whose process is killed with kill -9', () => {
  it('goes on where it was: every tenant once, and no verdict is other than one found undisturbed', async () => {
    const tenants = (await place.tenants())
      .filter(({ consent }) => consent.status === 'granted' || consent.status === 'partial')
      .slice(0, TENANTS)
    const order = { tenantIds: tenants.map(({ id }) => id), frameworks: [FRAMEWORK] }
    const begin = () => place.post<Run>('/assessments', order, 202)
    const random = chance(7)
    const run = await begin()
    for (let kill = 0; kill < KILLS; kill += 1) {
      await place.killAfter(5 + Math.floor(random() * 30), Math.floor(random() * 300))
    }
    expect(await ended(run.id)).toMatchObject({ tenants: { total: TENANTS, done: TENANTS, failed: 0 } })
    const { items } = await place.get<z.output<typeof TenantAssessmentPage>>(`/assessments/${run.id}/tenants`)
    expect(items.map(({ status }) => status)).toEqual(Array<string>(TENANTS).fill('succeeded'))
    const disturbed = await Promise.all(tenants.map(({ id }) => verdictsOf(id)))
    expect(Object.keys(disturbed[0] ?? {}).length).toBeGreaterThan(20)

    const again = await ended((await begin()).id)
    expect(again.status).toBe('succeeded')
    expect(await Promise.all(tenants.map(({ id }) => verdictsOf(id)))).toEqual(disturbed)
    const { items: turned } = await place.get<z.output<typeof TenantAssessmentPage>>(`/assessments/${again.id}/tenants`)
    expect(turned.map(({ changed }) => changed)).toEqual(Array<number>(TENANTS).fill(0))
  }, 600_000)
})
