import { type ConnectionSetup, formFields, permissionMissing } from '@tenantry/core'
import { type Simulator, startSimulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { config } from '../src/config.js'
import { apiClient, origins, setupOf } from './support/clients.js'
import { type Instead, open } from './support/open.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', limits: 'off', trafficFile: null })
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const FIRST = 'me'

/** As if CIPP, or what stands in front of it, answered every call so. */
const answers =
  (status: number, body: string, type = 'text/plain', headers: Record<string, string> = {}): Instead =>
  ({ name }) =>
    name === '' ? undefined : new Response(body, { status, headers: { 'content-type': type, ...headers } })

describe('Each failure of a connection is told apart, at its field (S3.50)', () => {
  interface Case {
    what: string
    code: string
    field?: string
    setup?: () => ConnectionSetup
    instead?: Instead
    why?: RegExp
  }
  const secret = (clientSecret: string) => (): ConnectionSetup => ({
    ...setupOf(simulator, 'editor'),
    credential: { kind: 'clientSecret', values: { clientSecret } },
  })
  const unreachable =
    (code: string): Instead =>
    ({ name }) =>
      name === '' ? undefined : new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })

  const cases: Case[] = [
    {
      what: 'a wrong tenant',
      code: 'tenant_not_found',
      field: 'config.tenantId',
      setup: () => setupOf(simulator, 'editor', { tenantId: 'aaaaaaaa-0000-4000-8000-000000000000' }),
    },
    {
      what: 'a wrong client',
      code: 'app_not_found',
      field: 'config.clientId',
      setup: () => setupOf(simulator, 'editor', { clientId: 'bbbbbbbb-0000-4000-8000-000000000000' }),
    },
    {
      what: 'a wrong secret (S3.64)',
      code: 'secret_invalid',
      field: 'credential.values.clientSecret',
      setup: secret('Wrg8Q~ThisIsNotTheSecretOfAnyAppAtAll.0000'),
    },
    {
      what: 'no identifier URI',
      code: 'cipp_identifier_missing',
      field: 'config.clientId',
      setup: () => setupOf(simulator, 'no-identifier-uri'),
    },
    {
      what: 'a host that does not exist',
      code: 'not_reachable',
      field: 'config.baseUrl',
      instead: unreachable('ENOTFOUND'),
      why: /its name is unknown/,
    },
    {
      what: 'a certificate for another name',
      code: 'not_reachable',
      field: 'config.baseUrl',
      instead: unreachable('ERR_TLS_CERT_ALTNAME_INVALID'),
      why: /its certificate is for another name/,
    },
    {
      what: 'the portal in place of the API',
      code: 'cipp_not_the_api',
      field: 'config.baseUrl',
      setup: () => setupOf(simulator, 'editor', { baseUrl: origins(simulator).portal }),
    },
    {
      what: 'a page of a proxy in front, with status 403',
      code: 'cipp_not_the_api',
      field: 'config.baseUrl',
      instead: answers(403, '<!doctype html><title>Zero Trust</title>', 'text/html'),
    },
    {
      what: 'a client that is not enabled',
      code: 'cipp_client_not_let_in',
      field: 'config.clientId',
      setup: () => setupOf(simulator, 'disabled'),
    },
    {
      what: 'a configuration that was not saved',
      code: 'cipp_client_not_let_in',
      field: 'config.clientId',
      setup: () => setupOf(simulator, 'not-saved'),
    },
    {
      what: 'a client that is on no list of the front door',
      code: 'cipp_client_not_on_list',
      field: 'config.clientId',
      instead: answers(403, 'You do not have permission to view this directory or page.', 'text/html'),
    },
    {
      what: 'an address outside of its ranges',
      code: 'cipp_address_refused',
      setup: () => setupOf(simulator, 'ip-restricted'),
    },
    { what: 'a role that does not exist', code: 'cipp_role_unknown', setup: () => setupOf(simulator, 'no-role') },
    {
      what: 'a function app that works in the background',
      code: 'cipp_background_app',
      field: 'config.baseUrl',
      instead: answers(403, 'API calls are not accepted on this function app. Please use the main function app.'),
    },
    {
      what: 'a subscription that has ended',
      code: 'cipp_subscription_ended',
      instead: answers(403, 'Your CIPP subscription has ended. Please renew.'),
    },
    {
      what: 'an old version',
      code: 'cipp_function_unknown',
      instead: ({ name }) => (name === 'ListTenants' ? new Response('Endpoint not found', { status: 404 }) : undefined),
      why: /ListTenants/,
    },
    {
      what: 'a function that is switched off',
      code: 'cipp_function_off',
      instead: ({ name }) =>
        name === 'ListTenants'
          ? new Response('This feature has been disabled: by the operator.', { status: 503 })
          : undefined,
      why: /ListTenants is switched off: by the operator\./,
    },
  ]

  it.each(cases)('$what: $code', async ({ code, field, setup, instead, why = /./ }) => {
    const { checks } = await open(simulator, setup?.(), instead).check()
    expect(checks.authentication.status).toBe('failed')
    expect(checks.authentication.problem).toMatchObject({ code, why: expect.stringMatching(why) as string })
    expect(checks.authentication.problem?.field).toBe(field)
  })

  it('an expired secret: secret_expired', async () => {
    const { tenantId, clientId } = apiClient(simulator, 'editor')
    simulator.tenant(tenantId).expireSecret({ clientId })
    expect((await open(simulator).check()).problem).toMatchObject({
      code: 'secret_expired',
      field: 'credential.values.clientSecret',
    })
  })

  it('CIPP itself out of order, which answers 200 with a tenant without an id: cipp_broken', async () => {
    const { tenantId } = apiClient(simulator, 'editor')
    simulator.tenant(tenantId).changeCipp({ broken: 'AADSTS700082: The refresh token has expired.' })
    for (const client of ['editor', 'custom-role']) {
      expect((await open(simulator, setupOf(simulator, client)).check()).problem).toMatchObject({
        code: 'cipp_broken',
        why: expect.stringContaining('The refresh token has expired') as string,
      })
    }
  })

  it('no two of them in the same words', async () => {
    const sentences: string[] = []
    for (const { setup, instead } of cases) {
      const { problem } = await open(simulator, setup?.(), instead).check()
      sentences.push(`${problem?.code} ${problem?.why}`)
    }
    // A client that is disabled and one whose configuration was not saved look the same from outside.
    expect(new Set(sentences.map((text) => text.replace('cipp_client_not_let_in', ''))).size).toBe(sentences.length - 1)
  })
})

