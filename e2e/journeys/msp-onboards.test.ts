import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, launchBrowser, openPage, type WatchedPage } from '../support/browser.js'
import { type Installation, startInstallation } from '../support/installation.js'
import {
  ask,
  becomes,
  connectPartner,
  firstSync,
  organizationOf,
  startedBy,
  type TenantSeen,
  tenantsByName,
  untilQuiet,
} from '../support/msp.js'
import { createOwner } from '../support/people.js'

let installation: Installation
let browser: Browser
let watched: WatchedPage

/** Waits for consent, and the partner's people may grant it. */
const GRANTED_HERE = 'Alpine Ski House'
/** Its own administrator grants it. */
const HANDED_OVER = 'Margies Travel'

beforeAll(async () => {
  installation = await startInstallation('msp-50', { CALL_DEADLINE_SECONDS: '30', HEALTH_CHECK_SECONDS: '3600' })
  browser = await launchBrowser()
  watched = await openPage(browser, installation.url)
  await createOwner(watched.page, installation.setupLink, 'msp')
  await watched.page.getByRole('heading', { name: 'Nothing is connected yet.' }).waitFor()
})

afterAll(async () => {
  await browser.close()
  await installation.stop()
})

const countOf = async (page: Page, stage: string) => {
  const text = await page.getByRole('group', { name: 'How far' }).getByRole('button', { name: stage }).innerText()
  return Number(/\d+/.exec(text)?.[0])
}

/** The row of a company, searched for. */
async function rowOf(page: Page, name: string) {
  await page.goto(`${organizationOf(page)}/companies?q=${encodeURIComponent(name)}`)
  return page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
}

