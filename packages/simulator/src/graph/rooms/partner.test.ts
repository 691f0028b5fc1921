import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, graph, tokenOf } from '../../../test/client.js'
import { mintedToken } from '../../../test/minted-token.js'
import { type Simulator, startSimulator } from '../../index.js'

const RELATIONSHIPS = '/tenantRelationships/delegatedAdminRelationships'
const CUSTOMERS = '/tenantRelationships/delegatedAdminCustomers'
const USER_ADMINISTRATOR = 'fe930be7-5e62-47db-91af-98c3a49a38b1'
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
const DAY = 86_400

let simulator: Simulator
let token: string

function start(options: Parameters<typeof startSimulator>[0] = {}) {
  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'msp-50', limits: 'off', ...options })
    token = await mintedToken(simulator, [
      'DelegatedAdminRelationship.ReadWrite.All',
      'Directory.Read.All',
      'CrossTenantInformation.ReadBasic.All',
    ])
  })
  afterAll(() => simulator.stop())
}

const get = (path: string) => graph(simulator, token, path)
const post = (path: string, body: object) => graph(simulator, token, path, { method: 'POST', body })
const id = ({ body }: Answer) => String(body['id'])
const roles = (...ids: string[]) => ({ unifiedRoles: ids.map((roleDefinitionId) => ({ roleDefinitionId })) })

let made = 0
const plan = (facts: object = {}) => ({
  displayName: `Relationship ${++made}`,
  duration: 'P365D',
  accessDetails: roles(USER_ADMINISTRATOR),
  ...facts,
})

describe('a partner', () => {
  start()

  it('finds its relationships by state, in pages, with who of its own may do what', async () => {
    const { body } = await get(`${RELATIONSHIPS}?$filter=status eq 'active'&$top=5&$count=true&$orderby=displayName`)
    expect(body.value).toHaveLength(5)
    expect(body['@odata.nextLink']).toBeDefined()
    expect(body['@odata.count']).toBeGreaterThan(40)
    const [first] = body.value
    expect(first).toMatchObject({
      customer: { tenantId: expect.any(String) },
      autoExtendDuration: expect.stringMatching(/^(P180D|PT0S)$/),
      accessDetails: { unifiedRoles: expect.arrayContaining([{ roleDefinitionId: expect.any(String) }]) },
    })
    const path = `${RELATIONSHIPS}/${String(first!['id'])}`
    expect((await get(path)).body['@odata.etag']).toBeDefined()
    expect((await get(`${path}/accessAssignments`)).body.value).toMatchObject([
      { status: 'active', accessContainer: { accessContainerType: 'securityGroup' } },
      {},
    ])
    expect((await get(`${path}/operations`)).body.value).toEqual([])
  })

  it('has each customer once, with the ways to its services', async () => {
    const { body } = await get(CUSTOMERS)
    expect(new Set(body.value.map(({ tenantId }) => tenantId)).size).toBe(body.value.length)
    const services = await get(`${CUSTOMERS}/${String(body.value[0]!['id'])}/serviceManagementDetails`)
    expect(services.body.value[0]).toMatchObject({ serviceName: expect.any(String), serviceManagementUrl: /^https/ })
  })

  it('sees an older list of customers that lacks some and keeps those whose relationship has ended', async () => {
    const contracts = new Set(
      (await get('/contracts?$select=customerId')).body.value.map(({ customerId }) => customerId),
    )
    const related = (await get(`${RELATIONSHIPS}?$top=300`)).body.value as {
      status: string
      customer: { tenantId: string }
    }[]
    const missing = related.filter(({ status, customer }) => status === 'active' && !contracts.has(customer.tenantId))
    expect(missing.length).toBeGreaterThan(0)
    expect(contracts.size).toBeGreaterThan(related.length / 2)
  })

  it('looks up any tenant by id or domain', async () => {
    const { id: tenantId, name, defaultDomain } = simulator.tenants[3]!
    const facts = { displayName: name, defaultDomainName: defaultDomain, tenantId }
    const functions = [`ByTenantId(tenantId='${tenantId}')`, `ByDomainName(domainName='${defaultDomain}')`]
    for (const name of functions) {
      expect((await get(`/tenantRelationships/findTenantInformation${name}`)).body).toMatchObject(facts)
    }
  })

  it('makes a relationship, hands it to the customer, and cannot edit it afterwards', async () => {
    const created = await post(RELATIONSHIPS, plan({ autoExtendDuration: 'P180D' }))
    expect([created.status, created.body]).toMatchObject([201, { status: 'created', autoExtendDuration: 'P180D' }])
    const path = `${RELATIONSHIPS}/${id(created)}`
    const etag = String((await get(path)).body['@odata.etag'])
    const init = { method: 'PATCH', headers: { 'If-Match': etag }, body: { displayName: 'Another name' } }
    expect((await graph(simulator, token, path, init)).status).toBe(204)
    const locked = await post(`${path}/requests`, { action: 'lockForApproval' })
    expect([locked.status, locked.body]).toMatchObject([201, { action: 'lockForApproval' }])
    expect((await get(path)).body).toMatchObject({
      status: 'approvalPending',
      displayName: 'Another name',
      customer: null,
    })
    expect((await get(`${path}/requests`)).body.value).toHaveLength(1)
  })
})

describe('relationships', () => {
  start({ trafficFile: null })

  it('end by themselves, or go on for half a year where they extend themselves', async () => {
    const far = 800 * DAY
    const before = (await get(`${RELATIONSHIPS}?$filter=status eq 'active'&$top=300`)).body.value
    simulator.advanceClock(far)
    token = await mintedToken(simulator, ['DelegatedAdminRelationship.ReadWrite.All'])
    for (const one of before) {
      const { body } = await get(`${RELATIONSHIPS}/${String(one['id'])}`)
      const extends_ = one['autoExtendDuration'] === 'P180D'
      expect(body['status']).toBe(extends_ ? 'active' : 'expired')
      expect(Date.parse(String(body['endDateTime'])) > simulator.now().getTime()).toBe(extends_)
    }
    simulator.advanceClock(-far)
  })

  it.each([
    ['without roles', { accessDetails: { unifiedRoles: [] } }],
    ['of unknown roles', { accessDetails: roles('11111111-1111-4111-a111-111111111111') }],
    ['of more than two years', { duration: 'P800D' }],
    ['that extends Global Administrator', { accessDetails: roles(GLOBAL_ADMINISTRATOR), autoExtendDuration: 'P180D' }],
  ])('are not made %s', async (_, facts) => {
    token = await mintedToken(simulator, ['DelegatedAdminRelationship.ReadWrite.All'])
    expect((await post(RELATIONSHIPS, plan(facts))).status).toBe(400)
  })

  it('are not edited without their ETag, nor with an old one', async () => {
    const path = `${RELATIONSHIPS}/${id(await post(RELATIONSHIPS, plan()))}`
    const edit = (headers: Record<string, string>) =>
      graph(simulator, token, path, { method: 'PATCH', headers, body: { duration: 'P90D' } })
    expect((await edit({})).status).toBe(400)
    expect((await edit({ 'If-Match': 'W/"old"' })).status).toBe(412)
    expect((await edit({ 'If-Match': '*' })).status).toBe(204)
  })

  it('are none of a customer’s business', async () => {
    const elsewhere = await startSimulator({ scenario: 'single-organization', trafficFile: null })
    expect((await graph(elsewhere, await tokenOf(elsewhere), RELATIONSHIPS)).status).toBe(403)
    await elsewhere.stop()
  })
})
