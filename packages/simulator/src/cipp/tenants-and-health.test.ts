import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callCipp, cippToken } from '../../test/cipp.js'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', trafficFile: null, clock: new Date('2026-05-06T10:00:00Z') })
})
afterEach(() => simulator.stop())

const DOMAIN = 'cohovineyard.example'

async function call(path: string, body?: unknown, client = 'admin') {
  return callCipp(simulator, path, { token: await cippToken(simulator, client), body })
}

interface Listed {
  customerId: string
  displayName: string
  defaultDomainName: string
  initialDomainName: string
  Results?: string
}

const list = async (query = '') => (await call(`ListTenants${query}`)).body as Listed[]
const lists = async (domain: string) => (await list()).some(({ defaultDomainName }) => defaultDomainName === domain)
const partner = () => simulator.apps.find(({ kind }) => kind === 'cipp')!.tenantId

describe('the tenants that CIPP lists', () => {
  it('come with their relationship, by name, without those that ended; one can be asked for', async () => {
    const rows = await list()
    expect(rows.find(({ defaultDomainName }) => defaultDomainName === DOMAIN)).toMatchObject({
      customerId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      initialDomainName: 'cohovineyard.onmicrosoft.com',
      delegatedPrivilegeStatus: 'granularDelegatedAdminPrivileges',
      relationshipCount: 1,
      relationshipEnd: expect.stringMatching(/Z$/),
      GraphErrorCount: 0,
      Excluded: false,
    })
    expect(rows[0]).toMatchObject({ displayName: '*Partner Tenant', customerId: partner() })
    expect(rows[0]).not.toHaveProperty('delegatedPrivilegeStatus')
    expect(await lists('quarrystoneworks.example')).toBe(false)
    expect(await list(`?tenantFilter=${DOMAIN}`)).toHaveLength(1)
    expect((await list('?AllTenantSelector=true'))[0]).toMatchObject({ customerId: 'AllTenants' })
  })

  it('are those of last night: a relationship that ends today stays until midnight, a new customer comes at eleven', async () => {
    simulator.tenant(DOMAIN).endRelationship()
    simulator.advanceClock(1)
    simulator.tenant(partner()).addCustomer({ name: 'Lakeside Clinic', users: 5 })
    expect([await lists(DOMAIN), await lists('lakesideclinic.example')]).toEqual([true, false])
    simulator.setClock(new Date('2026-05-06T23:01:00Z'))
    expect([await lists(DOMAIN), await lists('lakesideclinic.example')]).toEqual([true, true])
    simulator.setClock(new Date('2026-05-07T00:01:00Z'))
    expect([await lists(DOMAIN), await lists('lakesideclinic.example')]).toEqual([false, true])
  })

  it('are one row without an id when CIPP itself is broken, with 200', async () => {
    simulator.tenant(partner()).changeCipp({ broken: 'AADSTS50173: The provided grant has expired.' })
    expect((await call('ListTenants')).status).toBe(200)
    expect(await list()).toEqual([
      {
        Results: expect.stringContaining('AADSTS50173'),
        displayName: expect.stringMatching(/^Failed to retrieve tenants/),
        customerId: '',
        defaultDomainName: '',
      },
    ])
    expect((await call('ExecAddMultiTenantApp', { configMode: 'template', tenantFilter: [] })).body).toEqual({
      Results: [expect.stringMatching(/^Error queuing application - /)],
    })
  })

  it('leave the list when they are excluded, and come back', async () => {
    await call(`ExecExcludeTenant?AddExclusion=true&tenantFilter=${DOMAIN}`)
    expect(await lists(DOMAIN)).toBe(false)
    expect((await call('ExecExcludeTenant?List=true')).body).toMatchObject([
      { defaultDomainName: DOMAIN, Excluded: true },
    ])
    await call(`ExecExcludeTenant?RemoveExclusion=true&tenantFilter=${DOMAIN}`)
    expect(await lists(DOMAIN)).toBe(true)
  })
})