describe('J2: an MSP onboards fifty tenants', () => {
  it('connects its partner tenant and lists 51 companies, none of them seen from inside yet', async () => {
    const { page } = watched
    await connectPartner(page)
    await firstSync(page)
    const all = await tenantsByName(page)
    expect(all.size).toBe(51)
    expect(await countOf(page, 'All')).toBe(51)
  })

  it('lists them again without a change (S3.30)', async () => {
    const { page } = watched
    const before = [...(await tenantsByName(page)).values()].map(({ id, name }) => ({ id, name }))
    await startedBy(page, () => page.getByRole('button', { name: 'Sync from Microsoft' }).click())
    await untilQuiet(page)
    expect([...(await tenantsByName(page)).values()].map(({ id, name }) => ({ id, name }))).toEqual(before)
  })

  it('verifies all of them, with the red bar that says whom it is about (N23)', async () => {
    const { page } = watched
    await page.getByRole('checkbox', { name: 'Select the companies shown' }).click()
    const bar = page.getByRole('region', { name: 'Selected companies' })
    await bar.getByText('ALL 51 companies').waitFor()
    expect(await bar.getAttribute('data-scope')).toBe('several')
    await startedBy(page, () => bar.getByRole('button', { name: 'Re-verify 51 companies' }).click())
    await untilQuiet(page)
  })

  it('is told of a verification that ended while no page was open', async () => {
    const { page } = watched
    const companies = `${organizationOf(page)}/companies`
    const another = await page.context().newPage()
    await another.goto(companies)
    const slow = installation.simulator.addFault({ kind: 'slow', service: 'login', milliseconds: 1000 })
    await page.reload()
    await page.getByRole('checkbox', { name: 'Select the companies shown' }).click()
    await page.getByRole('button', { name: 'Re-verify 51 companies' }).click()
    await page.getByText('Verifying 51 companies').first().waitFor()
    await page.goto('about:blank')
    installation.simulator.removeFault(slow.id)
    await untilQuiet(another)
    await another.close()
    await page.goto(companies)
    await page.getByText('51 companies verified', { exact: true }).waitFor()
  })

  it('ends a run that is called off with what was begun, and says exactly how far it came', async () => {
    const { page } = watched
    const slow = installation.simulator.addFault({ kind: 'slow', service: 'login', milliseconds: 3000 })
    await page.goto(`${organizationOf(page)}/companies`)
    await page.getByRole('checkbox', { name: 'Select the companies shown' }).click()
    await startedBy(page, () => page.getByRole('button', { name: 'Re-verify 51 companies' }).click())
    await page.getByRole('button', { name: 'Cancel: Verifying 51 companies' }).click()
    await page.getByText(/^Cancelled by Ada Lovelace\. \d+ of 51 companies were looked at, \d+ not begun\.$/).waitFor()
    installation.simulator.removeFault(slow.id)
    await page.getByRole('button', { name: 'See results' }).click()
    await page.getByRole('heading', { name: 'Verification of 51 companies cancelled' }).waitFor()
    await page.getByText('Not begun', { exact: true }).first().waitFor()
    const [looked, notBegun] = await Promise.all(
      ['Done', 'Not begun'].map((label) => page.getByRole('listitem').getByText(label, { exact: true }).count()),
    )
    expect((looked ?? 0) + (notBegun ?? 0)).toBe(51)
    expect(looked).toBeLessThan(51)
    await page.getByText(`${looked} of 51 companies were looked at, ${notBegun} not begun.`).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('tries again only what failed, and shows the end of a run that was over before its page was', async () => {
    const { page } = watched
    const { providerTenantId } = (await tenantsByName(page)).get(GRANTED_HERE) as TenantSeen
    const down = installation.simulator.addFault({ kind: 'tokenEndpointDown', tenantId: providerTenantId })
    await page.goto(`${organizationOf(page)}/companies`)
    await page.getByRole('checkbox', { name: 'Select the companies shown' }).click()
    await startedBy(page, () => page.getByRole('button', { name: 'Re-verify 51 companies' }).click())
    await page.getByText('50 of 51 companies verified').waitFor()
    await page.getByRole('button', { name: 'See results' }).click()
    await page.getByRole('button', { name: 'Only what went wrong (1)' }).click()
    await page.getByRole('link', { name: GRANTED_HERE }).waitFor()
    installation.simulator.removeFault(down.id)
    // The sidebar asks what needs attention when the page is told of the end of a run.
    const told = page.waitForRequest(/\/attention$/)
    await page.route(
      /\/tenant-runs\/[0-9a-f-]+$/,
      async (route) => {
        const before = await route.fetch()
        await told
        await route.fulfill({ response: before })
      },
      { times: 1 },
    )
    await startedBy(page, () => page.getByRole('button', { name: 'Try the failed one again' }).click())
    await page.getByRole('heading', { name: '1 company verified' }).waitFor()
    await expect.poll(() => page.getByRole('main').innerText()).toContain(GRANTED_HERE)
    await untilQuiet(page)
  })

  it('shows each company as it is, the odd ones too', async () => {
    const { page } = watched
    const all = await tenantsByName(page)
    const brief = ({ relationship, consent, mailboxes, readySince }: TenantSeen) =>
      [relationship.status, consent.status, mailboxes.status, readySince ? 'ready' : 'not ready'].join(' ')
    const of = (name: string) => brief(all.get(name) as TenantSeen)
    const odd = {
      'Consolidated Messenger': 'active pending pending not ready',
      'Fincher Architects': 'active pending pending not ready',
      'Vega Robotics': 'active pending pending not ready',
      'Margies Travel': 'active pending pending not ready',
      'Yellowhammer Farms': 'active pending pending not ready',
      'Quarry Stone Works': 'ended granted working ready',
      'Birchwood Estates': 'active granted notRequired ready',
      Litware: 'active granted working ready',
    }
    expect(Object.fromEntries(Object.keys(odd).map((name) => [name, of(name)]))).toEqual(odd)
    const gap = [...all.values()].filter(
      ({ relationship }) => relationship.status === 'active' && relationship.lacksConsentRole,
    )
    expect(gap.map(({ name }) => name).toSorted()).toEqual([
      'Consolidated Messenger',
      'Fincher Architects',
      'Vega Robotics',
    ])
    const others = [...all.values()].filter(({ name }) => !(name in odd)).map(brief)
    const tally = Object.fromEntries([...new Set(others)].map((one) => [one, others.filter((it) => it === one).length]))
    expect(tally).toEqual({
      'none granted working ready': 1,
      'active granted working ready': 19,
      'expiring granted working ready': 1,
      'active granted pending not ready': 2,
      'active pending pending not ready': 20,
    })
  })

  it('says in the rows what the looks found, with a sign where nobody here may consent (S3.61)', async () => {
    const { page } = watched
    const row = async (name: string) => (await rowOf(page, name)).first().innerText()
    expect(await row('Vega Robotics')).toMatch(/Pending/)
    await expect.poll(() => page.getByText('No role for consent').count()).toBeGreaterThan(0)
    expect(await row('Quarry Stone Works')).toMatch(/Ended/)
    expect(await row('Birchwood Estates')).toMatch(/Granted[\s\S]*Not required/)
    expect(await row('Litware')).toMatch(/Granted[\s\S]*Working/)
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('grants consent on one row: what it allows first, then the provider’s page, then a proof (N4, S-29)', async () => {
    const { page } = watched
    const meridian = installation.simulator.tenant('meridian-msp.example')
    meridian.addRedirectUris({ uris: [`${installation.url}/api/v1/consent-returns`] })
    await rowOf(page, GRANTED_HERE)
    await page.getByRole('button', { name: `Grant consent: ${GRANTED_HERE}` }).click()
    await page.getByRole('button', { name: 'Grant admin consent', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: `Grant admin consent for ${GRANTED_HERE}` })
    await expect.poll(() => dialog.innerText()).toMatch(/Global Administrator/)
    const opening = page.context().waitForEvent('page')
    await dialog.getByRole('button', { name: /consent page$/ }).click()
    const consent = await opening
    await consent.getByRole('heading', { name: /asks for permissions/ }).waitFor()

    await page.reload()
    await page.getByText(`Waiting for consent in ${GRANTED_HERE}`).waitFor()

    await consent.getByLabel('Organization').selectOption({ label: GRANTED_HERE })
    await consent.getByRole('button', { name: 'Accept' }).click()
    await becomes(page, GRANTED_HERE, { consent: { status: 'granted' } })
    await page
      .getByText(/Consent: granted/i)
      .first()
      .waitFor()
    await consent.close()
  })

  it('takes no harm from ways back that are made up, repeated or of another tenant (S-29)', async () => {
    const { page } = watched
    const before = await tenantsByName(page)
    const stray = await openPage(browser, installation.url)
    const margie = before.get('Margies Travel') as TenantSeen
    for (const query of [
      '',
      'state=made-up&admin_consent=True',
      `state=x&tenant=${margie.providerTenantId}&admin_consent=True`,
    ]) {
      await stray.page.goto(`${installation.url}/api/v1/consent-returns?${query}`)
      await stray.page.locator('[data-outcome]').waitFor()
    }
    await stray.page.context().close()
    await untilQuiet(page)
    const statuses = (tenants: Map<string, TenantSeen>) =>
      [...tenants].map(([name, { consent }]) => [name, consent.status])
    expect(statuses(await tenantsByName(page))).toEqual(statuses(before))
  })

  it('assigns the Exchange role, and sees it spread with a clock instead of a failure (N3)', async () => {
    const { page } = watched
    const tenant = installation.simulator.tenant('alpineskihouse.example')
    const app = installation.simulator.apps.find(({ kind }) => kind === 'partner')
    tenant.propagateSlowly({ seconds: 0, exchangeSeconds: 3600 })
    tenant.assignRole({ role: 'Exchange Administrator', ...(app && { clientId: app.clientId }) })
    await rowOf(page, GRANTED_HERE)
    await page.getByRole('button', { name: `Assign role: ${GRANTED_HERE}` }).click()
    await page.getByRole('button', { name: 'I have assigned it' }).click()
    await becomes(page, GRANTED_HERE, { mailboxes: { status: 'propagating' } })
    await startedBy(page, () => page.getByRole('button', { name: 'Check now' }).click())
    await page.getByText(/usual wait/).waitFor()
    await untilQuiet(page)
    expect((await tenantsByName(page)).get(GRANTED_HERE)?.mailboxes.status).toBe('propagating')
    await page.reload()
    await page
      .getByText(/Propagating/)
      .first()
      .waitFor()
    expect(await page.getByText('Failed', { exact: true }).count()).toBe(0)

    installation.simulator.advanceClock(3700)
    await page.getByRole('button', { name: 'Check now' }).click()
    await becomes(page, GRANTED_HERE, { mailboxes: { status: 'working' } })
    await page
      .getByText(/Ready since/)
      .first()
      .waitFor()
  })

  it('makes handover links for all that wait at once; one opens without an account and proves itself (N24)', async () => {
    const { page } = watched
    await page.goto(`${organizationOf(page)}/companies?show=pending`)
    await page.getByRole('table', { name: 'Companies' }).waitFor()
    await page.getByRole('checkbox', { name: 'Select the companies shown' }).click()
    const bar = page.getByRole('region', { name: 'Selected companies' })
    await bar.getByRole('button', { name: 'Handover links' }).click()
    await page.getByRole('button', { name: /^Make \d+ links$/ }).click()
    await page.getByText(/links are made/).waitFor()
    const link = await page.getByRole('dialog').getByRole('listitem').filter({ hasText: HANDED_OVER }).innerText()

    const customer = await openPage(browser, installation.url)
    await customer.page.goto(/http\S+/.exec(link)?.[0] ?? '')
    await customer.page.getByText('Analytical Engines').first().waitFor()
    expect(await customer.page.getByRole('main').innerText()).not.toContain('Fourth Coffee')
    expect(await accessibilityFaults(customer.page)).toEqual([])
    const opening = customer.page.context().waitForEvent('page')
    await customer.page.getByRole('button', { name: 'Continue at Microsoft' }).click()
    const consent = await opening
    await consent.getByLabel('Organization').selectOption({ label: HANDED_OVER })
    await consent.getByRole('button', { name: 'Accept' }).click()
    await becomes(page, HANDED_OVER, { consent: { status: 'granted' } })
    expect(customer.faults).toEqual([])
    await customer.page.context().close()
  })

  it('leaves everything in an audit log whose chain verifies, and nothing running', async () => {
    const { page } = watched
    await page.goto(`${organizationOf(page)}/activity`)
    await page
      .getByText(/handover link/i)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Verify chain' }).click()
    await page.getByText('The chain is whole').waitFor()
    await untilQuiet(page)
    expect(await ask(page, '/audit/verify')).toMatchObject({ ok: true })
    expect(watched.faults).toEqual([])
  })
})
