import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, askForToken, firstApp, graph, read, tokenOf } from '../../test/client.js'
import { faultKinds, kinds } from '../faults/kinds.js'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', trafficFile: null })
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

async function control(method: string, path: string, body?: object): Promise<Answer> {
  return read(
    await fetch(`${simulator.control}/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
}

interface Administration {
  status: string
  roles: string[]
}

const partner = () => firstApp(simulator).tenantId
const tenant = async (name: string) => (await control('GET', `tenants/${encodeURIComponent(name)}`)).body
const customers = async () =>
  (await graph(simulator, await tokenOf(simulator), '/tenantRelationships/delegatedAdminRelationships')).body.value

describe('the control API describes itself', () => {
  it('with every call, every change and every fault', async () => {
    const { body } = await control('GET', 'api')
    expect(body['calls']).toEqual(
      expect.arrayContaining([expect.objectContaining({ method: 'POST', path: '/_control/clock' })]),
    )
    expect(body['changes']).toHaveProperty('expire-secret')
    expect(Object.keys((body['faults'] as { kinds: object }).kinds)).toEqual(faultKinds)
  })

  it('so that every fault it names can be switched on as it says', async () => {
    for (const kind of faultKinds) {
      const fields = Object.entries(kinds[kind].fields ?? {}).map(([name, field]) => [
        name,
        field.type === 'oneOf' ? field.options[0] : field.type === 'whole' ? field.to : 'none',
      ])
      const plan = { kind, ...Object.fromEntries(fields), path: '/nowhere/**', times: 1 }
      expect(await control('POST', 'faults', plan)).toMatchObject({ status: 201, body: plan })
    }
  })
})

describe('a world of many tenants', () => {
  it('is seen a page at a time', async () => {
    const { body } = await control('GET', 'state?top=2&skip=1')
    expect([body['tenantCount'], body['tenants']]).toMatchObject([51, [{ id: expect.any(String) }, {}]])
  })

  it('is searched by name, domain or id', async () => {
    const { id, name, defaultDomain } = simulator.tenants[7]!
    for (const search of [id, name.toUpperCase(), defaultDomain]) {
      const { body } = await control('GET', `tenants?search=${encodeURIComponent(search)}`)
      expect(body['tenants']).toMatchObject([{ id }])
    }
    expect((await control('GET', 'tenants?search=nobody')).body).toMatchObject({ tenantCount: 0, tenants: [] })
  })

  it('shows all about one of them', async () => {
    expect(await tenant(partner())).toMatchObject({
      partner: true,
      propagation: { tokenSeconds: expect.any(Number) },
      replication: { listSeconds: expect.any(Number) },
      apps: expect.arrayContaining([
        expect.objectContaining({ granted: expect.arrayContaining(['User.Read.All']), roles: expect.any(Array) }),
      ]),
    })
  })
})

describe('a partner’s customers', () => {
  it('lose its access: N2', async () => {
    const { id } = simulator.tenants[1]!
    await control('POST', `tenants/${id}/end-relationship`)
    const { administeredBy } = (await tenant(id)) as unknown as { administeredBy: Administration[] }
    expect(administeredBy).toMatchObject([{ status: 'terminated' }])
    const relationship = (await customers()).find(({ customer }) => (customer as { tenantId: string }).tenantId === id)
    expect(relationship).toMatchObject({ status: 'terminated' })
  })

  it('take a role from it, and give it back', async () => {
    const { id } = simulator.tenants[1]!
    const roles = async () => ((await tenant(id))['administeredBy'] as Administration[])[0]?.roles
    await control('POST', `tenants/${id}/remove-delegated-role`, { role: 'Privileged Role Administrator' })
    expect(await roles()).not.toContain('Privileged Role Administrator')
    await control('POST', `tenants/${id}/add-delegated-role`, { role: 'Privileged Role Administrator' })
    expect(await roles()).toContain('Privileged Role Administrator')
  })

  it('come and go', async () => {
    const before = (await customers()).length
    const { status, body } = await control('POST', `tenants/${partner()}/add-customer`, { name: 'Newcomer & Sons' })
    expect([status, body]).toMatchObject([200, { name: 'Newcomer & Sons' }])
    expect(await customers()).toHaveLength(before + 1)
    expect((await askForToken(simulator, {}, { tenant: String(body['id']) })).body).toMatchObject({
      error_codes: [700016],
    })
    await control('POST', `tenants/${String(body['id'])}/grant-all`, { clientId: firstApp(simulator).clientId })
    expect((await askForToken(simulator, {}, { tenant: String(body['id']) })).status).toBe(200)
    await control('POST', `tenants/${String(body['id'])}/remove-relationship`)
    expect(await customers()).toHaveLength(before)
  })

  it('are told apart by their domains', async () => {
    const add = () => control('POST', `tenants/${partner()}/add-customer`, { name: 'Newcomer' })
    await add()
    expect(await add()).toMatchObject({ status: 400, body: { error: expect.stringContaining('newcomer.example') } })
  })
})

describe('a directory role of an app', () => {
  const roles = async () => ((await tenant(partner()))['apps'] as { clientId: string; roles: string[] }[])[0]?.roles
  const change = (name: string, body: object) =>
    control('POST', `tenants/${partner()}/${name}`, { clientId: firstApp(simulator).clientId, ...body })

  it('is given and taken away, and the audit log tells of it', async () => {
    await change('assign-role', { role: 'Security Reader' })
    expect(await roles()).toContain('Security Reader')
    await change('remove-role', { role: 'security reader' })
    expect(await roles()).not.toContain('Security Reader')
    const path = "/auditLogs/directoryAudits?$filter=category eq 'RoleManagement'"
    const { body } = await graph(simulator, await tokenOf(simulator), path)
    expect(body.value.map((entry) => entry['activityDisplayName'])).toEqual(
      expect.arrayContaining(['Add member to role', 'Remove member from role']),
    )
  })

  it('cannot be taken away where it is not held', async () => {
    const answer = await change('remove-role', { role: 'Attack Simulation Administrator' })
    expect(answer).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('holds no Attack Simulation') },
    })
  })
})

describe('delays', () => {
  it('of replication keep a write from lists for a while', async () => {
    await control('POST', `tenants/${partner()}/replicate-slowly`, { listSeconds: 60 })
    await control('POST', `tenants/${partner()}/drift`, { kind: 'policyOff' })
    const token = await tokenOf(simulator)
    const enabled = async () => {
      simulator.scaleLimits('off')
      const { body } = await graph(simulator, token, '/identity/conditionalAccess/policies')
      return body.value.filter(({ state }) => state === 'enabled').length
    }
    const before = await enabled()
    simulator.advanceClock(61)
    expect(await enabled()).toBe(before - 1)
  })

  it('of propagation are told apart: tokens, Graph, Exchange', async () => {
    const body = { seconds: 10, graphSeconds: 20, exchangeSeconds: 30 }
    await control('POST', `tenants/${partner()}/propagate-slowly`, body)
    expect(await tenant(partner())).toMatchObject({
      propagation: { tokenSeconds: 10, graphSeconds: 20, exchangeSeconds: 30 },
    })
  })
})

describe('a licence', () => {
  it('of Exchange lapses: its tokens are refused with AADSTS500011, and come back with it', async () => {
    const scope = { scope: 'https://outlook.office365.com/.default' }
    await control('POST', `tenants/${partner()}/unlicense`, { features: ['Exchange'] })
    expect((await askForToken(simulator, scope)).body).toMatchObject({ error_codes: [500011] })
    expect(await tenant(partner())).toMatchObject({ exchange: false, lapsed: ['Exchange'] })
    await control('POST', `tenants/${partner()}/license`, { features: ['Exchange'] })
    expect((await askForToken(simulator, scope)).status).toBe(200)
  })
})

describe('drift', () => {
  it('is an edit of a policy with an entry in the audit log: N2', async () => {
    const kind = 'reportOnly'
    const { status, body } = await control('POST', `tenants/${partner()}/drift`, { kind })
    expect([status, body]).toMatchObject([200, { kind, set: 'conditionalAccessPolicies', auditId: expect.any(String) }])
    const policy = `/identity/conditionalAccess/policies/${String(body['id'])}`
    expect((await graph(simulator, await tokenOf(simulator), policy)).body).toMatchObject({
      state: 'enabledForReportingButNotEnforced',
    })
  })
})

describe('limits', () => {
  it('are scaled together or one by one, and shown with what is used of them', async () => {
    await control('POST', 'limits', { scale: 0.5 })
    const { body } = await control('POST', 'limits', { scale: 'off', limit: 'conditionalAccess' })
    const limits = body['limits'] as { name: string; scale: number | 'off' }[]
    expect(body['scale']).toBe(0.5)
    expect(limits.find(({ name }) => name === 'conditionalAccess')?.scale).toBe('off')
    await graph(simulator, await tokenOf(simulator), '/auditLogs/directoryAudits?$top=1')
    const used = (await control('GET', `limits?tenant=${partner()}`)).body['limits'] as { name: string }[]
    expect(used.find(({ name }) => name === 'reports')).toMatchObject({
      fullest: { share: expect.any(Number), names: [expect.stringContaining('app'), expect.any(String)] },
    })
  })
})

describe('the request log', () => {
  it('goes on from where one looked last, for one tenant or all', async () => {
    const { defaultDomain } = simulator.tenants[0]!
    await tokenOf(simulator)
    const { body } = await control('GET', 'requests')
    expect(body).toMatchObject({ count: 1, requests: [{ number: 1, status: 200, tenant: simulator.tenants[0]!.name }] })
    await tokenOf(simulator)
    expect((await control('GET', 'requests?after=1')).body).toMatchObject({ count: 2, requests: [{ number: 2 }] })
    const of = async (name: string) => (await control('GET', `requests?tenant=${name}`)).body['requests']
    expect(await of(defaultDomain)).toHaveLength(2)
    expect(await of(simulator.tenants[1]!.defaultDomain)).toHaveLength(0)
  })
})

describe('starting over', () => {
  it('takes another seed, and keeps it', async () => {
    expect((await control('POST', 'reset', { seed: 7 })).body).toMatchObject({ seed: 7 })
    expect((await control('POST', 'reset')).body).toMatchObject({ seed: 7 })
    await control('POST', 'reset', { seed: 1 })
  })
})