describe('access checks', () => {
  const checks = async (query = '', body?: object) =>
    (await call(`ExecAccessChecks?Type=Tenants${query}`, body)).body as {
      Results: { TenantId: string; GraphStatus: unknown; ExchangeStatus: unknown; MissingRoles: { Name: string }[] }[]
      Metadata: { AlertMessage?: string; LastRun: string | null }
    }
  const row = async (domain: string) => {
    const { id } = simulator.tenants.find(({ defaultDomain }) => defaultDomain === domain)!
    return (await checks()).Results.find(({ TenantId }) => TenantId === id)!
  }

  it('answer what is known, queue the rest, and are words before they are true or false', async () => {
    const first = await checks()
    expect(first.Results[0]).toMatchObject({ GraphStatus: 'Not run yet', ExchangeStatus: 'Not run yet' })
    expect(first.Metadata).toMatchObject({
      LastRun: null,
      AlertMessage: `Queued ${first.Results.length} tenants for access checks`,
    })
    simulator.advanceClock(120)
    const later = await checks()
    expect(later.Metadata).not.toHaveProperty('AlertMessage')
    expect(later.Results.every(({ GraphStatus }) => GraphStatus === true)).toBe(true)
  })

  it('check one tenant at once, told by the next call', async () => {
    simulator.tenant(DOMAIN).removeDelegatedRole({ role: 'Exchange Administrator' })
    const { id } = simulator.tenants.find(({ defaultDomain }) => defaultDomain === DOMAIN)!
    expect(await checks('', { TenantId: id })).toEqual({ Results: `Refreshing tenant ${DOMAIN}` })
    const found = await row(DOMAIN)
    expect(found.MissingRoles.map(({ Name }) => Name)).toContain('Exchange Administrator')
    expect(found.MissingRoles.map(({ Name }) => Name)).not.toContain('Application Administrator')
  })

  it('say that all is well with CIPP’s own app, consented or not', async () => {
    simulator.tenant(DOMAIN).standWithCipp({ standing: 'notConsented' })
    expect((await call('ExecAccessChecks?Type=Permissions')).body).toMatchObject({ Results: { Success: true } })
  })

  it('are mended by consenting to CIPP’s own app again, which succeeds whether it worked or not', async () => {
    const { id } = simulator.tenants.find(({ defaultDomain }) => defaultDomain === DOMAIN)!
    const probe = async () =>
      JSON.stringify(
        (await call('ListExoRequest', { TenantFilter: DOMAIN, Cmdlet: 'Get-OrganizationConfig', Select: 'Name' })).body,
      )
    simulator.tenant(DOMAIN).standWithCipp({ standing: 'notConsented' })
    expect(await probe()).toContain('AADSTS65001')
    expect((await call('ExecCPVPermissions', { tenantFilter: id })).body).toMatchObject({ Metadata: { Success: true } })
    expect(await probe()).not.toContain('AADSTS')
    simulator.tenant(DOMAIN).standWithCipp({ standing: 'signInAgain' })
    expect((await call('ExecCPVPermissions', { tenantFilter: id })).body).toMatchObject({
      Results: [expect.stringMatching(/^Failed/)],
      Metadata: { Success: true },
    })
  })
})

