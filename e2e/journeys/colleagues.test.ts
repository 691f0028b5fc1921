import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, launchBrowser, openPage, type WatchedPage } from '../support/browser.js'
import { type Installation, startInstallation } from '../support/installation.js'
import { createOwner } from '../support/people.js'

let installation: Installation
let browser: Browser
let owner: WatchedPage
let auditor: WatchedPage

beforeAll(async () => {
  installation = await startInstallation('demo')
  browser = await launchBrowser()
  owner = await openPage(browser, installation.url)
  await createOwner(owner.page, installation.setupLink)
  await owner.page.getByRole('heading', { name: 'Nothing is connected yet.' }).waitFor()
})

afterAll(async () => {
  await browser.close()
  await installation.stop()
})

describe('a provider’s partner tenant', () => {
  it('is connected through the form, with an app of the simulated cloud filled in', async () => {
    const { page } = owner
    await page.goto(`${organizationAddress(page)}/settings/integrations/microsoft/connect`)
    await page.getByRole('radio', { name: /Partner tenant/ }).click()
    await page.getByRole('switch', { name: /simulated cloud/i }).click()
    const start = page.getByRole('button', { name: 'Start the simulated cloud' })
    const fill = page.getByRole('button', { name: /^Fill in/ }).first()
    await start.or(fill).first().waitFor()
    if (await start.isVisible()) await start.click()
    await fill.click()
    await page.getByRole('button', { name: 'Test connection' }).click()
    await page
      .getByText(/Connected to Meridian/)
      .first()
      .waitFor()
    await page
      .getByRole('button', { name: /^(Connect|Save)/ })
      .last()
      .click()
    await page.getByRole('heading', { name: /Meridian/ }).waitFor()
  })
})

describe('a colleague', () => {
  it('joins as auditor through a link that is shown once', async () => {
    const { page } = owner
    await page.goto(`${organizationAddress(page)}/settings/members`)
    await page.getByLabel('E-mail').fill('grace@example.com')
    await page.getByRole('combobox', { name: 'Role', exact: true }).last().click()
    await page.getByRole('option', { name: /Auditor/ }).click()
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    const link = await page
      .getByText(/\/invitations\//)
      .first()
      .innerText()

    auditor = await openPage(browser, installation.url)
    await auditor.page.goto(/http\S+/.exec(link)?.[0] ?? '')
    expect(await accessibilityFaults(auditor.page)).toEqual([])
    await auditor.page.getByLabel('Your name').fill('Grace Hopper')
    await auditor.page.getByLabel('Password').fill('nine purple sailboats')
    await auditor.page.getByRole('button', { name: 'Join Analytical Engines' }).click()
    await auditor.page.getByRole('heading', { level: 1 }).waitFor()
  })

  it('reads the audit log and may change nothing, and is told who may', async () => {
    const { page } = auditor
    await page.getByRole('link', { name: 'Activity', exact: true }).click()
    await page
      .getByText(/connected “Meridian/)
      .first()
      .waitFor()
    await page.goto(`${organizationAddress(page)}/settings/integrations/microsoft/connect`)
    await page.getByText(/Your role does not allow you to/).waitFor()
    await expect.poll(() => page.getByRole('main').innerText()).toMatch(/owner/i)
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('stays in their own organization', async () => {
    const { page } = auditor
    await page.goto(`${installation.url}/o/11111111-2222-4333-8444-555555555555`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByRole('main').innerText()).not.toContain('Meridian')
    expect(owner.faults).toEqual([])
    expect(auditor.faults).toEqual([])
  })
})

function organizationAddress(page: Page): string {
  const [, , organizationId] = new URL(page.url()).pathname.split('/')
  return `${installation.url}/o/${organizationId}`
}
