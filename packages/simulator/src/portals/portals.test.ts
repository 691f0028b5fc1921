import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askForToken, claimsOf } from '../../test/client.js'
import { Clock } from '../clock.js'
import { loadSigningKeys } from '../entra/signing-keys.js'
import { type Simulator, startSimulator } from '../index.js'
import { Simulation } from '../simulation.js'
import { answerPortals } from './answer.js'

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', trafficFile: null })
})
afterEach(() => simulator.stop())

const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de'
const DOMAIN = 'cohovineyard.example'

const app = () => simulator.apps.find(({ kind }) => kind === 'partner')!
const tenant = (domain = DOMAIN) => simulator.tenants.find(({ defaultDomain }) => defaultDomain === domain)!

async function open(path: string): Promise<string> {
  const response = await fetch(`${simulator.url}/${path}`)
  expect(response.headers.get('content-type')).toContain('text/html')
  return response.text()
}

/** What a browser does with a link whose last part only it sees. */
const blade = (host: string, id: string, view: string) => `${host}/${id}/?view=${encodeURIComponent(view)}`

async function press(path: string, fields: Record<string, string>): Promise<string> {
  const response = await fetch(`${simulator.url}/${path}`, { method: 'POST', body: new URLSearchParams(fields) })
  expect(response.status).toBe(200)
  return response.text()
}

async function rolesOfApp(domain = DOMAIN): Promise<string[]> {
  const { body } = await askForToken(simulator, {}, { app: app(), tenant: domain })
  return claimsOf(String(body['access_token']))['wids'] as string[]
}

describe('S3.34: the page of a role', () => {
  const view = `view/Microsoft_AAD_IAM/RoleMenuBlade/~/RoleMembers/objectId/${EXCHANGE_ADMINISTRATOR}/roleName/Exchange%20Administrator/roleTemplateId/${EXCHANGE_ADMINISTRATOR}`

  it('takes the role from an app and gives it back', async () => {
    const path = blade('entra.microsoft.com', tenant().id, view)
    expect(await open(path)).toMatch(/Exchange Administrator: assignments[\s\S]*Coho Vineyard/)
    const fields = { appId: app().clientId, role: 'Exchange Administrator' }
    const before = await rolesOfApp()
    const other = before.includes(EXCHANGE_ADMINISTRATOR) ? 'remove-role' : 'assign-role'
    expect(await press(path, { ...fields, act: other })).toContain('role="status"')
    expect((await rolesOfApp()).includes(EXCHANGE_ADMINISTRATOR)).toBe(other === 'assign-role')
    await press(path, { ...fields, act: other === 'assign-role' ? 'remove-role' : 'assign-role' })
    expect((await rolesOfApp()).includes(EXCHANGE_ADMINISTRATOR)).toBe(other !== 'assign-role')
  })

  it('follows what stands after the # of a link, by a script that the page allows and no other', async () => {
    const response = await fetch(`${simulator.url}/entra.microsoft.com/${tenant().id}/`)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toMatch(/script-src 'sha256-[A-Za-z0-9+/=]+'/)
    expect(await response.text()).toContain('location.hash')
  })
})

describe('the page of an enterprise application', () => {
  it('grants consent, disables and deletes', async () => {
    const waiting = tenant('alpineskihouse.example')
    const path = blade(
      'portal.azure.com',
      waiting.id,
      `view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Permissions/appId/${app().clientId}`,
    )
    const answer = async () =>
      (await askForToken(simulator, {}, { app: app(), tenant: waiting.id })).body['error_codes']
    expect(await open(path)).toContain('The application is not in this tenant')
    expect(await answer()).toEqual([700016])
    await press(path, { act: 'consent', appId: app().clientId })
    expect(await answer()).toBeUndefined()
    await press(path, { act: 'disable', appId: app().clientId })
    expect(await answer()).toEqual([7000112])
    await press(path, { act: 'revoke', appId: app().clientId })
    expect(await answer()).toEqual([7000229])
  })

  it('asks for the tenant where the link names none', async () => {
    expect(await open('entra.microsoft.com/?search=coho')).toMatch(/Coho Vineyard[\s\S]*Coho Winery/)
  })
})

describe('the page of an app registration', () => {
  it('makes a new secret, and shows it once', async () => {
    const { clientId, tenantId } = app()
    const path = blade(
      'entra.microsoft.com',
      tenantId,
      `view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/${clientId}`,
    )
    const page = await press(path, { act: 'add-secret', appId: clientId })
    const { clientSecret } = app()
    expect(page).toContain(clientSecret)
    expect(await open(path)).not.toContain(clientSecret)
    expect((await askForToken(simulator, { client_secret: clientSecret }, { app: app() })).status).toBe(200)
  })
})

describe('Partner Center', () => {
  it('adds a role that a relationship lacks, and extends one that has ended', async () => {
    const weak = tenant('fincherarchitects.example')
    expect(await open(`partner.microsoft.com/dashboard/v2/customers/${weak.id}`)).toContain(
      'Add Privileged Role Administrator',
    )
    await press('partner.microsoft.com/dashboard/home', {
      act: 'add-role',
      tenant: weak.id,
      role: 'Privileged Role Administrator',
    })
    expect(await open(`partner.microsoft.com/dashboard/v2/customers/${weak.id}`)).not.toContain(
      'Add Privileged Role Administrator',
    )
    const ended = tenant('quarrystoneworks.example')
    expect(await open('partner.microsoft.com/dashboard/home?search=quarry')).toContain('terminated until')
    await press('partner.microsoft.com/dashboard/home', { act: 'extend', tenant: ended.id })
    expect(await open('partner.microsoft.com/dashboard/home?search=quarry')).toContain('active until')
  })

  it('makes an app an admin agent', async () => {
    const page = await open('partner.microsoft.com/dashboard/home')
    const id = /name="principal" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect(await press('partner.microsoft.com/dashboard/home', { act: 'admin-agent', principal: id })).toContain(
      'Meridian partner app is an admin agent.',
    )
  })
})

describe('the admin center of a customer', () => {
  it('approves what a partner asks for', async () => {
    const simulation = new Simulation('msp-50', new Clock(), await loadSigningKeys())
    const { partner, relationship } = simulation.world.tenants
      .flatMap((one) => one.relationships.map((relationship) => ({ partner: one, relationship })))
      .find((one) => one.relationship.status === 'active')!
    relationship.status = 'approvalPending'
    const view = `/partners/invitation/granularAdminRelationships/${relationship.id}`
    const visit = (method: string, body: string) =>
      answerPortals(simulation, {
        method,
        host: 'admin.microsoft.com',
        path: '/AdminPortal/Home',
        query: `view=${encodeURIComponent(view)}`,
        headers: {},
        body,
        linkTo: (host) => `https://${host}`,
      })!.reply
    expect(visit('GET', '').body).toMatch(new RegExp(`${partner.name}[\\s\\S]*Approve</button>`))
    expect(visit('POST', `act=approve&relationship=${relationship.id}`).status).toBe(303)
    expect(relationship.status).toBe('active')
    expect(visit('GET', '').body).not.toContain('Approve</button>')
  })
})
