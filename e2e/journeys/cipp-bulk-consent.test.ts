import type { Browser, Page } from 'playwright-core'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, launchBrowser, openPage, type WatchedPage } from '../support/browser.js'
import { type Installation, startInstallation } from '../support/installation.js'
import {
  ask,
  becomes,
  onboardedPartner,
  order,
  organizationOf,
  type TenantSeen,
  tenantsByName,
  untilQuiet,
  verifyAll,
} from '../support/msp.js'
import { createOwner } from '../support/people.js'

let installation: Installation
let browser: Browser
let watched: WatchedPage

/** Pending, and out of CIPP's reach, as are those whose relationship gives no role for consent. */
const UNREACHED = 'Yellowhammer Farms'
const EXCLUDED = [
  'yellowhammerfarms.example',
  'consolidatedmessenger.example',
  'fincherarchitects.example',
  'vegarobotics.example',
]

beforeAll(async () => {
  installation = await startInstallation('msp-50', { CALL_DEADLINE_SECONDS: '30', HEALTH_CHECK_SECONDS: '3600' })
  for (const domain of EXCLUDED) installation.simulator.tenant(domain).standWithCipp({ standing: 'excluded' })
  browser = await launchBrowser()
  watched = await openPage(browser, installation.url)
  await createOwner(watched.page, installation.setupLink, 'msp')
  await watched.page.getByRole('heading', { name: 'Nothing is connected yet.' }).waitFor()
  await onboardedPartner(watched.page, installation.simulator)
})

afterAll(async () => {
  await browser.close()
  await installation.stop()
})

interface ConnectionSeen {
  id: string
  name: string
  providerId: string
  health: string
  credential: { hint: string | null }
}

const connections = async (page: Page) => (await ask<{ items: ConnectionSeen[] }>(page, '/connections')).items
const cippOf = async (page: Page) => (await connections(page)).find(({ providerId }) => providerId === 'cipp')
const named = async (page: Page, suits: (tenant: TenantSeen) => boolean) =>
  [...(await tenantsByName(page)).values()]
    .filter(suits)
    .map(({ name }) => name)
    .toSorted()
const goTo = async (page: Page, path: string) => page.goto(`${organizationOf(page)}${path}`)

let waitingForRole: string[]

