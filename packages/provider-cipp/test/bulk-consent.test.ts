import type { BulkConsentProgress, ConsentRequest, TenantRef } from '@tenantry/core'
import { type Simulator, startSimulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bulkConsent } from '../src/bulk-consent/bulk-consent.js'
import { apiClient, setupOf } from './support/clients.js'
import { failure, open, refOf } from './support/open.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', limits: 'off', trafficFile: null })
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const GRAPH = '00000003-0000-0000-c000-000000000000'
const EXCHANGE = '00000002-0000-0ff1-ce00-000000000000'
const USER_READ = { id: 'df021288-bdef-4463-88db-98f22de89214', name: 'User.Read.All' }
const MANAGE_AS_APP = { id: 'dc50a0fb-09a3-484d-be87-e023b12c6440', name: 'Exchange.ManageAsApp' }

const partnerApp = () => {
  const app = simulator.apps.find(({ kind }) => kind === 'partner')
  if (!app) throw new Error('The scenario has no partner app.')
  return app
}

const request = (): ConsentRequest => ({
  appId: partnerApp().clientId,
  apis: [
    { id: GRAPH, name: 'Microsoft Graph', permissions: [USER_READ] },
    { id: EXCHANGE, name: 'Office 365 Exchange Online', permissions: [MANAGE_AS_APP] },
  ],
})

/** What our own app may do in a tenant: the only proof there is. */
async function rolesIn(tenantId: string, scope: string): Promise<string[]> {
  const { clientId, clientSecret } = partnerApp()
  const response = await fetch(`${simulator.login}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${scope}/.default`,
    }),
  })
  const { access_token: token = '' } = (await response.json()) as { access_token?: string }
  if (token === '') return []
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { roles?: string[] }
  return claims.roles ?? []
}

/** Tenants of the scenario that have consented to nothing, and where CIPP may do what it must. */
async function pending(count: number) {
  const found = []
  for (const { name } of simulator.tenants) {
    const ref = refOf(simulator, name)
    if (found.length < count && (await rolesIn(ref.tenantId, 'https://graph.microsoft.com')).length === 0)
      found.push(ref)
  }
  expect(found).toHaveLength(count)
  return found
}

async function onePending(): Promise<TenantRef> {
  const [tenant] = await pending(1)
  return tenant ?? expect.fail('There is none.')
}

const partner = () => simulator.tenant(apiClient(simulator, 'editor').tenantId)
const statuses = (progress: readonly BulkConsentProgress[]) => progress.map(({ status }) => status)

describe('Bulk consent', () => {
  it('grants the permissions of every API, which our own token proves (S3.51, S3.82)', async () => {
    const { connection } = open(simulator)
    const tenants = await pending(3)
    const ticket = await bulkConsent.start(connection, { request: request(), name: 'Tenantry', tenants })
    expect(statuses(await bulkConsent.poll(connection, ticket))).not.toContain('done')
    simulator.advanceClock(120)
    const progress = await bulkConsent.poll(connection, ticket)
    const proofs = await Promise.all(
      tenants.map(async ({ tenantId }) => [
        ...(await rolesIn(tenantId, 'https://graph.microsoft.com')),
        ...(await rolesIn(tenantId, 'https://outlook.office365.com')),
      ]),
    )
    expect(proofs.some((roles) => roles.includes('Exchange.ManageAsApp'))).toBe(true)
    for (const [index, { status, reason }] of progress.entries()) {
      if (reason === undefined) expect([status, proofs[index]?.includes('User.Read.All')]).toEqual(['done', true])
    }
  })

  it('goes on after a restart from its ticket, which is JSON', async () => {
    const tenants = await pending(2)
    const ticket = await bulkConsent.start(open(simulator).connection, {
      request: request(),
      name: 'Tenantry',
      tenants,
    })
    simulator.advanceClock(120)
    const stored: unknown = JSON.parse(JSON.stringify(ticket))
    const later = await bulkConsent.poll(open(simulator).connection, stored)
    expect(later.map(({ tenantId }) => tenantId)).toEqual(tenants.map(({ tenantId }) => tenantId))
    expect(statuses(later).every((status) => status === 'done' || status === 'failed')).toBe(true)
  })

  it('asked for twice leaves one template, one permission set and the same grants', async () => {
    const { connection, of } = open(simulator)
    const tenants = await pending(1)
    for (let times = 0; times < 2; times++) {
      await bulkConsent.start(connection, { request: request(), name: 'Tenantry', tenants })
      simulator.advanceClock(120)
    }
    const ids = (name: string) => new Set(of(name).map(({ body }) => body['TemplateId']))
    expect(ids('ExecAppPermissionTemplate').size).toBe(1)
    expect(ids('ExecAppApprovalTemplate').size).toBe(1)
    const templates = (await connection.client.call({ name: 'ExecAppApprovalTemplate', purpose: 'Look' })) as unknown[]
    expect(templates).toHaveLength(1)
    const roles = await rolesIn(tenants[0]?.tenantId ?? '', 'https://graph.microsoft.com')
    expect(roles.filter((role) => role === 'User.Read.All')).toHaveLength(1)
  })

  it('may take as long as CIPP waits for the next quarter of an hour', async () => {
    partner().changeCipp({ offloading: true })
    const { connection } = open(simulator)
    const tenants = await pending(1)
    const ticket = await bulkConsent.start(connection, { request: request(), name: 'Tenantry', tenants })
    expect(statuses(await bulkConsent.poll(connection, ticket))).toEqual(['queued'])
    simulator.advanceClock(bulkConsent.deadlineSeconds(1))
    expect(statuses(await bulkConsent.poll(connection, ticket))).toEqual(['done'])
  })
})

