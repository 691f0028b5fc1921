import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { Ticks } from '../src/jobs/ticks.js'
import type { TenantActivityPage, TenantDiagnostics } from '../src/tenants/tenant-facts.dto.js'
import type { TenantSummary } from '../src/tenants/tenants.dto.js'
import { connectionsOf, type SimulatedApp } from './support/microsoft.js'
import { createOwner, join, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'
import { tenantsOf } from './support/tenants.js'

interface Notice {
  kind: string
  subject: { name: string }
  resolvedAt: string | null
}

let simulator: Simulator
let api: TestApp
let owner: TestPerson
let app: SimulatedApp
let connectionId: string
let tenants: ReturnType<typeof tenantsOf>

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50' })
  api = await startApp({ SIMULATOR_URL: simulator.url })
  owner = await createOwner(api)
  app = simulator.apps.find(({ kind }) => kind === 'partner') as SimulatedApp
  const sets = ['users', 'exchange', 'directory']
  connectionId = (await connectionsOf(owner).connect(app, { kind: 'partnerApp', name: 'Meridian', sets })).id
  tenants = tenantsOf(owner)
  await tenants.sync(connectionId)
  await tenants.verify({ filter: {} })
})

afterAll(async () => {
  await api.close()
  await simulator.stop()
})

const named = async (name: string): Promise<TenantSummary> => {
  const [tenant] = await tenants.all(`&q=${encodeURIComponent(name)}`)
  return tenant as TenantSummary
}

const noticesOf = async (kind: string): Promise<Notice[]> => {
  const { body } = await owner.browser.get(`${tenants.base}/notices?limit=200`).expect(200)
  return (body as { items: Notice[] }).items.filter((notice) => notice.kind === kind)
}

async function read<T>(tenant: TenantSummary, what: string, person = owner): Promise<T> {
  return (await person.browser.get(`${tenants.base}/tenants/${tenant.id}/${what}`).expect(200)).body as T
}

describe('The activity of a tenant', () => {
  it('holds what was done to it, by itself and as one of many, and nothing of other tenants', async () => {
    const tenant = await named('Litware')
    await owner.browser.patch(`${tenants.base}/tenants/${tenant.id}`).send({ note: 'Throttled' }).expect(200)
    const edit = { tenantIds: [tenant.id, (await named('Proseware')).id], tags: { add: ['watch'] } }
    await owner.browser.post(`${tenants.base}/tenant-edits`).send(edit).expect(200)
    const { items } = await read<z.output<typeof TenantActivityPage>>(tenant, 'activity')
    expect(items.map(({ action }) => action).slice(0, 2)).toEqual(['tenants.edited', 'tenant.updated'])
    expect(items[0]).toMatchObject({ actor: { name: 'Ada' }, tenants: 2, requestId: expect.any(String) as unknown })
    expect(items.map(({ action }) => action)).toEqual(expect.arrayContaining(['tenant.consentGranted', 'tenant.ready']))
    const others = await read<z.output<typeof TenantActivityPage>>(await named('Trey'), 'activity')
    expect(others.items.map(({ action }) => action)).not.toContain('tenants.edited')
  })

  it('comes in pages, without gaps and repeats', async () => {
    const tenant = await named('Litware')
    const whole = await read<z.output<typeof TenantActivityPage>>(tenant, 'activity?limit=200')
    const ids: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: z.output<typeof TenantActivityPage> = await read(
        tenant,
        `activity?limit=2${cursor && `&cursor=${cursor}`}`,
      )
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(ids).toEqual(whole.items.map(({ id }) => id))
  })
})

