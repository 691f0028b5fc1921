import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstApp } from '../../test/client.js'
import { EXCHANGE, exchangeClient, type RunCmdlet, tokenFor } from '../../test/exchange-client.js'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
let run: RunCmdlet
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', trafficFile: null })
  run = await exchangeClient(simulator)
})
afterAll(() => simulator.stop())

const base = () => `${simulator.url}/outlook.office365.com/adminapi`

describe('InvokeCommand', () => {
  it('pages by posting the same body to the next link, each mailbox once', async () => {
    const guids: unknown[] = []
    let pages = 0
    for (
      let url: string | undefined = `${base()}/beta/${firstApp(simulator).tenantId}/InvokeCommand`;
      url !== undefined;
      pages++
    ) {
      const { status, body, warnings } = await run('Get-Mailbox', { ResultSize: 'Unlimited' }, { url, pageSize: 100 })
      expect([status, warnings]).toEqual([200, []])
      guids.push(...body.value.map(({ Guid }) => Guid))
      url = body['@odata.nextLink'] as string | undefined
    }
    const all = (await run('Get-Mailbox', { ResultSize: 'Unlimited' })).body.value
    expect(pages).toBe(Math.ceil(all.length / 100))
    expect(guids).toEqual(all.map(({ Guid }) => Guid))
    expect(new Set(guids).size).toBe(all.length)
  })

  it('gives a page of a hundred when no size is preferred', async () => {
    const { body } = await run('Get-Mailbox', { ResultSize: 'Unlimited' }, { headers: { prefer: '' } })
    expect(body.value).toHaveLength(100)
    expect(body['@odata.nextLink']).toContain('$skiptoken=')
  })

  it('stops at ResultSize with a warning, also across pages', async () => {
    const first = await run('Get-Mailbox', { ResultSize: 5 }, { pageSize: 3 })
    const second = await run(
      'Get-Mailbox',
      { ResultSize: 5 },
      { pageSize: 3, url: String(first.body['@odata.nextLink']) },
    )
    expect([first.body.value.length, second.body.value.length]).toEqual([3, 2])
    expect(second.warnings).toEqual([expect.stringContaining('There are more results available')])
    expect(second.body).not.toHaveProperty('@odata.nextLink')
  })

  it('selects properties, with a word on the type of each that needs one', async () => {
    const { body } = await run(
      'Get-Mailbox',
      { ResultSize: 1 },
      { query: '?$select=ExternalDirectoryObjectId,ExchangeGuid,EmailAddresses,WhenCreated,IsDirSynced' },
    )
    expect(Object.keys(body.value[0] ?? {}).sort()).toEqual([
      'EmailAddresses',
      'EmailAddresses@odata.type',
      'ExchangeGuid',
      'ExchangeGuid@data.type',
      'ExchangeGuid@odata.type',
      'ExternalDirectoryObjectId',
      'IsDirSynced',
      'WhenCreated',
      'WhenCreated@data.type',
    ])
    expect(body.value[0]).toMatchObject({
      'EmailAddresses@odata.type': '#Collection(String)',
      'WhenCreated@data.type': 'System.DateTime',
      WhenCreated: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+00:00$/),
    })
  })

  it('writes sizes as text with the bytes in brackets', async () => {
    const [mailbox] = (await run('Get-Mailbox', { ResultSize: 1 })).body.value
    const [statistics] = (await run('Get-MailboxStatistics', { Identity: mailbox?.['Identity'] })).body.value
    expect(statistics?.['TotalItemSize']).toMatch(/^[\d.]+ [KMGT]?B \([\d,]+ bytes\)$/)
    expect(mailbox?.['ProhibitSendQuota']).toMatch(/bytes\)$/)
  })

  it('carries request ids and names its context', async () => {
    const { headers, body } = await run('Get-AcceptedDomain', {}, { headers: { 'client-request-id': 'mine' } })
    expect([headers.get('client-request-id'), headers.get('request-id')]).toEqual(['mine', expect.any(String)])
    expect(body['@odata.context']).toMatch(/\$metadata#Collection\(Exchange\.GenericHashTable\)$/)
  })

  it('answers v1.0 and tenants by their domain too, cmdlets and parameters in any case', async () => {
    const { status, body } = await run(
      'get-organizationCONFIG',
      {},
      { url: `${base()}/v1.0/adatum.example/invokecommand` },
    )
    expect([status, body.value.length]).toEqual([200, 1])
    expect((await run('Get-Mailbox', { resultsize: '1' })).body.value).toHaveLength(1)
  })

  it('refuses unknown cmdlets, unknown parameters, missing ones and values that do not fit', async () => {
    expect((await run('Get-Nonsense')).reason).toContain("The term 'Get-Nonsense' is not recognized")
    expect((await run('Get-Mailbox', { Colour: 'red' })).reason).toBe(
      "A parameter cannot be found that matches parameter name 'Colour'.",
    )
    expect((await run('Get-MailboxPermission')).reason).toContain('missing mandatory parameters: Identity')
    expect((await run('Get-Mailbox', { ResultSize: 'some' })).reason).toContain("on parameter 'ResultSize'")
  })

  it('tells what was not found as id, type and text, in details and inner error', async () => {
    const { status, body } = await run('Get-Mailbox', { Identity: 'nobody@adatum.example' })
    expect(status).toBe(404)
    const message = expect.stringMatching(
      /^Ex[0-9A-F]{6}\|Microsoft\.Exchange\.Configuration\.Tasks\.ManagementObjectNotFoundException\|The operation couldn't be performed because object 'nobody@adatum\.example' couldn't be found on '/,
    )
    expect(body['error']).toMatchObject({
      code: 'NotFound',
      details: [{ message }],
      innererror: { internalexception: { message } },
    })
  })

  it('refuses GET, a body without CmdletInput and paths it does not have', async () => {
    const headers = { authorization: `Bearer ${await tokenFor(simulator, EXCHANGE)}` }
    const url = `${base()}/beta/${firstApp(simulator).tenantId}`
    expect((await fetch(`${url}/InvokeCommand`, { headers })).status).toBe(405)
    expect((await fetch(`${url}/InvokeCommand`, { method: 'POST', headers, body: '{}' })).status).toBe(400)
    expect((await fetch(`${url}/Nothing`, { method: 'POST', headers })).status).toBe(404)
  })

  it('filters mailboxes as -Filter says', async () => {
    const shared = (
      await run('Get-Mailbox', { Filter: "RecipientTypeDetails -eq 'SharedMailbox' -and DisplayName -like 'S*'" })
    ).body.value
    expect(shared.map(({ DisplayName }) => DisplayName)).toEqual(['Sales', 'Support'])
    expect((await run('Get-Mailbox', { Filter: 'DisplayName -eq' })).reason).toContain('Invalid filter syntax')
  })
})

