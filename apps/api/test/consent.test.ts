import { startSimulator, type Simulator } from '@tenantry/simulator'
import supertest from 'supertest'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import type { Connection } from '../src/connections/connections.dto.js'
import { Ticks } from '../src/jobs/ticks.js'
import type { ConsentVisitPage, OpenedHandover } from '../src/tenants/consent.dto.js'
import type { TenantSummary } from '../src/tenants/tenants.dto.js'
import { connectionsOf, type SimulatedApp } from './support/microsoft.js'
import { createOwner, join, newBrowser, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'
import { tenantsOf } from './support/tenants.js'

let simulator: Simulator
let api: TestApp
let owner: TestPerson
let connection: Connection
let tenants: ReturnType<typeof tenantsOf>
let app: SimulatedApp

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50' })
  api = await startApp({ SIMULATOR_URL: simulator.url })
  owner = await createOwner(api)
  app = simulator.apps.find(({ kind }) => kind === 'partner') as SimulatedApp
  simulator
    .tenant(app.tenantId)
    .addRedirectUris({ clientId: app.clientId, uris: [`${api.url}/api/v1/consent-returns`] })
  connection = await connectionsOf(owner).connect(app, {
    kind: 'partnerApp',
    name: 'Meridian',
    sets: ['users', 'apps'],
  })
  tenants = tenantsOf(owner)
  await tenants.sync(connection.id)
  await tenants.verify({ filter: {} })
})

afterAll(async () => {
  await api.close()
  await simulator.stop()
})

let tenant: TenantSummary
beforeEach(async () => {
  const pending = await tenants.all('&consent=pending&relationship=active')
  tenant = pending[0] as TenantSummary
})

interface Link {
  url: string
  returnsHere: boolean
}

async function ask(person = owner, id = tenant.id): Promise<Link> {
  const { body } = await person.browser.post(`${tenants.base}/tenants/${id}/consent-requests`).expect(201)
  return body as Link
}

async function visits() {
  const { body } = await owner.browser.get(`${tenants.base}/tenants/${tenant.id}/consent-requests`).expect(200)
  return (body as z.output<typeof ConsentVisitPage>).items
}

const stateOf = ({ url }: Link) => new URL(url).searchParams.get('state') ?? ''

/** Comes back from the consent page with these words, in this person's browser. */
async function comeBack(query: Record<string, string>, browser = owner.browser): Promise<URL> {
  const answer = await browser.get('/api/v1/consent-returns').query(query).expect(303)
  return new URL(String(answer.headers['location']), api.url)
}

const granted = (state: string, of = tenant.providerTenantId) => ({ admin_consent: 'True', tenant: of, state })