describe('Which tenants CIPP reaches', () => {
  it('goes by their ids alone: names and domains that changed do not matter', async () => {
    const { connection } = open(simulator)
    const tenant = refOf(simulator, 'Northwind Traders')
    const renamed = { tenantId: tenant.tenantId.toUpperCase(), name: 'Other', defaultDomain: 'other.example' }
    expect(await bulkConsent.reach(connection, [renamed])).toEqual([{ tenantId: renamed.tenantId }])
  })

  it('is said with the reason, and an excluded tenant by its own where the role shows it (S3.66)', async () => {
    const tenant = refOf(simulator, 'Northwind Traders')
    simulator.tenant(tenant.tenantId).standWithCipp({ standing: 'excluded' })
    const stranger = { tenantId: 'cccccccc-0000-4000-8000-000000000000', name: 'Stranger' }
    const reasons = async (client: string) => {
      const found = await bulkConsent.reach(open(simulator, setupOf(simulator, client)).connection, [tenant, stranger])
      return found.map(({ problem }) => [problem?.code, problem?.why])
    }
    expect(await reasons('admin')).toEqual([
      ['tenant_not_managed', 'CIPP does not reach Northwind Traders: it is excluded from CIPP’s management.'],
      ['tenant_not_managed', expect.stringContaining('it is not in CIPP’s list of tenants')],
    ])
    expect(await reasons('editor')).toEqual([
      ['tenant_not_managed', expect.stringContaining('it is not in CIPP’s list of tenants')],
      ['tenant_not_managed', expect.stringContaining('it is not in CIPP’s list of tenants')],
    ])
  })

  it('does not stop the others: those it does not reach are unreachable (S3.54)', async () => {
    const { connection, of } = open(simulator)
    const tenant = await onePending()
    const stranger = { tenantId: 'cccccccc-0000-4000-8000-000000000000', name: 'Stranger' }
    const tenants = [tenant, stranger]
    const ticket = await bulkConsent.start(connection, { request: request(), name: 'Tenantry', tenants })
    simulator.advanceClock(120)
    expect(statuses(await bulkConsent.poll(connection, ticket))).toEqual(['done', 'unreachable'])
    expect(of('ExecAddMultiTenantApp')[0]?.body['tenantFilter']).toHaveLength(1)
  })
})