describe('The role of the API client', () => {
  it.each([
    ['editor', []],
    ['admin', []],
    ['custom-role', []],
    [
      'readonly',
      [
        'Tenant.ApplicationTemplates.ReadWrite',
        'Tenant.Application.ReadWrite',
        'Exchange.Mailbox.ReadWrite',
        'Identity.Group.ReadWrite',
      ],
    ],
  ])('%s lacks %j', async (client, missing) => {
    const { identity, checks } = await open(simulator, setupOf(simulator, client)).check()
    expect(checks.authentication.status).toBe('passed')
    expect(identity?.tenantId).toBe(apiClient(simulator, client).tenantId)
    const lacking = checks.permissions.items.filter(({ status }) => status === 'missing').map(({ name }) => name)
    expect(lacking).toEqual(missing)
    expect(checks.permissions.problem?.code).toBe(missing.length > 0 ? permissionMissing.kind.code : undefined)
  })

  it('decides whether CIPP can be asked for a refresh', async () => {
    const setup = (client: string) => ({ ...setupOf(simulator, client), sets: ['refresh'] })
    expect((await open(simulator, setup('admin')).check()).health).toBe('connected')
    expect((await open(simulator, setup('editor')).check()).problem).toMatchObject({
      why: 'CIPP has not granted CIPP.AppSettings.ReadWrite.',
      fix: expect.stringContaining('a role in CIPP') as string,
    })
  })

  it('is asked of CIPP, which fails to say it for its own roles: a client that trusts that refusal never connects', async () => {
    const { check, of } = open(simulator)
    expect((await check()).health).toBe('connected')
    expect(of(FIRST)).toHaveLength(1)
  })

  it('shows how many tenants there are, and names the partner by its domain', async () => {
    const test = await open(simulator).check()
    expect(test.checks.apiCalls.items).toEqual([
      expect.objectContaining({ status: 'passed', fact: expect.stringMatching(/^\d\d tenants$/) as string }),
    ])
    expect(test.tenant?.name).toMatch(/^meridian/)
  })
})

describe('The base URL (S3.45)', () => {
  const parse = (baseUrl: string) =>
    config.safeParse({
      baseUrl,
      tenantId: '11111111-2222-3333-4444-555555555555',
      clientId: '11111111-2222-3333-4444-555555555555',
    })

  it.each([
    'https://cipp-contoso.azurewebsites.net',
    'https://cipp-contoso.azurewebsites.net/',
    'https://cipp-contoso.azurewebsites.net/api',
    'https://cipp-contoso.azurewebsites.net/api/',
    '  cipp-contoso.azurewebsites.net/api ',
    'HTTPS://CIPP-Contoso.azurewebsites.net:443/api/ListTenants',
  ])('is stored as its origin: %s', (text) => {
    expect(parse(text).data?.baseUrl).toBe('https://cipp-contoso.azurewebsites.net')
  })

  it('stays what it is when it is stored again', () => {
    const { baseUrl = '' } = parse('cipp.contoso.example:8443/api').data ?? {}
    expect(baseUrl).toBe('https://cipp.contoso.example:8443')
    expect(parse(baseUrl).data?.baseUrl).toBe(baseUrl)
  })

  it.each([
    ['http://cipp.contoso.example', /https/],
    ['ftp://cipp.contoso.example', /https/],
    ['https://user:password@cipp.contoso.example', /user name/],
    ['https://cipp.contoso.example/portal', /only the address/],
    ['https://cipp.contoso.example/api?code=1', /only the address/],
    ['https://cipp.contoso.example/#x', /only the address/],
    ['https://localhost', /public host name/],
    ['https://cipp', /public host name/],
    ['https://10.0.0.5', /public host name/],
    ['https://2130706433', /public host name/],
    ['https://0x7f.1', /public host name/],
    ['https://0177.0.0.1', /public host name/],
    ['https://[::1]', /public host name/],
    ['https://[::ffff:169.254.169.254]', /public host name/],
    ['not an address', /not the address/],
    ['', /Enter the API URL/],
  ])('is refused: %s (S-08)', (text, message) => {
    expect(parse(text).error?.issues.map((issue) => issue.message)).toEqual([expect.stringMatching(message)])
  })

  it('is a field of the form with a label and a hint', () => {
    expect(formFields(config)[0]).toMatchObject({
      name: 'baseUrl',
      label: 'CIPP base URL',
      type: 'text',
      required: true,
    })
  })
})