describe('A visit to the consent page (S3.32)', () => {
  it('leads to the tenant’s own page with a state of its own, and back to us', async () => {
    const first = await ask()
    const second = await ask()
    const url = new URL(first.url)
    expect(url.pathname).toBe(`/login.microsoftonline.com/${tenant.providerTenantId}/adminconsent`)
    expect(url.searchParams.get('client_id')).toBe(app.clientId)
    expect(url.searchParams.get('redirect_uri')).toBe(`${api.url}/api/v1/consent-returns`)
    expect(first.returnsHere).toBe(true)
    expect(stateOf(first)).not.toBe(stateOf(second))
  })

  it('proves nothing by itself: who comes back without having consented is still pending', async () => {
    const link = await ask()
    const place = await comeBack(granted(stateOf(link)))
    expect(place.searchParams.get('consent')).toBe('returned')
    expect(await tenants.get(tenant.id)).toMatchObject({ consent: { status: 'pending', awaited: true } })
  })

  it('ends as granted once a sign-in in the tenant shows it', async () => {
    const link = await ask()
    simulator.tenant(tenant.providerTenantId).grantAll({ clientId: app.clientId })
    await comeBack(granted(stateOf(link)))
    await api.app.get(Ticks).run('tenants.due')
    await vi.waitFor(async () => expect((await tenants.get(tenant.id)).consent.status).toBe('granted'), {
      timeout: 20_000,
    })
  })

  it('names the reason when the administrator declined, and leaves all as it was', async () => {
    const link = await ask()
    const declined = { admin_consent: 'True', error: 'access_denied', error_description: 'AADSTS65004: declined' }
    const place = await comeBack({ ...declined, state: stateOf(link) })
    expect(place.searchParams.get('consent')).toBe('refused')
    expect(await tenants.get(tenant.id)).toMatchObject({ consent: { status: 'pending', awaited: false } })
    expect((await visits())[0]).toMatchObject({
      askedBy: owner.name,
      handover: false,
      outcome: 'refused',
      problem: { code: 'consent_refused', why: expect.stringContaining('the administrator declined') as string },
    })
  })

  it('says where consent was given when that was in another tenant (S-29)', async () => {
    const link = await ask()
    const place = await comeBack(granted(stateOf(link), '11111111-1111-4111-8111-111111111111'))
    expect(place.searchParams.get('consent')).toBe('otherTenant')
    expect((await tenants.get(tenant.id)).consent.awaited).toBe(false)
  })

  it('counts once: the same way back a second time does nothing (S-29)', async () => {
    const link = await ask()
    await comeBack(granted(stateOf(link)))
    expect((await comeBack(granted(stateOf(link)))).searchParams.get('consent')).toBe('repeated')
  })

  it('may come back in another order than it began, and after all is granted already: nothing goes wrong', async () => {
    const [first, second, third] = [await ask(), await ask(), await ask()]
    const outcomes = []
    for (const link of [second, first])
      outcomes.push((await comeBack(granted(stateOf(link)))).searchParams.get('consent'))
    expect(outcomes).toEqual(['returned', 'returned'])
    simulator.tenant(tenant.providerTenantId).grantAll({ clientId: app.clientId })
    await tenants.verify({ tenantIds: [tenant.id] })
    const { consent } = await tenants.get(tenant.id)
    expect(consent).toMatchObject({ status: 'granted', awaited: false })
    const late = { admin_consent: 'True', error: 'access_denied', error_description: 'AADSTS65004: declined' }
    expect((await comeBack({ ...late, state: stateOf(third) })).searchParams.get('consent')).toBe('refused')
    expect((await comeBack(granted(stateOf(first)))).searchParams.get('consent')).toBe('repeated')
    await tenants.verify({ tenantIds: [tenant.id] })
    expect((await tenants.get(tenant.id)).consent).toEqual(consent)
  })

  it('belongs to the browser that began it: in another one the state neither works nor is used up (S-29)', async () => {
    const link = await ask()
    const other = await join(api, owner, 'operator', 'Grace')
    for (const browser of [other.browser, newBrowser(api)]) {
      const place = await comeBack(granted(stateOf(link)), browser)
      expect(place.pathname).toBe('/consent')
      expect(place.searchParams.get('consent')).toBe('otherSession')
    }
    expect((await comeBack(granted(stateOf(link)))).searchParams.get('consent')).toBe('returned')
  })

  it('ends with its hour', async () => {
    const link = await ask()
    await api.ownerDatabase.asOwner('update consent_requests set expires_at = now()')
    expect((await comeBack(granted(stateOf(link)))).searchParams.get('consent')).toBe('expired')
  })

  it.each<[Record<string, string>]>([[{}], [{ state: 'made-up' }], [{ admin_consent: 'True', tenant: 'x' }]])(
    'means nothing with the words %j',
    async (query) => {
      const place = await comeBack(query)
      expect([place.pathname, place.searchParams.get('consent')]).toEqual(['/consent', 'unknown'])
    },
  )

  it('goes without a way back where the app has none registered, says so, and is looked for meanwhile (0.2 #9)', async () => {
    simulator.tenant(app.tenantId).removeRedirectUris({ clientId: app.clientId })
    const link = await ask()
    expect(link.returnsHere).toBe(false)
    expect(new URL(link.url).searchParams.has('redirect_uri')).toBe(false)
    expect((await tenants.get(tenant.id)).consent.awaited).toBe(true)
    expect((await visits())[0]).toMatchObject({ returnsHere: false, endedAt: null, outcome: null })
    simulator.tenant(tenant.providerTenantId).grantAll({ clientId: app.clientId })
    await api.app.get(Ticks).run('tenants.due')
    await vi.waitFor(async () => expect((await tenants.get(tenant.id)).consent.status).toBe('granted'), {
      timeout: 20_000,
    })
    simulator
      .tenant(app.tenantId)
      .addRedirectUris({ clientId: app.clientId, uris: [`${api.url}/api/v1/consent-returns`] })
  })

  it('offers beside it the pages of the simulated cloud, where the tenant is simulated (S3.34)', async () => {
    const { steps, reviewLink } = await tenants.get(tenant.id)
    const role = new URL(steps.mailboxes?.link?.href ?? '')
    expect(role.origin).toBe(new URL(simulator.url).origin)
    expect(role.pathname).toContain(`/entra.microsoft.com/${tenant.providerTenantId}`)
    expect(reviewLink?.href.startsWith(simulator.url)).toBe(true)
  })

  it('tells the name under which the app is found there, once it was seen (S3.63)', async () => {
    const [consented] = await tenants.all('&consent=granted')
    expect((await tenants.get(consented?.id ?? '')).appName).toBe('Meridian partner app')
    expect((await tenants.get(tenant.id)).appName).toBeNull()
  })

  it('is not for those who may only look', async () => {
    const auditor = await join(api, owner, 'auditor', 'Mary')
    await auditor.browser.post(`${tenants.base}/tenants/${tenant.id}/consent-requests`).expect(403)
  })
})

