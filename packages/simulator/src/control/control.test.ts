import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, askForToken, firstApp, graph, read, tokenOf } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ trafficFile: null })
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

const change = (name: string, body: object = {}) =>
  control('POST', `tenants/${firstApp(simulator).tenantId}/${name}`, body)

async function organization(): Promise<number> {
  return (await graph(simulator, await tokenOf(simulator), '/organization')).status
}

describe('the control API', () => {
  it('shows the world at a glance', async () => {
    expect((await control('GET', 'state')).body).toMatchObject({
      scenario: 'one-healthy-tenant',
      dns: simulator.dns,
      faults: [],
      tenants: [{ name: 'Contoso', deleted: false, premium: ['P1', 'P2'], apps: [{ servicePrincipal: 'enabled' }] }],
    })
  })

  it.each<[string, object, number | undefined]>([
    ['expire-secret', {}, 7000222],
    ['rotate-secret', { removeOld: true }, 7000215],
    ['disable-service-principal', {}, 7000112],
    ['remove-service-principal', {}, 7000229],
    ['delete', {}, 90002],
  ])('%s makes the next sign-in fail', async (name, body, code) => {
    const app = firstApp(simulator)
    expect((await change(name, body)).status).toBe(200)
    expect((await askForToken(simulator, {}, { app })).body).toMatchObject({ error_codes: [code] })
  })

  it.each([
    ['disable-service-principal', 'enable-service-principal'],
    ['remove-service-principal', 'grant-all'],
    ['delete', 'restore'],
  ])('%s is undone by %s', async (name, undo) => {
    await change(name)
    await change(undo)
    expect(await organization()).toBe(200)
  })

  it('hands out a rotated secret with its id and end', async () => {
    const { body } = await change('rotate-secret', { days: 10 })
    expect(body).toMatchObject({ secretId: expect.any(String), clientSecret: expect.stringMatching(/^.{40}$/) })
    expect((await askForToken(simulator, { client_secret: String(body['clientSecret']) })).status).toBe(200)
  })

  it('lets a secret end soon, which Graph then shows', async () => {
    const at = new Date(simulator.now().getTime() + 86_400_000).toISOString()
    await change('expiring-secret', { at })
    const own = `/applications(appId='${simulator.apps[0]!.clientId}')?$select=passwordCredentials`
    const { body } = await graph(simulator, await tokenOf(simulator), own)
    expect(body).toMatchObject({ passwordCredentials: [{ endDateTime: `${at.slice(0, 19)}Z` }] })
  })

  it('withholds permissions and grants them back, after the time that takes', async () => {
    await change('withhold-permissions', {
      permissions: [
        'Organization.Read.All',
        'Directory.Read.All',
        'User.Read.All',
        'DeviceManagementManagedDevices.Read.All',
        'DeviceManagementConfiguration.Read.All',
      ],
    })
    expect(await organization()).toBe(403)
    await change('propagate-slowly', { seconds: 60 })
    await change('grant-all')
    expect(await organization()).toBe(403)
    await control('POST', 'clock', { advanceSeconds: 61 })
    expect(await organization()).toBe(200)
  })

  it('switches faults on and off, for one tenant or all', async () => {
    const { status, body } = await change('faults', { kind: 'serverError', status: 502, path: '/organization' })
    expect([status, body]).toMatchObject([201, { id: expect.any(String), tenantId: firstApp(simulator).tenantId }])
    expect(await organization()).toBe(502)
    expect((await control('DELETE', `faults/${String(body['id'])}`)).status).toBe(204)
    expect(await organization()).toBe(200)
    await control('POST', 'faults', { kind: 'throttle', retryAfter: 5 })
    expect(await organization()).toBe(429)
    await control('DELETE', 'faults')
    expect(await organization()).toBe(200)
  })

  it('moves the clock by seconds or to a moment', async () => {
    const { body } = await control('POST', 'clock', { set: '2030-01-01T00:00:00Z' })
    expect(String(body['now'])).toMatch(/^2030-01-01T00:00:0/)
    expect(simulator.now().getUTCFullYear()).toBe(2030)
  })

  it('starts the world over', async () => {
    await change('delete')
    await change('faults', { kind: 'reset' })
    await control('POST', 'clock', { advanceSeconds: 1_000_000 })
    expect((await control('POST', 'reset')).body).toMatchObject({ faults: [], tenants: [{ deleted: false }] })
    expect(Math.abs(simulator.now().getTime() - Date.now())).toBeLessThan(60_000)
  })

  it('registers redirect addresses, as an administrator would', async () => {
    const { body } = await change('redirect-uris', { uris: ['https://app.example/callback'] })
    expect(body['redirectUris']).toContain('https://app.example/callback')
  })

  it('mints what a workload presents with a federated credential', async () => {
    const { subject } = firstApp(simulator).federated!
    const { body } = await control('POST', 'assertions', { subject })
    const answer = await askForToken(simulator, {
      client_secret: null,
      client_assertion: String(body['assertion']),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    })
    expect(answer.status).toBe(200)
  })

  it.each<[string, string, object | undefined, number, RegExp]>([
    ['an unknown tenant', 'tenants/nowhere.example/delete', {}, 404, /no tenant 'nowhere\.example'/],
    ['an unknown change', 'tenants/contoso.onmicrosoft.com/explode', {}, 404, /There are: faults, expire-secret/],
    ['a missing field', 'tenants/contoso.onmicrosoft.com/withhold-permissions', {}, 400, /'permissions' is missing/],
    [
      'a permission nobody holds',
      'tenants/contoso.onmicrosoft.com/withhold-permissions',
      { permissions: ['No.Such'] },
      400,
      /'No\.Such'/,
    ],
    ['an unknown fault', 'faults', { kind: 'meteor' }, 400, /'kind' is not one of/],
    ['an unknown code', 'faults', { kind: 'tokenError', code: 1 }, 400, /'code' is not one of/],
    ['a fault that never strikes', 'faults', { kind: 'reset', times: 0 }, 400, /'times' is not a whole number/],
    [
      'a Retry-After that is none',
      'faults',
      { kind: 'throttle', retryAfter: 'later' },
      400,
      /'retryAfter' is not one of none, date/,
    ],
    ['a moment that is none', 'clock', { set: 'soon' }, 400, /not a date/],
    [
      'a probability above one',
      'faults',
      { kind: 'reset', probability: 2 },
      400,
      /'probability' is not a number from 0 to 1/,
    ],
    [
      'a service that has no such fault',
      'faults',
      { kind: 'servfail', service: 'graph' },
      400,
      /'service' is not one of dns/,
    ],
    ['a surprise of no kind', 'faults', { kind: 'schemaSurprise' }, 400, /'as' is missing/],
    ['a limit that is none', 'limits', { scale: 1, limit: 'patience' }, 400, /'limit' is not one of graph/],
    ['a scale that is none', 'limits', { scale: 'none' }, 400, /'scale' is not one of off/],
    ['a seed that is none', 'reset', { seed: 'x' }, 400, /'seed' is not a number/],
    [
      'a licence that is none',
      'tenants/contoso.onmicrosoft.com/unlicense',
      { features: ['P3'] },
      400,
      /'P3' in 'features' is not one of P1/,
    ],
    [
      'a role that is none',
      'tenants/contoso.onmicrosoft.com/assign-role',
      { role: 'King' },
      400,
      /no directory role 'King'/,
    ],
    ['a customer of nobody', 'tenants/contoso.onmicrosoft.com/end-relationship', {}, 400, /no partner’s customer/],
    ['a partner that is none', 'tenants/contoso.onmicrosoft.com/add-customer', { name: 'New' }, 400, /is no partner/],
  ])('says what is wrong with %s', async (_, path, body, status, message) => {
    expect(await control('POST', path, body)).toMatchObject({ status, body: { error: expect.stringMatching(message) } })
  })
})

describe('the fault lab page', () => {
  it.each([
    ['', 'text/html', 'Fault lab'],
    ['control.css', 'text/css', ':root'],
    ['control.js', 'text/javascript', 'import'],
    ['lab/api.js', 'text/javascript', 'fetch'],
  ])('serves %s', async (file, type, content) => {
    const response = await fetch(`${simulator.control}/${file}`)
    expect(response.headers.get('content-type')).toContain(type)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toContain(content)
  })

  it('serves nothing that is not the page’s', async () => {
    for (const file of ['lab/../../package.json', '..%2fpackage.json', 'lab/none.js', 'control.html']) {
      expect((await fetch(`${simulator.control}/${file}`)).status).toBe(404)
    }
  })

  it('finds its files whether its address ends with a slash or not', async () => {
    const page = await (await fetch(simulator.control)).text()
    const files = [...page.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '')
    expect(files).toHaveLength(2)
    for (const address of [simulator.control, `${simulator.control}/`]) {
      for (const file of files) expect((await fetch(new URL(file, address))).status).toBe(200)
    }
  })
})
