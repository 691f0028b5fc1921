import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deltaRound, graph, tokenOf } from '../../../test/client.js'
import { type Simulator, startSimulator } from '../../index.js'

const EVENTUAL = { headers: { ConsistencyLevel: 'eventual' } }

let simulator: Simulator
let token: string

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off' })
  token = await tokenOf(simulator)
})
afterAll(() => simulator.stop())

const get = (path: string, init: Parameters<typeof graph>[3] = {}) => graph(simulator, token, path, init)
const send = (method: string, path: string, body?: object) =>
  graph(simulator, token, path, { method, ...(body ? { body } : {}) })

describe('the organization', () => {
  it('is one, with its verified domains and the state of its synchronization', async () => {
    const { body } = await get('/organization?$select=id,displayName,verifiedDomains,onPremisesSyncEnabled,tenantType')
    expect(body.value).toMatchObject([
      {
        displayName: 'Adatum Corporation',
        onPremisesSyncEnabled: true,
        tenantType: 'AAD',
        verifiedDomains: [{ name: 'adatum.example', isDefault: true }, { isInitial: true }],
      },
    ])
  })

  it('has domains, each with the records that Microsoft’s services ask for', async () => {
    const { body } = await get('/domains')
    expect(body.value).toMatchObject([{ id: 'adatum.example', isDefault: true }, { isInitial: true }])
    const records = await get('/domains/adatum.example/serviceConfigurationRecords')
    expect(records.body.value).toContainEqual(
      expect.objectContaining({ recordType: 'Mx', mailExchange: 'adatum-example.mail.protection.outlook.com' }),
    )
    const proof = await get('/domains/adatum.example/verificationDnsRecords')
    expect(proof.body.value[0]).toMatchObject({ recordType: 'Txt', text: expect.stringMatching(/^MS=ms\d+$/) })
    const [domain] = body.value
    const federations = (await get('/domains/adatum.example/federationConfiguration')).body.value
    expect(federations).toHaveLength(domain!['authenticationType'] === 'Federated' ? 1 : 0)
  })
})

describe('devices', () => {
  it('belong to people, are found by their device id, and are disabled and removed', async () => {
    const [device] = (await get('/devices?$top=1')).body.value
    expect(device).toMatchObject({ deviceId: expect.any(String), trustType: /AzureAd|ServerAd|Workplace/ })
    const path = `/devices(deviceId='${String(device!['deviceId'])}')`
    const owners = await get(`/devices/${String(device!['id'])}/registeredOwners?$select=id,displayName`)
    expect(owners.body.value).toMatchObject([{ '@odata.type': '#microsoft.graph.user' }])
    expect((await send('PATCH', path, { accountEnabled: false })).status).toBe(204)
    expect((await get(`${path}?$select=accountEnabled`)).body['accountEnabled']).toBe(false)
    const before = (await get('/devices/$count', EVENTUAL)).body
    expect((await send('DELETE', `/devices/${String(device!['id'])}`)).status).toBe(204)
    expect((await get('/devices/$count', EVENTUAL)).body).toBe(Number(before) - 1)
  })
})

describe('administrative units', () => {
  it('are made, gather members, and go to the recycle bin', async () => {
    const path = '/directory/administrativeUnits'
    const created = await send('POST', path, { displayName: 'Field office' })
    expect(created.status).toBe(201)
    const id = String(created.body['id'])
    const [user] = (await get('/users?$top=1&$select=id')).body.value
    const member = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${String(user!['id'])}` }
    expect((await send('POST', `${path}/${id}/members/$ref`, member)).status).toBe(204)
    expect((await get(`${path}/${id}/members?$select=id`)).body.value).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: user!['id'] },
    ])
    expect((await send('DELETE', `${path}/${id}/members/${String(user!['id'])}/$ref`)).status).toBe(204)
    expect((await send('DELETE', `${path}/${id}`)).status).toBe(204)
    expect((await get(`${path}?$select=id`)).body.value.map((unit) => unit['id'])).not.toContain(id)
  })
})

describe('contacts', () => {
  it('are people of other companies', async () => {
    const { body } = await get('/contacts?$select=id,displayName,mail,companyName')
    expect(body.value[0]).toMatchObject({ companyName: expect.any(String), mail: expect.stringContaining('@') })
    const told = await deltaRound(simulator, token, '/contacts/delta?$select=displayName')
    expect(new Set(told.map(({ id }) => id)).size).toBe(body.value.length)
  })
})