describe('A handover link (N24)', () => {
  const create = async (days = 7) => {
    const { body } = await owner.browser
      .post(`${tenants.base}/handover-links`)
      .send({ tenantIds: [tenant.id], days })
      .expect(201)
    const [item] = (body as { items: { id: string; url: string }[] }).items
    const token = new URL(item?.url ?? '').pathname.split('/').at(-1) ?? ''
    return { id: item?.id ?? '', path: `/api/v1/handovers/${token}` }
  }
  const stranger = () => supertest.agent(api.url).set('x-tenantry', '1')

  it('shows without an account who asks, for which tenant and for what exactly', async () => {
    const { path } = await create()
    const { body } = await stranger().get(path).expect(200)
    expect(body).toMatchObject({
      organizationName: 'Analytical Engines',
      tenantName: tenant.name,
      appId: app.clientId,
      appName: 'Meridian partner app',
      consent: { status: 'pending' },
    })
    const names = (body as { features: { permissions: { name: string }[] }[] }).features.flatMap(({ permissions }) =>
      permissions.map(({ name }) => name),
    )
    expect(names).toContain('User.Read.All')
  })

  it('leads to the consent page of that tenant, and its outcome comes back to the one who made it', async () => {
    const { id, path } = await create()
    const { body } = await stranger().post(`${path}/consent-requests`).expect(201)
    const place = await comeBack(granted(stateOf(body as Link)), stranger())
    expect([place.pathname, place.searchParams.get('consent')]).toEqual(['/consent', 'returned'])
    const list = await owner.browser.get(`${tenants.base}/handover-links`).expect(200)
    const links = (list.body as { items: { id: string; outcome: string }[] }).items
    expect(links.find((link) => link.id === id)?.outcome).toBe('returned')
  })

  it('tells the customer’s administrator why nothing was granted', async () => {
    const { path } = await create()
    const { body } = await stranger().post(`${path}/consent-requests`).expect(201)
    const refused = { error: 'access_denied', error_description: 'AADSTS90094: needs an administrator' }
    await comeBack({ ...refused, state: stateOf(body as Link) }, stranger())
    const opened = await stranger().get(path).expect(200)
    expect((opened.body as OpenedHandover).visit).toMatchObject({
      outcome: 'refused',
      problem: { why: expect.stringContaining('may not consent') as string },
    })
  })

  it('opens nothing once it is revoked or over, and says which, nor with a made-up token', async () => {
    const { id, path } = await create()
    await owner.browser.delete(`${tenants.base}/handover-links/${id}`).expect(204)
    const revoked = await stranger().get(path).expect(410)
    expect(revoked.body).toMatchObject({ code: 'handover_revoked' })
    const second = await create()
    await api.ownerDatabase.asOwner('update handover_links set expires_at = now()')
    const expired = await stranger().get(second.path).expect(410)
    expect(expired.body).toMatchObject({ code: 'handover_expired' })
    await stranger().post(`${second.path}/consent-requests`).expect(410)
    await stranger().get('/api/v1/handovers/made-up').expect(404)
  })

  it('keeps no token that could be read from the database', async () => {
    const { path } = await create()
    const token = path.split('/').at(-1) ?? ''
    const rows = await api.ownerDatabase.asOwner<{ row: string }>('select l::text as row from handover_links l')
    expect(rows.every(({ row }) => !row.includes(token))).toBe(true)
  })
})
