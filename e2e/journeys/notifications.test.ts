import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, launchBrowser, openPage, type WatchedPage } from '../support/browser.js'
import { type Installation, startInstallation } from '../support/installation.js'
import { onboardedPartner, order, organizationOf, tenantsByName, untilQuiet } from '../support/msp.js'
import { createOwner } from '../support/people.js'

let installation: Installation
let browser: Browser
let watched: WatchedPage

beforeAll(async () => {
  installation = await startInstallation('msp-50', { HEALTH_CHECK_SECONDS: '3600' })
  browser = await launchBrowser()
  watched = await openPage(browser, installation.url)
  await createOwner(watched.page, installation.setupLink, 'msp')
  await watched.page.getByRole('heading', { name: 'Nothing is connected yet.' }).waitFor()
  await onboardedPartner(watched.page, installation.simulator)
}, 300_000)

afterAll(async () => {
  await browser.close()
  await installation.stop()
})

const rules = (page: Page) => page.getByRole('main')

describe('someone who does not want to be woken', () => {
  it('says who is told by e-mail, and when not to be disturbed', async () => {
    const { page } = watched
    await page.goto(`${organizationOf(page)}/settings/notifications`)
    await page.getByText('Nobody is told by e-mail yet').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'New rule' }).click()
    await page.getByLabel('Name', { exact: true }).fill('On call')
    await page.getByRole('switch', { name: 'Quiet hours' }).click()
    await page.getByLabel('From', { exact: true }).fill('18:00')
    await page.getByLabel('To', { exact: true }).fill('08:30')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Create rule' }).click()
    await rules(page)
      .getByText(
        /go to ada@example\.com, at once; between 18:00 and 08:30 \(.+\) they wait, critical ones all the same\./,
      )
      .waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('changes the rule to one message a day, switches it off, and finds both after a reload', async () => {
    const { page } = watched
    await page.getByRole('button', { name: 'Change On call' }).click()
    await page.getByRole('radio', { name: /Once a day/ }).click()
    await page.getByLabel('At', { exact: true }).fill('07:15')
    await page.getByRole('button', { name: 'Save rule' }).click()
    await rules(page)
      .getByText(/once a day at 07:15/)
      .waitFor()
    await page.getByRole('switch', { name: 'On call is on' }).click()
    await page.getByText('Switched off.').waitFor()
    await page.reload()
    await rules(page)
      .getByText(/once a day at 07:15/)
      .waitFor()
    await page.getByText('Switched off.').waitFor()
  })
})

describe('a company that takes its consent back', () => {
  it('is told at the bell without a reload, with what to do, and one click leads to it', async () => {
    const { page } = watched
    const tenants = [...(await tenantsByName(page)).values()]
    const taken = tenants.find(
      ({ consent, relationship }) => consent.status === 'granted' && relationship.status === 'active',
    )
    const clientId = installation.simulator.apps.find(({ kind }) => kind === 'partner')?.clientId ?? ''
    installation.simulator.tenant(taken?.providerTenantId ?? '').removeServicePrincipal({ clientId })
    await order(page, '/tenant-verifications', { tenantIds: [taken?.id] })
    await untilQuiet(page)
    const bell = page.getByRole('button', { name: /^Notifications, \d+ unread/ })
    await bell.waitFor()
    await bell.click()
    const panel = page.getByRole('dialog', { name: 'Notifications' })
    const notice = panel
      .locator('[data-notice]')
      .filter({ hasText: taken?.name ?? '' })
      .first()
    await notice.waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await notice.click()
    await page.getByRole('heading', { level: 1, name: taken?.name ?? '' }).waitFor()
  })

  it('is read from then on, and everything else with one click', async () => {
    const { page } = watched
    await page.getByRole('button', { name: /^Notifications/ }).click()
    const panel = page.getByRole('dialog', { name: 'Notifications' })
    const all = panel.getByRole('button', { name: 'Mark all as read' })
    if (await all.isEnabled()) await all.click()
    await panel.getByText('You have read everything').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
    expect(watched.faults).toEqual([])
  })
})

describe('many tabs of one browser', () => {
  it('all load and all hear what happens: they share one stream', async () => {
    const { page } = watched
    const streams = new Set<string>()
    const tabs: Page[] = []
    page.context().on('request', (request) => {
      if (request.url().endsWith('/events')) streams.add(request.url())
    })
    for (let count = 0; count < 7; count += 1) {
      const tab = await page.context().newPage()
      await tab.goto(`${organizationOf(page)}/settings/about`)
      await tab.getByRole('heading', { level: 1 }).waitFor()
      tabs.push(tab)
    }
    expect(streams.size, 'no further stream').toBe(0)
    await page.close()
    const [first] = tabs
    const tenants = [...(await tenantsByName(first!)).values()]
    const lost = tenants.find(
      ({ consent, relationship }) => consent.status === 'granted' && relationship.status === 'active',
    )
    const clientId = installation.simulator.apps.find(({ kind }) => kind === 'partner')?.clientId ?? ''
    installation.simulator.tenant(lost?.providerTenantId ?? '').removeServicePrincipal({ clientId })
    await order(first!, '/tenant-verifications', { tenantIds: [lost?.id] })
    for (const tab of tabs) await tab.getByRole('button', { name: /^Notifications, \d+ unread/ }).waitFor()
    expect(streams.size, 'another tab holds it now').toBe(1)
  })
})
