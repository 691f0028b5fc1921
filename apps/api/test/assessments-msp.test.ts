import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { ControlDetail } from '../src/assessments/catalogue.dto.js'
import type { TenantSummary } from '../src/tenants/tenants.dto.js'
import { assessmentsOf } from './support/assessments.js'
import { connectionsOf } from './support/microsoft.js'
import { createOwner, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'
import { tenantsOf } from './support/tenants.js'

const SETS = ['organization', 'users', 'groups', 'licences', 'roles', 'directory', 'policies', 'directorySettings']

describe('customers of an MSP, judged by the real controls', () => {
  let api: TestApp
  let simulator: Simulator
  let ada: TestPerson
  let app: Simulator['apps'][number]
  let tenants: TenantSummary[]

  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'msp-50' })
    api = await startApp({ SIMULATOR_URL: simulator.url })
    ada = await createOwner(api)
    app = simulator.apps.find(({ kind }) => kind === 'partner')!
    const connection = await connectionsOf(ada).connect(app, { kind: 'partnerApp', name: 'Meridian', sets: SETS })
    const world = tenantsOf(ada)
    await world.sync(connection.id)
    await world.verify({ filter: {} })
    tenants = await world.all()
  }, 240_000)

  afterAll(async () => {
    await api.close()
    await simulator.stop()
  })

  const named = (status: string) => tenants.find(({ consent, own }) => consent.status === status && !own)!

  it('get a verdict or a reason for each control; a missing consent is a reason, never a verdict (C29, C36)', async () => {
    const work = assessmentsOf(ada)
    const [granted, pending] = [named('granted'), named('pending')]
    const run = await work.run({ tenantIds: [granted.id, pending.id], frameworks: ['scuba', 'eidsca'] })
    const items = await work.tenants(run.id)
    const [good, closed] = [granted, pending].map(({ id }) => items.find(({ tenant }) => tenant.id === id))
    expect(good).toMatchObject({ status: 'succeeded', partial: true })

    const verdicts = Object.values(await work.verdicts(granted.id))
    expect(verdicts.length).toBe(good?.controls.total)
    for (const { control, verdict, cause, reason, permissions, evidence } of verdicts) {
      expect({ id: control.id, reason }).toEqual({
        id: control.id,
        reason: expect.stringMatching(/\w+.*\.$/s) as string,
      })
      expect(cause === null, control.id).toBe(verdict !== 'notAssessed')
      if (cause === 'notPermitted') expect([...permissions, reason], control.id).not.toEqual([])
      if (verdict === 'fail' && control.automation === 'automated') expect(evidence, control.id).toBeDefined()
    }
    expect(good?.score?.judged).toBeGreaterThan(20)
    const { score } = await work.posture(granted.id)
    expect(score).toEqual(good?.score)

    // Nobody consented there: nothing is judged, and nothing is made up.
    expect(Object.values(await work.verdicts(pending.id)).filter(({ standing }) => /pass|fail/.test(standing))).toEqual(
      [],
    )
    expect(closed).toMatchObject({
      status: 'withoutConsent',
      score: null,
      problem: { code: 'app_not_found', fix: expect.stringContaining('consent') as string },
    })
    expect(run).toMatchObject({ status: 'succeeded', tenants: { total: 2, done: 2, failed: 0, withoutConsent: 1 } })
    expect(await work.posture(pending.id)).toMatchObject({ score: null, lastFailed: { status: 'withoutConsent' } })
  }, 240_000)

  it('are no failure while they wait for consent, and one once they took it back', async () => {
    const work = assessmentsOf(ada)
    const waits = await work.run({ tenantIds: [named('pending').id], frameworks: ['eidsca'] })
    expect(waits).toMatchObject({ status: 'failed', tenants: { total: 1, failed: 0, withoutConsent: 1 } })

    const other = tenants.findLast(({ consent, own }) => consent.status === 'granted' && !own)!
    simulator.tenant(other.providerTenantId).removeServicePrincipal({ clientId: app.clientId })
    const fails = await work.run({ tenantIds: [other.id], frameworks: ['eidsca'] })
    expect(fails).toMatchObject({ status: 'failed', tenants: { total: 1, failed: 1, withoutConsent: 0 } })
  }, 240_000)

  it('are shown by framework, by control and as a matrix', async () => {
    const work = assessmentsOf(ada)
    const scuba = await work.get<{ tenants: number; requirementList: { id: string; worst: string | null }[] }>(
      '/compliance/frameworks/scuba',
    )
    expect(scuba.requirementList.length).toBeGreaterThan(90)
    expect(scuba.requirementList.find(({ id }) => id === 'MS.AAD.1.1v1')?.worst).toMatch(/^(pass|fail)$/)
    const control = await work.get<z.output<typeof ControlDetail>>('/compliance/controls/entra-legacy-auth-blocked')
    expect(control.requirements.map(({ id }) => id)).toContain('MS.AAD.1.1v1')
    expect(control.tenants.pass + control.tenants.fail).toBe(1)
    const matrix = await work.get<{ items: { assessedAt: string | null; percent: number | null }[] }>(
      '/compliance/matrix?framework=scuba&limit=200',
    )
    expect(matrix.items).toHaveLength(tenants.length)
    expect(matrix.items.filter(({ percent }) => percent !== null)).toHaveLength(1)
  })
})