describe('$batch', () => {
  async function batch(requests: unknown[]): Promise<{ id: string; status: number; body?: Record<string, unknown> }[]> {
    const response = await fetch(`${base()}/beta/${firstApp(simulator).tenantId}/$batch`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokenFor(simulator, EXCHANGE)}`,
        'content-type': 'application/json',
        prefer: 'odata.maxpagesize = 1000;odata.continue-on-error',
      },
      body: JSON.stringify({ requests }),
    })
    expect(response.status).toBe(200)
    return ((await response.json()) as { responses: { id: string; status: number }[] }).responses
  }

  const item = (id: string, CmdletName: string, Parameters = {}) => ({
    id,
    method: 'POST',
    url: `https://outlook.office365.com/adminapi/beta/${firstApp(simulator).tenantId}/InvokeCommand`,
    headers: { 'Content-Type': 'application/json' },
    body: { CmdletInput: { CmdletName, Parameters } },
  })

  it('answers each request by itself', async () => {
    const responses = await batch([
      item('1', 'Get-OrganizationConfig'),
      item('2', 'Get-Mailbox', { Identity: 'nobody' }),
      item('3', 'Get-AcceptedDomain'),
    ])
    expect(responses.map(({ id, status }) => [id, status])).toEqual([
      ['1', 200],
      ['2', 404],
      ['3', 200],
    ])
  })

  it('takes ten and more', async () => {
    const responses = await batch(Array.from({ length: 12 }, (_, index) => item(String(index), 'Get-AcceptedDomain')))
    expect(responses.every(({ status }) => status === 200)).toBe(true)
    expect(responses).toHaveLength(12)
  })

  it('lets a single request meet a fault', async () => {
    simulator.addFault({
      kind: 'serverError',
      service: 'exchange',
      status: 503,
      path: '/adminapi/beta/*/InvokeCommand',
      times: 1,
    })
    const responses = await batch([item('1', 'Get-AcceptedDomain'), item('2', 'Get-AcceptedDomain')])
    expect(responses.map(({ status }) => status)).toEqual([503, 200])
  })
})

describe('the documented Admin API (v2.0)', () => {
  const url = (endpoint: string) => `${base()}/v2.0/${firstApp(simulator).tenantId}/${endpoint}`

  it('runs the cmdlets of its endpoints', async () => {
    expect((await run('Get-AcceptedDomain', {}, { url: url('AcceptedDomain') })).status).toBe(200)
    const [mailbox] = (
      await run(
        'Get-Mailbox',
        { ResultSize: 1, IncludeGrantSendOnBehalfToWithDisplayNames: true },
        { url: url('Mailbox') },
      )
    ).body.value
    expect(mailbox).toHaveProperty('GrantSendOnBehalfToWithDisplayNames')
    const [organization] = (await run('Get-OrganizationConfig', {}, { url: url('OrganizationConfig') })).body.value
    expect(organization).toHaveProperty('MailTipsAllTipsEnabled')
    expect(organization).not.toHaveProperty('RejectDirectSend')
  })

  it('refuses other cmdlets, and of Set-Mailbox all but who sends on behalf', async () => {
    expect((await run('New-DistributionGroup', { Name: 'X' }, { url: url('DistributionGroupMember') })).status).toBe(
      400,
    )
    expect(
      (await run('Set-Mailbox', { Identity: 'info@adatum.example', Type: 'Regular' }, { url: url('Mailbox') })).status,
    ).toBe(400)
    expect((await run('Get-Mailbox', {}, { url: url('Nothing') })).status).toBe(404)
  })

  it('needs its own permission', async () => {
    simulator.tenant(firstApp(simulator).tenantId).withholdPermissions({ permissions: ['Exchange.ManageAsAppV2'] })
    const token = await tokenFor(simulator, EXCHANGE)
    expect((await run('Get-AcceptedDomain', {}, { url: url('AcceptedDomain'), token })).status).toBe(401)
    simulator.tenant(firstApp(simulator).tenantId).grantAll()
  })
})