describe('A trap of the queue', () => {
  it('“Deploying …” with status 200 means queued: nothing is granted then', async () => {
    const { connection } = open(simulator)
    const tenants = await pending(1)
    const ticket = await bulkConsent.start(connection, { request: request(), name: 'Tenantry', tenants })
    expect(await rolesIn(tenants[0]?.tenantId ?? '', 'https://graph.microsoft.com')).toEqual([])
    expect(statuses(await bulkConsent.poll(connection, ticket))[0]).not.toBe('done')
  })

  it.each([
    ['Error queuing application - AADSTS700082: The refresh token has expired.'],
    ['Function Error: Cannot bind argument to parameter.'],
  ])('status 200 with “%s” is a failure', async (text) => {
    const { connection } = open(simulator, undefined, ({ name }) =>
      name === 'ExecAddMultiTenantApp' ? Response.json({ Results: [text] }) : undefined,
    )
    const start = bulkConsent.start(connection, { request: request(), name: 'Tenantry', tenants: await pending(1) })
    const error = await failure(start)
    expect(error).toMatchObject({ code: 'request_refused' })
    expect(error.why).toContain(text.replace(/\.$/, ''))
  })

  it('status 200 with a template that was not saved is a failure', async () => {
    const { connection, of } = open(simulator, undefined, ({ name }) =>
      name === 'ExecAppPermissionTemplate' ? Response.json([{ Results: 'Table not found' }]) : undefined,
    )
    const start = bulkConsent.start(connection, { request: request(), name: 'Tenantry', tenants: await pending(1) })
    expect((await failure(start)).why).toContain('Table not found')
    expect(of('ExecAddMultiTenantApp')).toEqual([])
  })

  it('a queue with status Completed hides tenants that failed: the logbook says which, and why', async () => {
    const tenant = await onePending()
    const { connection } = open(simulator)
    const ticket = await bulkConsent.start(connection, { request: request(), name: 'Tenantry', tenants: [tenant] })
    simulator.tenant(tenant.tenantId).standWithCipp({ standing: 'notConsented' })
    simulator.advanceClock(120)
    const queues = (await connection.client.call({ name: 'ListCippQueue', purpose: 'Look' })) as { Status: string }[]
    expect(queues[0]?.Status).toBe('Completed')
    expect(await bulkConsent.poll(connection, ticket)).toEqual([
      // Sentences are made of it, which bring a full stop of their own.
      { tenantId: tenant.tenantId, status: 'failed', reason: expect.stringMatching(/AADSTS65001.*[^.]$/s) as string },
    ])
  })

  it('the logbook keeps failures of before, which say nothing about this time', async () => {
    const tenant = await onePending()
    const { connection } = open(simulator)
    const order = { request: request(), name: 'Tenantry', tenants: [tenant] }
    simulator.tenant(tenant.tenantId).standWithCipp({ standing: 'notConsented' })
    const first = await bulkConsent.start(connection, order)
    simulator.advanceClock(120)
    expect(statuses(await bulkConsent.poll(connection, first))).toEqual(['failed'])
    simulator.tenant(tenant.tenantId).standWithCipp({ standing: 'well' })
    const second = await bulkConsent.start(connection, order)
    simulator.advanceClock(120)
    expect(statuses(await bulkConsent.poll(connection, second))).toEqual(['done'])
  })

  it('the answer names no queue, and others deploy at the same time: ours is the one that is about our tenants', async () => {
    const theirs = await onePending()
    const ours =
      (await pending(2)).find(({ tenantId }) => tenantId !== theirs.tenantId) ?? expect.fail('There is one only.')
    const { connection } = open(simulator)
    const before = await bulkConsent.start(connection, { request: request(), name: 'Tenantry', tenants: [theirs] })
    const ticket = await bulkConsent.start(connection, { request: request(), name: 'Tenantry', tenants: [ours] })
    expect(ticket).not.toMatchObject({ queue: (before as { queue: string }).queue })
    simulator.advanceClock(120)
    expect(statuses(await bulkConsent.poll(connection, ticket))).toEqual(['done'])
  })

  it('an order whose answer is lost is found in the queue, and not given twice', async () => {
    const tenants = await pending(2)
    const { connection, of } = open(simulator)
    simulator.addFault({ kind: 'lostAnswer', service: 'cipp', path: '/api/ExecAddMultiTenantApp', times: 1 })
    const ticket = await bulkConsent.start(connection, { request: request(), name: 'Tenantry', tenants })
    expect(of('ExecAddMultiTenantApp')).toHaveLength(1)
    simulator.advanceClock(120)
    expect(statuses(await bulkConsent.poll(connection, ticket))).toEqual(['done', 'done'])
  })

  it('tenants are given as value and label, under the domain that CIPP knows: a bare text is read as nothing', async () => {
    const tenant = await onePending()
    const { connection, of } = open(simulator)
    const renamed = { ...tenant, defaultDomain: 'old-name.example' }
    await bulkConsent.start(connection, { request: request(), name: 'Tenantry', tenants: [renamed] })
    expect(of('ExecAddMultiTenantApp')[0]?.body).toMatchObject({
      configMode: 'template',
      tenantFilter: [{ value: tenant.defaultDomain, label: tenant.name }],
      selectedTemplate: { addedFields: { AppId: partnerApp().clientId } },
    })
  })

  it('the form that names permissions one by one grants those of Graph alone: the template has every API', async () => {
    const { connection, of } = open(simulator)
    await bulkConsent.start(connection, { request: request(), name: 'Tenantry', tenants: await pending(1) })
    const permissions = of('ExecAppPermissionTemplate')[0]?.body['Permissions']
    expect(permissions).toEqual({
      [GRAPH]: { applicationPermissions: [{ id: USER_READ.id, value: USER_READ.name }], delegatedPermissions: [] },
      [EXCHANGE]: {
        applicationPermissions: [{ id: MANAGE_AS_APP.id, value: MANAGE_AS_APP.name }],
        delegatedPermissions: [],
      },
    })
  })
})