describe('The diagnostics of a tenant (C1)', () => {
  it('say which permissions the last token held, and which roles a relationship gives', async () => {
    const facts = await read<TenantDiagnostics>(await named('Adventure'), 'diagnostics')
    const of = (name: string) => facts.permissions.find((permission) => permission.name === name)
    expect(of('User.Read.All')).toMatchObject({ status: 'granted', api: 'Microsoft Graph' })
    expect(of('Exchange.ManageAsApp')).toMatchObject({ status: 'granted', api: 'Office 365 Exchange Online' })
    expect(facts.roles).toContainEqual(
      expect.objectContaining({ name: 'Privileged Role Administrator', status: 'active', mayConsent: true }),
    )
    expect(facts.services).toEqual([{ name: 'Exchange', status: 'there' }])
  })

  it('tell what nobody can grant, since the tenant lacks the service', async () => {
    const facts = await read<TenantDiagnostics>(await named('Birchwood'), 'diagnostics')
    expect(facts.services).toEqual([{ name: 'Exchange', status: 'absent' }])
    const missing = facts.permissions.filter(({ status }) => status === 'missing')
    expect(missing).toEqual([])
  })

  it('show the last looks with the calls they made and the provider’s ids of them', async () => {
    const tenant = await named('Wide World')
    const checksOf = async (of: TenantSummary) => (await read<TenantDiagnostics>(of, 'diagnostics')).checks
    const other = await named('Trey')
    const before = [await checksOf(tenant), await checksOf(other)]
    await tenants.verify({ tenantIds: [tenant.id] })
    const checks = await checksOf(tenant)
    expect(checks.slice(1)).toEqual(before[0])
    expect(await checksOf(other)).toEqual(before[1])
    expect(checks[0]).toMatchObject({ consent: 'granted', mailboxes: 'pending', problems: [{ code: 'role_missing' }] })
    const refused = checks[0]?.calls.find(({ status }) => status === 403 || status === 401)
    expect(refused).toMatchObject({
      operation: expect.stringContaining('outlook.office365.com') as string,
      requestId: expect.any(String) as unknown,
    })
  })

  it('keep the last ten looks', async () => {
    const tenant = await named('Coho Vineyard')
    for (let count = 0; count < 11; count++) await tenants.verify({ tenantIds: [tenant.id] })
    expect((await read<TenantDiagnostics>(tenant, 'diagnostics')).checks).toHaveLength(10)
  })

  it('are for those who work with tenants', async () => {
    const operator = await join(api, owner, 'operator', 'Grace')
    await read(await named('Trey'), 'diagnostics', operator)
    await read(await named('Trey'), 'activity', operator)
  })
})

describe('Relationships that need someone (S3.61, S3.81, N32)', () => {
  it('without a role that may consent are seen before anyone clicks', async () => {
    const gaps = (await tenants.all()).filter(({ relationship }) => relationship.lacksConsentRole)
    expect(gaps.map(({ name }) => name)).toEqual([
      'Consolidated Messenger',
      'Fincher Architects',
      'Quarry Stone Works',
      'Vega Robotics',
    ])
    const detail = await tenants.get((await named('Vega')).id)
    expect(detail.consentRoles).toEqual(['Global Administrator', 'Privileged Role Administrator'])
  })

  it('that end within so many days and do not renew themselves can be listed and counted', async () => {
    const ending = await tenants.all('&endsWithinDays=90')
    expect(ending.map(({ name }) => name)).toContain('The Phone Company')
    for (const { relationship } of ending) {
      expect(relationship.autoExtends).toBe(false)
      expect(Date.parse(relationship.endsAt ?? '')).toBeLessThan(Date.now() + 90 * 86_400_000)
    }
    const { body } = await owner.browser.get(`${tenants.base}/tenant-counts`).expect(200)
    const { ending: counts, roleGap } = body as { ending: Record<string, number>; roleGap: number }
    expect(counts['in90Days']).toBe(ending.length)
    expect(counts['in30Days']).toBe((await tenants.all('&endsWithinDays=30')).length)
    expect(roleGap).toBe(3)
  })

  it('are told of once for each step, and no more when they go on', async () => {
    const told = await noticesOf('relationship.ending')
    expect(told.map(({ subject }) => subject.name)).toContain('The Phone Company')
    await api.app.get(Ticks).run('tenants.watch')
    expect(await noticesOf('relationship.ending')).toHaveLength(told.length)
    simulator.tenant((await named('The Phone')).providerTenantId).extendRelationship({ days: 365 })
    await tenants.sync(connectionId)
    const [phone] = (await noticesOf('relationship.ending')).filter(
      ({ subject }) => subject.name === 'The Phone Company',
    )
    expect(phone?.resolvedAt).toEqual(expect.any(String))
  })

  it('are told of when they end', async () => {
    simulator.tenant((await named('Nod')).providerTenantId).endRelationship()
    await tenants.sync(connectionId)
    expect((await noticesOf('relationship.ended')).map(({ subject }) => subject.name)).toEqual(['Nod Publishers'])
    expect(await named('Nod')).toMatchObject({ relationship: { status: 'ended' } })
  })
})

