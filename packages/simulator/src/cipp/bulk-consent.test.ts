import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callCipp, cippToken } from '../../test/cipp.js'
import { askForToken, claimsOf } from '../../test/client.js'
import { type ReadyApp, type Simulator, startSimulator } from '../index.js'
import { EXCHANGE_APP_ID, GRAPH_APP_ID, resourceApis } from '../world/resources.js'

let simulator: Simulator
let token: string
beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', trafficFile: null, clock: new Date('2026-05-06T10:00:00Z') })
  token = await cippToken(simulator)
})
afterEach(() => simulator.stop())

const SET = '5b9c1f0e-6a55-4c5f-9d56-0d8c1f5a7e01'
const TEMPLATE = '0a4e2d61-0a5b-4d9e-8b8f-93f1f6f0a902'

const app = (): ReadyApp => simulator.apps.find(({ kind }) => kind === 'partner')!
const call = (path: string, body?: unknown) => callCipp(simulator, path, { token, body })
const roleId = (resource: string, role: string) =>
  resourceApis.find(({ appId }) => appId === resource)!.appRoles.get(role)!

const PERMISSIONS = {
  [GRAPH_APP_ID]: {
    applicationPermissions: ['Directory.Read.All', 'User.Read.All'].map((value) => ({
      id: roleId(GRAPH_APP_ID, value),
      value,
    })),
    delegatedPermissions: [{ id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', value: 'User.Read' }],
  },
  [EXCHANGE_APP_ID]: {
    applicationPermissions: [{ id: roleId(EXCHANGE_APP_ID, 'Exchange.ManageAsApp'), value: 'Exchange.ManageAsApp' }],
    delegatedPermissions: [],
  },
}

async function saveTemplates(): Promise<void> {
  const set = { Action: 'Save', TemplateId: SET, TemplateName: 'Product permissions', Permissions: PERMISSIONS }
  await call('ExecAppPermissionTemplate', set)
  await call('ExecAppApprovalTemplate', {
    Action: 'Save',
    TemplateId: TEMPLATE,
    TemplateName: 'Product',
    AppType: 'EnterpriseApp',
    AppId: app().clientId,
    AppName: 'Product',
    PermissionSetId: SET,
    PermissionSetName: 'Product permissions',
    Permissions: {},
  })
}

const deployment = (domains: string[], more: object = {}) => ({
  configMode: 'template',
  tenantFilter: domains.map((value) => ({ value, label: value })),
  selectedTemplate: { value: TEMPLATE, label: 'Product', addedFields: { AppId: app().clientId } },
  ...more,
})

/** The roles our app's own token has in a tenant, or the code of the refusal. */
async function rolesIn(domain: string, scope = 'https://graph.microsoft.com/.default'): Promise<string[] | number> {
  const { status, body } = await askForToken(simulator, { scope }, { app: app(), tenant: domain })
  if (status !== 200) return (body['error_codes'] as number[])[0]!
  return ((claimsOf(String(body['access_token']))['roles'] ?? []) as string[]).sort()
}

interface QueueRow {
  RowKey: string
  Name: string
  Status: string
  TotalTasks: number
  CompletedTasks: number
  FailedTasks: number
  Tasks: { Name: string; Status: string }[]
}

const queues = async () => (await call('ListCippQueue')).body as QueueRow[]

async function errorsOf(domain: string): Promise<string[]> {
  const query = `Filter=true&Severity=Error&API=Add%20Multitenant%20App&Tenant=${domain}&DateFilter=20260506`
  return ((await call(`ListLogs?${query}`)).body as { Message: string }[]).map(({ Message }) => Message)
}

/** Customers of msp-50 where the app has never been: all in order, with a relationship too weak, ended. */
const WAITING = 'alpineskihouse.example'
const WEAK = 'fincherarchitects.example'
const ENDED = 'quarrystoneworks.example'

describe('S3.82: consent to an app through CIPP', () => {
  it('answers at once, works in the background without saying where, and really grants', async () => {
    await saveTemplates()
    expect(await rolesIn(WAITING)).toBe(700016)
    const { status, body } = await call('ExecAddMultiTenantApp', deployment([WAITING]))
    expect([status, body]).toEqual([200, { Results: [`Deploying Product to ${WAITING}, see the logbook for details`] }])
    expect(await rolesIn(WAITING)).toBe(700016)
    expect(await queues()).toMatchObject([
      { Name: 'Application Approval (Template)', Status: 'Queued', TotalTasks: 1, CompletedTasks: 0, Tasks: [] },
    ])
    simulator.advanceClock(2)
    expect(await queues()).toMatchObject([{ Status: 'Running', Tasks: [{ Name: WAITING, Status: 'Running' }] }])
    simulator.advanceClock(10)
    expect(await queues()).toMatchObject([{ Status: 'Completed', CompletedTasks: 1, FailedTasks: 0 }])
    expect(await rolesIn(WAITING)).toEqual(['Directory.Read.All', 'User.Read.All'])
    expect(await rolesIn(WAITING, 'https://outlook.office365.com/.default')).toEqual(['Exchange.ManageAsApp'])
  })

  it('takes its time to reach tokens where grants propagate slowly', async () => {
    simulator.tenant(WAITING).propagateSlowly({ seconds: 300 })
    await saveTemplates()
    await call('ExecAddMultiTenantApp', deployment([WAITING]))
    simulator.advanceClock(20)
    expect(await rolesIn(WAITING)).toEqual([])
    simulator.advanceClock(300)
    expect(await rolesIn(WAITING)).toHaveLength(2)
  })

  it('completes without success where a role, the relationship or CIPP itself is missing; the logbook says why', async () => {
    await saveTemplates()
    const troubled = 'bellowscollege.example'
    simulator.tenant(troubled).standWithCipp({ standing: 'notConsented' })
    simulator.tenant(WAITING).endRelationship()
    await call('ExecAddMultiTenantApp', deployment([WEAK, troubled, WAITING]))
    simulator.advanceClock(30)
    expect(await queues()).toMatchObject([{ Status: 'Completed', TotalTasks: 3, CompletedTasks: 3, FailedTasks: 0 }])
    for (const domain of [WEAK, troubled, WAITING]) expect(await rolesIn(domain)).toBe(700016)
    expect(await errorsOf(WEAK)).toEqual([expect.stringContaining('Insufficient privileges')])
    expect(await errorsOf(troubled)).toEqual([expect.stringContaining('AADSTS65001')])
    expect(await errorsOf(WAITING)).toEqual([expect.stringContaining('AADSTS50020')])
  })

  it('leaves the app without its roles, and says nothing anywhere, where only they could not be granted', async () => {
    await saveTemplates()
    simulator.tenant(WAITING).removeDelegatedRole({ role: 'Privileged Role Administrator' })
    await call('ExecAddMultiTenantApp', deployment([WAITING]))
    simulator.advanceClock(30)
    expect(await errorsOf(WAITING)).toEqual([])
    expect(await rolesIn(WAITING)).toEqual([])
    expect(await rolesIn(WAITING, 'https://outlook.office365.com/.default')).toEqual(['Exchange.ManageAsApp'])
  })

  it('breaks down for a tenant that CIPP does not know', async () => {
    await saveTemplates()
    await call('ExecAddMultiTenantApp', deployment([WAITING, ENDED]))
    simulator.advanceClock(30)
    expect(await queues()).toMatchObject([{ Status: 'Completed (with errors)', CompletedTasks: 2, FailedTasks: 1 }])
    const [queue] = await queues()
    expect((await call(`ListCippQueue?QueueId=${queue?.RowKey}`)).body).toMatchObject([{ FailedTasks: 1 }])
    simulator.advanceClock(3 * 3600)
    token = await cippToken(simulator)
    expect(await queues()).toEqual([])
  })

  it('says 200 when nothing was queued', async () => {
    await saveTemplates()
    const unknown = deployment([WAITING], { selectedTemplate: { value: 'none', label: 'None' } })
    expect((await call('ExecAddMultiTenantApp', unknown)).body).toEqual({
      Results: ['Error queuing application - Template not found'],
    })
    expect((await call('ExecAddMultiTenantApp', { configMode: 'manual', tenantFilter: [] })).body).toEqual({
      Results: [expect.stringMatching(/^Function Error: /)],
    })
    expect(await call('ExecAddMultiTenantApp', { configMode: 'Template' })).toMatchObject({ status: 200, text: '' })
    const bare = { ...deployment([]), tenantFilter: [WAITING] }
    expect((await call('ExecAddMultiTenantApp', bare)).status).toBe(200)
    expect(await queues()).toEqual([])
  })

  it('makes the service principal from the request: without the app’s id there is none', async () => {
    await saveTemplates()
    await call(
      'ExecAddMultiTenantApp',
      deployment([WAITING], { selectedTemplate: { value: TEMPLATE, label: 'Product' } }),
    )
    simulator.advanceClock(30)
    expect(await rolesIn(WAITING)).toBe(700016)
    expect(await errorsOf(WAITING)).toHaveLength(1)
  })

  it('leaves tenants that failed too often out of all tenants', async () => {
    await saveTemplates()
    simulator.tenant(WAITING).standWithCipp({ standing: 'well', errors: 50 })
    await call('ExecAddMultiTenantApp', deployment(['allTenants']))
    const [queue] = await queues()
    const listed = (await call('ListTenants')).body as { defaultDomainName: string; GraphErrorCount: number }[]
    expect(listed).toContainEqual(expect.objectContaining({ defaultDomainName: WAITING, GraphErrorCount: 50 }))
    expect(queue?.TotalTasks).toBe(listed.length - 1)
  })

  it('starts at the next quarter of an hour where functions are offloaded', async () => {
    const partner = app().tenantId
    simulator.tenant(partner).changeCipp({ offloading: true })
    await saveTemplates()
    simulator.setClock(new Date('2026-05-06T10:20:00Z'))
    await call('ExecAddMultiTenantApp', deployment([WAITING]))
    simulator.advanceClock(9 * 60)
    expect(await queues()).toMatchObject([{ Status: 'Queued' }])
    simulator.advanceClock(2 * 60)
    expect(await queues()).toMatchObject([{ Status: 'Completed' }])
  })

  it('in manual mode grants permissions of Microsoft Graph only', async () => {
    const permissions = [
      { id: roleId(GRAPH_APP_ID, 'User.Read.All'), origin: 'Application' },
      { id: roleId(EXCHANGE_APP_ID, 'Exchange.ManageAsApp'), origin: 'Application' },
    ]
    const tenantFilter = [{ value: WAITING, label: 'Alpine' }]
    await call('ExecAddMultiTenantApp', { configMode: 'manual', AppId: app().clientId, permissions, tenantFilter })
    expect(await queues()).toMatchObject([{ Name: 'Application Approval' }])
    simulator.advanceClock(30)
    expect(await rolesIn(WAITING)).toEqual(['User.Read.All'])
    expect(await rolesIn(WAITING, 'https://outlook.office365.com/.default')).toEqual([])
  })

  it('copies the permissions that the partner itself gave the app, and fails if it has not', async () => {
    const tenantFilter = [{ value: WAITING, label: 'Alpine' }]
    const copy = { configMode: 'manual', AppId: app().clientId, CopyPermissions: true, tenantFilter }
    const { granted } = simulator.state().tenants.find(({ id }) => id === app().tenantId)!.apps[0]!
    await call('ExecAddMultiTenantApp', copy)
    simulator.advanceClock(30)
    const exchange = await rolesIn(WAITING, 'https://outlook.office365.com/.default')
    expect(new Set([await rolesIn(WAITING), exchange].flat())).toEqual(new Set(granted))

    simulator.tenant(app().tenantId).removeServicePrincipal({ clientId: app().clientId })
    const other = 'bellowscollege.example'
    await call('ExecAddMultiTenantApp', { ...copy, tenantFilter: [{ value: other, label: 'Bellows' }] })
    simulator.advanceClock(30)
    expect(await rolesIn(other)).toBe(700016)
    expect(await errorsOf(other)).toEqual([expect.stringContaining('permissions cannot be copied')])
  })
})

describe('templates of CIPP', () => {
  it('are saved over those with the same id, and failures are told with 200', async () => {
    await saveTemplates()
    await saveTemplates()
    expect((await call(`ExecAppPermissionTemplate?TemplateId=${SET}`)).body).toMatchObject([
      { TemplateId: SET, TemplateName: 'Product permissions', Permissions: PERMISSIONS },
    ])
    expect((await call('ListAppApprovalTemplates')).body).toHaveLength(1)
    expect((await call('ExecAppPermissionTemplate', { Action: 'Save', TemplateName: 'Empty' })).body).toEqual([
      { Results: expect.any(String) },
    ])
    await call('ExecAppApprovalTemplate', { Action: 'Delete', TemplateId: TEMPLATE })
    expect((await call('ListAppApprovalTemplates')).body).toEqual([])
  })

  it('replace delegated permissions and only add application permissions', async () => {
    await saveTemplates()
    await call('ExecAddMultiTenantApp', deployment([WAITING]))
    simulator.advanceClock(30)
    const fewer = {
      [GRAPH_APP_ID]: {
        applicationPermissions: [{ id: roleId(GRAPH_APP_ID, 'Group.Read.All'), value: 'Group.Read.All' }],
        delegatedPermissions: [{ value: 'openid' }],
      },
    }
    await call('ExecAppPermissionTemplate', { Action: 'Save', TemplateId: SET, TemplateName: 'P', Permissions: fewer })
    await call('ExecAddMultiTenantApp', deployment([WAITING]))
    simulator.advanceClock(30)
    expect(await rolesIn(WAITING)).toEqual(['Directory.Read.All', 'Group.Read.All', 'User.Read.All'])
    const query = `tenantFilter=${WAITING}&Endpoint=oauth2PermissionGrants&Version=v1.0`
    const grants = (await call(`ListGraphRequest?${query}`)).body as { Results: { clientId: string; scope: string }[] }
    const principals = (await call(
      `ListGraphRequest?tenantFilter=${WAITING}&Endpoint=servicePrincipals&Version=v1.0&$filter=appId eq '${app().clientId}'`,
    )) as { body: { Results: { id: string }[] } }
    const [principal] = principals.body.Results
    expect(grants.Results.filter(({ clientId }) => clientId === principal?.id)).toMatchObject([{ scope: 'openid' }])
  })

  it('hand out links for people that grant nothing', async () => {
    const { body } = await call(`ExecAppApproval?ApplicationId=${app().clientId}`)
    expect(body).toContainEqual({
      defaultDomainName: WAITING,
      link: expect.stringContaining(`/v2.0/adminconsent?client_id=${app().clientId}`),
    })
    expect(await rolesIn(WAITING)).toBe(700016)
  })
})
