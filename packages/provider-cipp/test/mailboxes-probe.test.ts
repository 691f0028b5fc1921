import { type Simulator, startSimulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { mailboxes } from '../src/mailboxes/mailboxes.js'
import { answering, connected, DOMAIN, TENANT } from './support/mailbox-scene.js'
import { failure, type Instead, open, refOf, within } from './support/open.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', limits: 'off', trafficFile: null })
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

describe('The probe says why it does not work', () => {
  const probe = async (
    standing?: Parameters<ReturnType<Simulator['tenant']>['standWithCipp']>[0],
    instead?: Instead,
  ) => {
    if (standing) simulator.tenant(DOMAIN).standWithCipp(standing)
    return failure(mailboxes.probe(connected(simulator, instead).tenant))
  }
  const exchangeSays = (text: string) => answering('ListExoRequest', { Results: [{ Error: text }] })

  it('and where it does, whose Exchange it is (S3.53)', async () => {
    await expect(mailboxes.probe(connected(simulator).tenant)).resolves.toMatch(/\S/)
  })

  it('a tenant that CIPP does not list is not managed, and the tenant list is named as the source (S3.66)', async () => {
    const { connection } = open(simulator)
    const stranger = { ...connection, tenant: { tenantId: 'cccccccc-0000-4000-8000-000000000000', name: 'Stranger' } }
    expect(await failure(mailboxes.probe(stranger))).toMatchObject({
      code: 'tenant_not_managed',
      why: expect.stringContaining('not in CIPP’s list of tenants') as string,
    })
  })

  it('an excluded tenant is not managed', async () => {
    expect((await probe({ standing: 'excluded' })).code).toBe('tenant_not_managed')
  })

  it('CIPP’s own app without consent needs a refresh (C1, C5)', async () => {
    expect((await probe({ standing: 'notConsented' })).code).toBe('cipp_refresh_needed')
  })

  it('a service account that must sign in again is told so', async () => {
    expect((await probe({ standing: 'signInAgain' })).code).toBe('cipp_account_sign_in')
  })

  it('Conditional Access is told from it', async () => {
    expect((await probe({ standing: 'conditionalAccess' })).code).toBe('blocked_by_policy')
  })

  it.each([
    ["'Contoso' isn't within your current write scopes. Can't perform save operation.", 'cipp_exchange_role_missing'],
    ['Response status code does not indicate success: 403 (Forbidden).', 'cipp_exchange_role_missing'],
    [
      "The operation couldn't be performed because object 'x.onmicrosoft.com' couldn't be found on 'DC001'.",
      'service_absent',
    ],
    ['The organization is not hydrated. Run Enable-OrganizationCustomization.', 'request_refused'],
    ['invalid_grant: AADSTS50020: User account does not exist in tenant.', 'tenant_not_managed'],
    ['Something nobody has seen before', 'request_refused'],
  ])('“%s” is %s', async (text, code) => {
    expect((await probe(undefined, exchangeSays(text))).code).toBe(code)
  })

  it('a relationship without the role Exchange Administrator is the reason, not our app', async () => {
    simulator.tenant(DOMAIN).removeDelegatedRole({ role: 'Exchange Administrator' })
    simulator.tenant(DOMAIN).removeDelegatedRole({ role: 'Global Reader' })
    simulator.tenant(DOMAIN).removeDelegatedRole({ role: 'Security Reader' })
    expect((await probe()).code).toBe('cipp_exchange_role_missing')
  })

  it('a tenant without Exchange does not have the service', async () => {
    const { tenant } = connected(simulator, undefined, { name: 'Birchwood Estates' })
    expect((await failure(mailboxes.probe(tenant))).code).toBe('service_absent')
  })

  it('CIPP out of reach is not the tenant’s fault', async () => {
    const instead: Instead = ({ name }) =>
      name === 'ListExoRequest'
        ? new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) })
        : undefined
    expect((await probe(undefined, instead)).code).toBe('not_reachable')
  })
})

describe('A refresh', () => {
  it('mends CIPP’s own access, after which the probe works (C5, S3.77)', async () => {
    simulator.tenant(DOMAIN).standWithCipp({ standing: 'notConsented' })
    const { tenant } = connected(simulator, undefined, { client: 'admin' })
    expect((await failure(mailboxes.probe(tenant))).code).toBe('cipp_refresh_needed')
    await expect(mailboxes.refresh?.ask(tenant)).resolves.toContain('Successfully')
    await expect(mailboxes.probe(tenant)).resolves.toMatch(/\S/)
  })

  it('says Success: true whatever came of it: what it did is in its words', async () => {
    simulator.tenant(DOMAIN).standWithCipp({ standing: 'signInAgain' })
    const { tenant } = connected(simulator, undefined, { client: 'admin' })
    const id = refOf(simulator, TENANT).tenantId
    const naive = (await tenant.client.call({
      name: 'ExecCPVPermissions',
      purpose: 'Look',
      body: { tenantFilter: id },
    })) as {
      Metadata: { Success: boolean }
    }
    expect(naive.Metadata.Success).toBe(true)
    const error = await failure(mailboxes.refresh?.ask(tenant) ?? Promise.resolve())
    expect(error).toMatchObject({ code: 'request_refused', why: expect.stringContaining('Failed') as string })
  })

  it('needs the role admin, and a weaker role is told which', async () => {
    expect(await failure(mailboxes.refresh?.ask(connected(simulator).tenant) ?? Promise.resolve())).toMatchObject({
      code: 'cipp_role_too_weak',
      why: expect.stringContaining('“editor”') as string,
    })
  })
})

describe('What is asked of CIPP', () => {
  it('comes one call after another in a tenant, and few at a time in all', async () => {
    const { connection, mostAtOnce } = open(simulator)
    const names = simulator.tenants.slice(1, 12).map(({ name }) => name)
    await connection.tenants.all()
    await Promise.all(names.map((name) => mailboxes.probe(within(simulator, connection, name)).catch(() => undefined)))
    expect(mostAtOnce()).toBeGreaterThan(1)
    expect(mostAtOnce()).toBeLessThanOrEqual(5)
  })

  it('is one list of tenants for many that are looked at, and a tenant that is missing there is asked for by itself', async () => {
    const { connection, of } = open(simulator)
    for (const { name } of simulator.tenants.slice(1, 4)) {
      await mailboxes.probe(within(simulator, connection, name)).catch(() => undefined)
    }
    expect(of('ListTenants')).toHaveLength(1)
  })
})