describe('J6: consent in bulk through CIPP', () => {
  it('is offered where companies wait and nothing is connected that could (S3.52, S3.65)', async () => {
    const { page } = watched
    waitingForRole = await named(
      page,
      ({ consent, mailboxes }) => consent.status === 'granted' && mailboxes.status === 'pending',
    )
    expect(waitingForRole).toHaveLength(2)
    await goTo(page, '/companies')
    await page.getByRole('link', { name: 'Connect CIPP for bulk grant' }).waitFor()
    expect(await page.getByRole('button', { name: /Grant all pending/ }).count()).toBe(0)
    await page.getByRole('link', { name: 'Connect CIPP for bulk grant' }).click()
    await page.getByText('What do you connect?').or(page.getByText('Connection test')).first().waitFor()
  })

  it('tells a wrong secret at its field, and keeps nothing (S3.50)', async () => {
    const { page } = watched
    const simulated = page.getByRole('switch', { name: /simulated cloud/i })
    if (await simulated.isVisible()) await simulated.click()
    const start = page.getByRole('button', { name: 'Start the simulated cloud' })
    const fill = page.getByRole('button', { name: 'Fill in CIPP API editor' })
    await start.or(fill).first().waitFor()
    if (await start.isVisible()) await start.click()
    await fill.click()
    await page
      .getByLabel('Application secret', { exact: true })
      .last()
      .fill('Wrg8Q~ThisIsNotTheSecretOfAnyAppAtAll.0000')
    await page.getByRole('button', { name: /^Test/ }).click()
    await page.locator('input[aria-invalid=true]').first().waitFor()
    await expect.poll(() => page.getByRole('main').innerText()).toMatch(/does not accept this secret/)
    expect(await connections(page)).toHaveLength(1)
  })

  it('connects with the right values', async () => {
    const { page } = watched
    const cipp = installation.simulator.apps.find(({ kind, client }) => kind === 'cipp' && client === 'editor')
    await page
      .getByLabel('Application secret', { exact: true })
      .last()
      .fill(cipp?.clientSecret ?? '')
    await page.getByRole('button', { name: /^Test/ }).click()
    await page.getByText('All three checks passed').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page
      .getByRole('button', { name: /^(Connect|Save)/ })
      .last()
      .click()
    await page.waitForURL(/\/connections\//)
    expect(await cippOf(page)).toMatchObject({ health: 'connected' })
  })

  it('grants all that wait after one word, outlives a reload, and believes only our own sign-ins (S3.51, N23)', async () => {
    const { page } = watched
    const before = await named(page, ({ consent }) => consent.status === 'pending')
    await goTo(page, '/companies')
    await page.getByRole('button', { name: 'Grant all pending via CIPP' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('[data-scope=several]').waitFor()
    await expect.poll(() => dialog.innerText()).toMatch(/ALL \d+ companies that wait for consent/)
    await dialog.getByLabel('Type grant to go on').fill('grant')
    await dialog.getByRole('button', { name: /^Grant consent in \d+ companies$/ }).click()
    await page.waitForURL(/\/runs\//)
    await page.reload()
    await page
      .getByRole('heading', { name: /^Granting consent|^Consent for/ })
      .first()
      .waitFor()
    await untilBulkEnds(page)
    await page.getByText(/Consent is proved in \d+ of/).waitFor()
    await page.getByText('Not reached').first().waitFor()

    const after = await tenantsByName(page)
    expect(after.get(UNREACHED)?.consent.status).toBe('pending')
    const granted = before.filter((name) => after.get(name)?.consent.status === 'granted')
    expect(granted).toHaveLength(before.length - EXCLUDED.length)
  })

  it('leaves each company that CIPP does not reach to its own row', async () => {
    const { page } = watched
    await goTo(page, `/companies?q=${encodeURIComponent(UNREACHED)}`)
    await page.getByRole('button', { name: `Grant consent: ${UNREACHED}` }).waitFor()
  })

  it('reaches Exchange where our app holds no role: working (cipp) (S3.64)', async () => {
    const { page } = watched
    await verifyAll(page)
    const all = await tenantsByName(page)
    for (const name of waitingForRole) {
      expect(all.get(name)?.mailboxes, name).toMatchObject({ status: 'working', servedBy: 'cipp' })
    }
    await goTo(page, `/companies/${all.get(waitingForRole[0] ?? '')?.id}`)
    await page.getByText('Exchange: working (cipp)').first().waitFor()
  })

  it('says where CIPP does not manage a company whose Exchange waits, and what helps (S3.66)', async () => {
    const { page } = watched
    const { id, providerTenantId, name } = (await tenantsByName(page)).get(waitingForRole[0] ?? '') as TenantSeen
    const tenant = installation.simulator.tenant(providerTenantId)
    tenant.standWithCipp({ standing: 'excluded' })
    await order(page, '/tenant-verifications', { tenantIds: [id] })
    await untilQuiet(page)
    await goTo(page, `/companies/${id}?tab=onboarding`)
    await page.getByText(`CIPP does not reach ${name}: it is excluded from CIPP’s management.`).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    const opening = page.context().waitForEvent('page')
    await page.getByRole('link', { name: 'Exchange is still pending after a look through CIPP' }).click()
    const article = await opening
    await article.getByRole('heading', { name: 'Exchange is still pending after a look through CIPP' }).waitFor()
    await article.close()
    tenant.standWithCipp({ standing: 'well' })
    await order(page, '/tenant-verifications', { tenantIds: [id] })
    await becomes(page, name, { mailboxes: { status: 'working', servedBy: 'cipp' } })
    await untilQuiet(page)
  })

  it('shows a company that CIPP calls done and no sign-in does; one looks again, or stops waiting (S3.82)', async () => {
    const { page } = watched
    const granted = await named(
      page,
      ({ consent, relationship, mailboxes }) =>
        consent.status === 'granted' && relationship.status === 'active' && mailboxes.servedBy === 'microsoft',
    )
    const { id, providerTenantId, name } = (await tenantsByName(page)).get(granted[0] ?? '') as TenantSeen
    const tenant = installation.simulator.tenant(providerTenantId)
    const clientId = installation.simulator.apps.find(({ kind }) => kind === 'partner')?.clientId ?? ''
    tenant.removeServicePrincipal({ clientId })
    tenant.propagateSlowly({ seconds: 86_400 })
    const { runs } = await order<{ runs: { id: string }[] }>(page, '/bulk-consents', { tenantIds: [id] })
    await goTo(page, `/runs/${runs[0]?.id}`)
    const called = page.getByText(/CIPP called it done .+; no sign-in shows it yet\./)
    for (let left = 60; left > 0 && !(await called.isVisible()); left -= 1) {
      installation.simulator.advanceClock(30)
      await wait(1000)
    }
    await page.getByText('Being proved').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    const again = page.waitForResponse((answer) => answer.status() === 202)
    await page.getByRole('button', { name: `Re-verify ${name}` }).click()
    await again
    await page.getByRole('button', { name: 'Stop waiting' }).click()
    await page.getByText(/Ada Lovelace stopped waiting for it/).waitFor()
    await untilQuiet(page)
    await page.getByRole('button', { name: 'Try the failed one again' }).waitFor()

    installation.simulator.advanceClock(86_400)
    await order(page, '/tenant-verifications', { tenantIds: [id] })
    await becomes(page, name, { consent: { status: 'granted' } })
    await untilQuiet(page)
  })

  it('keeps the secret when it is left empty (S3.55)', async () => {
    const { page } = watched
    const cipp = (await cippOf(page)) as ConnectionSeen
    await goTo(page, `/settings/integrations/cipp/connections/${cipp.id}/credential?update`)
    await page.getByRole('button', { name: 'Test and save' }).click()
    await page
      .getByText(/all three checks passed/)
      .first()
      .waitFor()
    expect(await cippOf(page)).toMatchObject({ health: 'connected', credential: { hint: cipp.credential.hint } })
  })

  it('says whom a disconnection touches, and touches nothing else (S3.57, 0.2 #15)', async () => {
    const { page } = watched
    const before = await tenantsByName(page)
    const served = await named(page, ({ mailboxes }) => mailboxes.servedBy === 'cipp')
    expect(served.length).toBeGreaterThan(0)
    const cipp = (await cippOf(page)) as ConnectionSeen
    await goTo(page, `/settings/integrations/cipp/connections/${cipp.id}`)
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Disconnect' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/Mailboxes become pending in/).waitFor()
    await expect.poll(() => dialog.getByRole('listitem').allInnerTexts()).toEqual(expect.arrayContaining(served))
    await dialog.getByLabel(`Type ${cipp.name} to go on`).fill(cipp.name)
    await dialog.getByRole('button', { name: `Disconnect ${cipp.name}` }).click()
    await dialog.waitFor({ state: 'detached' })

    const after = await tenantsByName(page)
    const expected = (tenant: TenantSeen) => (served.includes(tenant.name) ? 'pending' : tenant.mailboxes.status)
    expect([...after].map(([name, { consent, mailboxes }]) => [name, consent.status, mailboxes.status])).toEqual(
      [...before].map(([name, tenant]) => [name, tenant.consent.status, expected(tenant)]),
    )
    const tried = await order<{ users: { items: unknown[] } }>(page, `/tenants/${after.get(served[0] ?? '')?.id}/try`)
    expect(tried.users.items.length).toBeGreaterThan(0)
    await goTo(page, '/companies')
    await page.getByRole('link', { name: 'Connect CIPP for bulk grant' }).waitFor()
    expect(watched.faults).toEqual([])
  })
})

/** CIPP works by the simulated clock, which a person would wait for. */
async function untilBulkEnds(page: Page): Promise<void> {
  const id = new URL(page.url()).pathname.split('/').at(-1)
  for (let left = 60; left > 0; left -= 1) {
    const { endedAt } = await ask<{ endedAt: string | null }>(page, `/tenant-runs/${id}`)
    if (endedAt !== null) break
    installation.simulator.advanceClock(30)
    await wait(1000)
  }
  await untilQuiet(page)
}