describe('What happens to tenants', () => {
  it('is found out without anyone asking: a new customer is listed and told of (C47)', async () => {
    simulator.tenant(app.tenantId).addCustomer({ name: 'Ember Studios' })
    await api.ownerDatabase.asOwner(`update tenant_runs set created_at = now() - interval '7 hours'`)
    await api.app.get(Ticks).run('tenants.watch')
    await vi.waitFor(async () => expect(await named('Ember')).toMatchObject({ consent: { status: 'pending' } }), {
      timeout: 20_000,
    })
    expect((await noticesOf('tenant.appeared')).map(({ subject }) => subject.name)).toEqual(['Ember Studios'])
    const { body } = await owner.browser.get(`${tenants.base}/tenant-runs?limit=1`).expect(200)
    expect((body as { items: { startedBy: string }[] }).items[0]?.startedBy).toBe('Ada')
  })

  it('is told when consent is taken back, until it is given again', async () => {
    const tenant = await named('Adventure')
    simulator.tenant(tenant.providerTenantId).removeServicePrincipal({ clientId: app.clientId })
    await tenants.verify({ tenantIds: [tenant.id] })
    expect(await noticesOf('consent.revoked')).toMatchObject([
      { subject: { name: 'Adventure Works' }, resolvedAt: null },
    ])
    await tenants.verify({ tenantIds: [tenant.id] })
    simulator.tenant(tenant.providerTenantId).grantAll({ clientId: app.clientId })
    await tenants.verify({ tenantIds: [tenant.id] })
    expect(await noticesOf('consent.revoked')).toMatchObject([{ resolvedAt: expect.any(String) as unknown }])
  })

  it('is told when a role is taken away', async () => {
    const tenant = await named('Trey')
    simulator.tenant(tenant.providerTenantId).removeRole({ clientId: app.clientId, role: 'Exchange Administrator' })
    await tenants.verify({ tenantIds: [tenant.id] })
    expect((await noticesOf('mailboxes.lost')).map(({ subject }) => subject.name)).toContain('Trey Research')
    expect(await named('Trey')).toMatchObject({ mailboxes: { status: 'pending', problem: { code: 'role_missing' } } })
  })
})

describe('A role that spreads (N3, S3.38, C38)', () => {
  it('is waited for by itself, is never shown as a failure, and its end is told', async () => {
    const tenant = await named('Lamna')
    const changes = simulator.tenant(tenant.providerTenantId)
    changes.propagateSlowly({ seconds: 0, exchangeSeconds: 3600 })
    changes.assignRole({ clientId: app.clientId, role: 'Exchange Administrator' })
    await owner.browser.post(`${tenants.base}/tenants/${tenant.id}/role-assigned`).expect(200)

    await api.app.get(Ticks).run('tenants.due')
    await vi.waitFor(async () => expect((await named('Lamna')).verifiedAt).not.toBe(tenant.verifiedAt), {
      timeout: 20_000,
    })
    const waiting = await named('Lamna')
    expect(waiting.mailboxes).toMatchObject({ status: 'propagating', propagatingSince: expect.any(String) as unknown })
    expect(waiting.readySince).toBeNull()
    const pause = Date.parse(waiting.nextCheckAt ?? '') - Date.parse(waiting.verifiedAt ?? '')
    expect(pause).toBe(60_000)

    simulator.advanceClock(3600)
    await api.ownerDatabase.asOwner('update tenants set next_check_at = now() where id = $1', [tenant.id])
    await api.app.get(Ticks).run('tenants.due')
    await vi.waitFor(async () => expect((await named('Lamna')).mailboxes.status).toBe('working'), { timeout: 20_000 })
    expect((await named('Lamna')).readySince).toEqual(expect.any(String))
    expect((await noticesOf('tenant.ready')).map(({ subject }) => subject.name)).toEqual(['Lamna Healthcare'])
  })

  it('makes the usual window from what was seen here, once there is enough of it', async () => {
    const windowNow = async () => (await tenants.get((await named('Lamna')).id)).usualPropagation
    expect(await windowNow()).toEqual({ fromSeconds: 1800, toSeconds: 7200, samples: 1 })
    await api.ownerDatabase.asOwner(
      `insert into propagation_times (organization_id, seconds) select $1, seconds from unnest($2::int[]) as seconds`,
      [owner.organizationId, Array.from({ length: 50 }, (_, index) => 600 + 10 * index)],
    )
    const { fromSeconds, toSeconds, samples } = await windowNow()
    expect(samples).toBe(51)
    expect(fromSeconds).toBeGreaterThan(500)
    expect(toSeconds).toBeLessThan(1100)
  })
})
