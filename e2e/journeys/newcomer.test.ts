import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, launchBrowser, openPage, type WatchedPage } from '../support/browser.js'
import { type Installation, startInstallation } from '../support/installation.js'
import { createOwner } from '../support/people.js'

let installation: Installation
let browser: Browser
let watched: WatchedPage

beforeAll(async () => {
  installation = await startInstallation('demo')
  browser = await launchBrowser()
  watched = await openPage(browser, installation.url)
})

afterAll(async () => {
  await browser.close()
  await installation.stop()
})

describe('J1: a newcomer on a fresh machine', () => {
  it('creates the owner through the printed link', async () => {
    const { page } = watched
    await createOwner(page, installation.setupLink)
    await page.getByRole('heading', { name: 'Nothing is connected yet.' }).waitFor()
  })

  it('tries the simulated cloud with one click and lands on Home with data', async () => {
    const { page } = watched
    await page.getByRole('button', { name: 'Try with the simulated' }).click()
    await page.getByRole('heading', { name: 'Your connection is well.' }).waitFor()
    await expect.poll(() => page.getByRole('main').innerText()).toContain('Contoso')
  })

  it('is offered a short tour, which ticks what was seen and ends when they have had enough', async () => {
    const { page } = watched
    await page.getByRole('link', { name: 'Ask the doctor' }).click()
    await page.getByText(/^It works\./).waitFor()
    await page.getByRole('link', { name: /^Home/ }).click()
    await page.getByText('Seen.').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'End the tour' }).click()
    await page.getByText('A short tour').waitFor({ state: 'detached' })
  })

  it('says on every page that the cloud is simulated, with a door to the fault lab', async () => {
    const { page } = watched
    const lab = page.getByRole('link', { name: 'Open the fault lab' })
    expect(await lab.getAttribute('href')).toContain('/_control')
    await page.getByRole('link', { name: 'Integrations', exact: true }).click()
    await page.getByRole('heading', { name: 'Integrations', exact: true }).waitFor()
    await lab.waitFor()
  })

  it('finds the connection under Settings › Integrations › Microsoft and sees the three checks passed', async () => {
    const { page } = watched
    await page
      .getByRole('link', { name: /^Directory integration/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Test connection' }).waitFor()
    await expect
      .poll(() => page.getByRole('navigation', { name: 'Breadcrumb' }).innerText())
      .toMatch(/Settings\s*Integrations\s*Microsoft/)
    for (const check of ['Authentication succeeds', 'Permissions are granted', 'API calls work']) {
      await page.getByText(check).waitFor()
    }
  })

  it('runs the doctor, which finds nothing broken', async () => {
    const { page } = watched
    await page.getByRole('link', { name: 'Doctor' }).click()
    await page.getByText(/^It works\./).waitFor()
  })

  it('finds pages and help by Ctrl-K, with the keyboard alone', async () => {
    const { page } = watched
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('textbox').or(page.getByRole('combobox')).first().waitFor()
    await page.keyboard.type('API keys')
    await page
      .getByRole('option', { name: /API keys/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'API keys', exact: true }).waitFor()
  })

  it('never meets a script error, a policy violation or a request to another host', () => {
    expect(watched.faults).toEqual([])
  })
})

describe('N31: every page', () => {
  const variants = [
    { width: 1440, dark: false },
    { width: 390, dark: true },
  ]

  it.each(variants)(
    'has nothing serious for axe and nothing wider than the window at %o',
    async (variant) => {
      const state = await watched.page.context().storageState()
      const small = await openPage(browser, installation.url, { ...variant, state })
      const found: string[] = []
      for (const path of await everyPage(watched)) {
        await small.page.goto(`${installation.url}${path}`, { waitUntil: 'load' })
        await small.page.locator('h1').first().waitFor()
        await small.page.locator('.animate-pulse').first().waitFor({ state: 'detached' })
        const wide = await small.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        if (wide > 0) found.push(`${path}: ${wide} px too wide`)
        for (const fault of await accessibilityFaults(small.page)) found.push(`${path}: ${fault}`)
      }
      expect(found).toEqual([])
      expect(small.faults).toEqual([])
      await small.page.context().close()
    },
    240_000,
  )
})

/** The addresses of all pages of an organization with one connection. */
async function everyPage({ page }: WatchedPage): Promise<string[]> {
  const organization = new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
  const id = organization.split('/')[2]
  const answer = await page.request.get(`${installation.url}/api/v1/organizations/${id}/connections`)
  const { items } = (await answer.json()) as { items: { id: string }[] }
  const integration = `${organization}/settings/integrations`
  const connection = `${integration}/microsoft/connections/${items[0]?.id}`
  const tabs = ['tests', 'permissions', 'credential', 'history', 'log', 'data-access', 'doctor', 'guide']
  const settings = ['members', 'api-keys', 'organization', 'appearance', 'about']
  return [
    organization,
    `${organization}/activity`,
    `${organization}/settings`,
    integration,
    `${integration}/microsoft`,
    `${integration}/microsoft/connect`,
    connection,
    ...tabs.map((tab) => `${connection}/${tab}`),
    ...settings.map((name) => `${organization}/settings/${name}`),
    '/account',
    '/help',
    '/help/errors',
    '/help/microsoft/refused-right-after-setup',
    `${organization}/help/who-can-do-what`,
  ]
}