describe('Graph through CIPP', () => {
  const graph = async (query: string) => {
    const answer = await call(`ListGraphRequest?${query}`)
    return answer.body as { Results: Record<string, unknown>[]; Metadata: Record<string, unknown> }
  }

  it('follows all pages unless told otherwise: $top is a page', async () => {
    const ask = `tenantFilter=${DOMAIN}&Endpoint=users&$select=id,userPrincipalName&$top=5`
    const all = await graph(ask)
    expect(all.Results.length).toBeGreaterThan(10)
    expect(Object.keys(all.Results[0] ?? {}).sort()).toEqual(['id', 'userPrincipalName'])
    expect((await graph(`${ask}&NoPagination=true`)).Results).toHaveLength(5)
    const first = await graph(`${ask}&manualPagination=true`)
    const link = String(first.Metadata['nextLink'])
    expect(new URL(link).host).toBe('graph.microsoft.com')
    const second = await graph(`${ask}&manualPagination=true&nextLink=${encodeURIComponent(link)}`)
    expect(second.Results[0]).toEqual(all.Results[5])
    expect(
      await call(`ListGraphRequest?${ask}&nextLink=${encodeURIComponent('https://evil.example/v1.0/users')}`),
    ).toMatchObject({ status: 400 })
  })

  it('replaces names, and fails in plain text', async () => {
    expect((await graph(`tenantFilter=${DOMAIN}&Endpoint=organization/%25tenantid%25`)).Results).toMatchObject([
      { displayName: 'Coho Vineyard' },
    ])
    expect(await call(`ListGraphRequest?tenantFilter=${DOMAIN}&Endpoint=nonsense`)).toMatchObject({
      status: 400,
      text: expect.stringMatching(/^Graph Error: .* - Endpoint: nonsense$/),
    })
    for (const role of ['Global Reader', 'Security Reader']) simulator.tenant(DOMAIN).removeDelegatedRole({ role })
    expect(await call(`ListGraphRequest?tenantFilter=${DOMAIN}&Endpoint=security/secureScores`)).toMatchObject({
      status: 400,
      text: expect.stringContaining('Insufficient privileges'),
    })
  })

  it('asks all tenants in the background, and keeps the answer for an hour', async () => {
    simulator.tenant(DOMAIN).standWithCipp({ standing: 'notConsented' })
    const ask = 'tenantFilter=AllTenants&Endpoint=organization&$select=id,displayName'
    const { Results, Metadata } = await graph(ask)
    expect([Results, Metadata]).toEqual([
      [],
      { Queued: true, QueueMessage: expect.any(String), QueueId: expect.any(String) },
    ])
    expect((await graph(ask)).Metadata['Queued']).toBe(true)
    simulator.advanceClock(120)
    const done = await graph(`${ask}&QueueId=${String(Metadata['QueueId'])}`)
    expect(done.Results).toContainEqual(expect.objectContaining({ displayName: 'Coho Winery', CippStatus: 'Good' }))
    expect(done.Results).toContainEqual({ Tenant: DOMAIN, CippStatus: expect.stringContaining('AADSTS65001') })
    simulator.advanceClock(3700)
    expect((await graph(ask)).Metadata['Queued']).toBe(true)
    expect((await call(`ListGraphRequest?${ask}&SkipCache=true`)).status).toBe(504)
  })

  it('answers several requests at once', async () => {
    const requests = [
      { id: 'a', method: 'GET', url: '/users?$top=1&$select=id' },
      { id: 'b', method: 'GET', url: '/nonsense' },
    ]
    expect(
      (await call('ListGraphBulkRequest', { tenantFilter: DOMAIN, requests, noPaginateIds: ['a'] })).body,
    ).toMatchObject([
      { id: 'a', status: 200, body: { value: [{ id: expect.any(String) }] } },
      { id: 'b', status: 403, body: { error: { message: expect.any(String) } } },
    ])
  })
})

describe('what CIPP knows of the customers', () => {
  it.each([
    ['ListTenantAlignment', { alignmentScore: expect.any(Number), tenantFilter: expect.any(String) }],
    ['ListTenantAlignment?granular=true', { complianceStatus: expect.any(String), expectedValue: expect.any(String) }],
    ['ListStandardsCompare', { 'standards.AuditLog': expect.objectContaining({ Value: expect.any(Boolean) }) }],
    ['listStandardTemplates', { templateName: 'Baseline' }],
    ['ListTestResultsTenants', { Status: expect.stringMatching(/^(Passed|Failed)$/) }],
    ['ListDomainAnalyser', { Domain: DOMAIN, DMARCPresent: expect.any(Boolean) }],
    ['ListGDAPRelationships', { status: 'active', customer: expect.anything() }],
    [
      'ListMFAUsers?tenantFilter=adventureworks.example',
      { UPN: expect.any(String), MFARegistration: expect.any(Boolean) },
    ],
    [`ListLicenses?tenantFilter=${DOMAIN}`, { License: expect.any(String), CountUsed: expect.any(String) }],
    [`ListOAuthApps?tenantFilter=${DOMAIN}`, { Scope: expect.any(String) }],
    [`ListSecureScoreReport?tenantFilter=${DOMAIN}`, { currentScore: expect.any(Number) }],
  ])('is read by %s', async (path, row) => {
    const { status, body } = await call(path)
    expect(status).toBe(200)
    expect(body).toContainEqual(expect.objectContaining(row))
  })

  it('looks at names of the real DNS', async () => {
    const { body } = await call(`ListDomainHealth?Action=ReadMXRecord&Domain=${DOMAIN}`)
    expect(body).toMatchObject({ Domain: DOMAIN, RecordCount: expect.any(Number) })
  })
})
