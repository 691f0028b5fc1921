import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { accessibilityFaults, launchBrowser, openPage, type WatchedPage } from '../support/browser.js'
import { type Installation, startInstallation } from '../support/installation.js'
import {
  ask,
  becomes,
  connectPartner,
  firstSync,
  order,
  organizationOf,
  tenantsByName,
  untilQuiet,
  verifyAll,
} from '../support/msp.js'
import { createOwner } from '../support/people.js'

let installation: Installation
let browser: Browser
let watched: WatchedPage
let ids: Map<string, string>

const COMPANY = 'Amber Foundation'
const ANOTHER = 'Bellows College'
const BLIND = 'Coho Winery'

beforeAll(async () => {
  installation = await startInstallation('msp-50')
  browser = await launchBrowser()
  watched = await openPage(browser, installation.url)
  await createOwner(watched.page, installation.setupLink)
  await watched.page.getByRole('heading', { name: 'Nothing is connected yet.' }).waitFor()
  await connectPartner(watched.page)
  await firstSync(watched.page)
  await untilQuiet(watched.page)
  ids = new Map([...(await tenantsByName(watched.page))].map(([name, { id }]) => [name, id]))
}, 240_000)

afterAll(async () => {
  await browser.close()
  await installation.stop()
})

beforeEach(() => {
  installation.simulator
    .tenant('meridian-msp.example')
    .addRedirectUris({ uris: [`${installation.url}/api/v1/consent-returns`] })
})

const open = (page: Page, name: string, tab = 'onboarding') =>
  page.goto(`${organizationOf(page)}/companies/${ids.get(name)}?tab=${tab}`)

/** Goes to the provider's consent page from the company's, which stays. */
async function visit(page: Page, name: string): Promise<Page> {
  await open(page, name)
  await page.getByRole('button', { name: 'Grant admin consent', exact: true }).click()
  const opening = page.context().waitForEvent('page')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /consent page$/ })
    .click()
  const consent = await opening
  await consent.getByRole('button', { name: 'Accept' }).waitFor()
  await page.getByText(`Waiting for consent in ${name}`).waitFor()
  return consent
}

describe('consent of one company', () => {
  it('comes back with the reason when it is declined, to the page that waits too, and still after a reload', async () => {
    const { page } = watched
    const consent = await visit(page, COMPANY)
    await consent.getByRole('button', { name: 'Cancel' }).click()
    for (const seen of [consent, page]) {
      await seen.locator('[data-outcome=refused]').getByText('the administrator declined').waitFor()
    }
    await consent.close()

    // What is told of the last visit stands above the buttons, so they come with it: nothing moves under a pointer.
    let answer = () => {}
    const answered = new Promise<void>((resolve) => (answer = resolve))
    await page.route(/consent-requests\?/, (route) => answered.then(() => route.continue()), { times: 1 })
    await page.reload()
    await page.getByText(`Nobody has consented for ${COMPANY} yet.`).waitFor()
    const grant = page.getByRole('button', { name: 'Grant admin consent', exact: true })
    expect(await grant.count()).toBe(0)
    answer()
    await page.locator('[data-outcome=refused]').waitFor()
    await grant.waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('counts for nothing here when it was given in another tenant, and says so (S-29)', async () => {
    const { page } = watched
    const consent = await visit(page, COMPANY)
    const state = new URL(consent.url()).searchParams.get('state')
    const elsewhere = (await tenantsByName(page)).get(ANOTHER)?.providerTenantId
    await consent.goto(
      `${installation.url}/api/v1/consent-returns?admin_consent=True&tenant=${elsewhere}&state=${state}`,
    )
    await page.locator('[data-outcome=otherTenant]').waitFor()
    await consent.close()
    expect((await tenantsByName(page)).get(COMPANY)?.consent.status).toBe('pending')
  })

  it('is found without any way back: the page says what to expect, and the grant shows by itself (0.2 #9)', async () => {
    const { page } = watched
    installation.simulator.tenant('meridian-msp.example').removeRedirectUris()
    const consent = await visit(page, BLIND)
    await page.getByText(/may end on an error page although consent worked/).waitFor()
    await consent.getByLabel('Organization').selectOption({ label: BLIND })
    await consent.getByRole('button', { name: 'Accept' }).click()
    await becomes(page, BLIND, { consent: { status: 'granted' } })
    await page.getByText('Consent: granted').first().waitFor()
    await consent.close()
  })
})

describe('a handover link', () => {
  it('is made, copied once, taken back, and then says so to whoever has it (N24)', async () => {
    const { page } = watched
    await open(page, 'Fincher Architects')
    await page.getByRole('button', { name: 'Make a handover link' }).click()
    await page.getByRole('button', { name: 'Make the link' }).click()
    await page.getByRole('button', { name: 'Copy Fincher Architects' }).click()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    await page.getByRole('button', { name: 'Done' }).click()

    const customer = await openPage(browser, installation.url)
    await customer.page.goto(link)
    await customer.page.getByRole('heading', { name: 'Consent for Fincher Architects' }).waitFor()
    await expect.poll(() => customer.page.getByRole('main').innerText()).toContain('User.Read.All')

    await open(page, 'Fincher Architects', 'overview')
    await page.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('button', { name: 'Revoke the link' }).click()
    await page.getByText('Revoked', { exact: true }).waitFor()
    await customer.page.reload()
    await customer.page.getByText('This link was taken back').waitFor()
    await customer.page.context().close()
  })
})

describe('a company that consented', () => {
  it('marks Exchange as not required where nobody needs it, and takes that back (S3.36)', async () => {
    const { page } = watched
    await verifyAll(page)
    const all = [...(await tenantsByName(page)).values()]
    const company = all.find(({ consent, mailboxes }) => consent.status === 'granted' && mailboxes.status === 'pending')
    await open(page, company?.name ?? '')
    await page.getByRole('link', { name: 'The app does not show in the role picker' }).waitFor()
    await page.getByRole('button', { name: 'Exchange is not required here' }).click()
    await page.getByText('Exchange: not required').waitFor()
    await page
      .getByText(/^Ready since/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: /^Assign the Exchange Administrator role/ }).click()
    await page.getByRole('button', { name: 'Exchange is required after all' }).click()
    await page.getByText('Exchange: pending').waitFor()
    await becomes(page, company?.name ?? '', { mailboxes: { status: 'pending' }, readySince: null })
    await untilQuiet(page)
  })

  it('tries it for real, and says which call with which permission answered (S3.41)', async () => {
    const { page } = watched
    await open(page, 'Adventure Works')
    await page.getByRole('button', { name: 'Try it' }).click()
    for (const [list, permission] of [
      ['users', 'User.Read.All'],
      ['distribution lists', 'Exchange.ManageAsApp'],
    ] as const) {
      await page.getByRole('button', { name: new RegExp(`the list of ${list}`) }).click()
      const why = page.getByRole('dialog').last()
      await why.getByText(permission).waitFor()
      await expect.poll(() => why.innerText()).toMatch(/Request ID\s+\S+/)
      await page.keyboard.press('Escape')
    }
  })
})

describe('help beside a failing state', () => {
  const company = (name: string, tab = 'onboarding'): string => `/companies/${ids.get(name)}?tab=${tab}`
  const helps = async (path: string, title: string, says: RegExp[]): Promise<void> => {
    const { page } = watched
    await page.goto(`${organizationOf(page)}${path}`)
    const opening = page.context().waitForEvent('page')
    await page.getByRole('list', { name: 'Help' }).getByRole('link', { name: title, exact: true }).first().click()
    const article = await opening
    await article.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
    await article.getByRole('heading', { name: 'What to do' }).waitFor()
    const text = await article.getByRole('main').innerText()
    for (const sentence of says) expect(text).toMatch(sentence)
    await article.close()
  }

  it.each<[failing: string, path: () => string, title: string, says: RegExp[]]>([
    [
      'S3.59: an Application Administrator cannot grant consent',
      () => company(ANOTHER),
      'An Application Administrator cannot grant consent',
      [/Cloud Application Administrators/, /Privileged Role Administrator or a Global Administrator .+ can/],
    ],
    [
      'S3.60: consent elsewhere counts for nothing here',
      () => company(ANOTHER),
      'Consent and roles do not carry over to other tenants',
      [/holds there and nowhere else/, /Verify the company again/],
    ],
    [
      'S3.61: no role of the relationship may consent',
      () => company('Fincher Architects'),
      'The delegation to you lacks the role that may consent',
      [/leave out Global Administrator and Privileged Role Administrator/, /hand the consent link/],
    ],
    [
      'S3.61: the relationship has a role gap',
      () => company('Fincher Architects', 'overview'),
      'The delegation to you lacks the role that may consent',
      [/grants exactly the roles it lists/],
    ],
    [
      'S3.63: the app is not in the role picker',
      () => company('Lamna Healthcare'),
      'The app does not show in the role picker',
      [/display name or its client ID/, /Copy name and client ID/],
    ],
    [
      'S3.65: “Grant all pending via CIPP” is missing',
      () => '/companies',
      '“Grant all pending via CIPP” is missing',
      [/once CIPP is connected/, /Connect CIPP under Settings/],
    ],
  ])('%s', async (_, path, title, says) => {
    await helps(path(), title, says)
    expect(watched.faults).toEqual([])
  })

  it('S3.63: name and client ID stand there to be copied', async () => {
    const { page } = watched
    await open(page, 'Lamna Healthcare')
    await page.getByRole('button', { name: 'Copy Name of the app' }).waitFor()
    await page.getByRole('button', { name: /^Copy .*client ID/i }).waitFor()
  })

  it('S3.62: calls are refused right after the setup', async () => {
    const name = 'Wide World Importers'
    const tenant = installation.simulator.tenant('wideworldimporters.example')
    const clientId = installation.simulator.apps.find(({ kind }) => kind === 'partner')?.clientId ?? ''
    tenant.propagateSlowly({ seconds: 0, exchangeSeconds: 36_000 })
    tenant.assignRole({ role: 'Exchange Administrator', clientId })
    await order(watched.page, `/tenants/${ids.get(name)}/role-assigned`)
    await becomes(watched.page, name, { mailboxes: { status: 'propagating' } })
    await helps(company(name), 'Calls are refused right after the setup', [/expected: .+ 2 hours/, /Re-verify/])
  })

  it('S3.64: CIPP does not accept the secret any more', async () => {
    const { page } = watched
    const { simulator } = installation
    const app = simulator.apps.find(({ kind, client }) => kind === 'cipp' && client === 'editor')
    const { id } = await order<{ id: string }>(page, '/connections', {
      providerId: 'cipp',
      kind: 'apiClient',
      name: 'Our CIPP',
      simulated: true,
      sets: ['bulkConsent', 'mailboxes'],
      config: {
        baseUrl: `https://${new URL(simulator.cipp ?? '').pathname.slice(1)}`,
        tenantId: app?.tenantId,
        clientId: app?.clientId,
      },
      credential: { kind: 'clientSecret', values: { clientSecret: app?.clientSecret } },
    })
    simulator.tenant(app?.tenantId ?? '').expireSecret({ clientId: app?.clientId ?? '' })
    await vi.waitFor(
      async () => expect(await ask(page, `/connections/${id}`)).toMatchObject({ health: 'authenticationError' }),
      { timeout: 60_000, interval: 500 },
    )
    await helps(`/settings/integrations/cipp/connections/${id}`, 'CIPP’s application secret is not accepted any more', [
      /has expired, or someone has reset it/,
      /paste the new value, and save/,
    ])
    await page.getByRole('link', { name: 'Update credentials' }).first().waitFor()
  })
})

describe('the page of a company', () => {
  it.each(['overview', 'onboarding', 'health', 'activity', 'diagnostics'])('has no fault in %s', async (tab) => {
    const { page } = watched
    await open(page, BLIND, tab)
    await page.locator('nav[aria-label=Company] [aria-current=page]').waitFor()
    await page.locator('main section, main ol').first().waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    expect(watched.faults).toEqual([])
  })
})
