import type { Simulator } from '@tenantry/simulator'
import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'

/** A tenant as the API lists it, as far as journeys look. */
export interface TenantSeen {
  id: string
  name: string
  providerTenantId: string
  relationship: { status: string; lacksConsentRole: boolean }
  consent: { status: string }
  mailboxes: { status: string; servedBy: string | null }
  readySince: string | null
}

/** The address of the organization that the page shows. */
export function organizationOf(page: Page): string {
  const { origin, pathname } = new URL(page.url())
  return `${origin}${pathname.split('/').slice(0, 3).join('/')}`
}

/** Asks the API as the person whose page it is. */
export async function ask<T>(page: Page, path: string): Promise<T> {
  const { origin, pathname } = new URL(page.url())
  const answer = await page.request.get(`${origin}/api/v1/organizations/${pathname.split('/')[2]}${path}`)
  expect(answer.status(), path).toBe(200)
  return (await answer.json()) as T
}

/** Tells the API to do something as the person whose page it is. */
export async function order<T>(page: Page, path: string, body: object = {}): Promise<T> {
  const { origin, pathname } = new URL(page.url())
  const answer = await page.request.post(`${origin}/api/v1/organizations/${pathname.split('/')[2]}${path}`, {
    headers: { 'x-tenantry': '1' },
    data: body,
  })
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
  return (await answer.json()) as T
}

/** Every tenant, by its name. */
export async function tenantsByName(page: Page): Promise<Map<string, TenantSeen>> {
  const { items } = await ask<{ items: TenantSeen[] }>(page, '/tenants?limit=200')
  return new Map(items.map((tenant) => [tenant.name, tenant]))
}

/** Waits until the API says so of a tenant; what it says comes from looks at the simulated cloud alone. */
export async function becomes(page: Page, name: string, expected: object): Promise<void> {
  await vi.waitFor(async () => expect((await tenantsByName(page)).get(name)).toMatchObject(expected), {
    timeout: 60_000,
    interval: 500,
  })
}

/** Does something that starts a run, and waits until it has started. */
export async function startedBy(page: Page, work: () => Promise<void>): Promise<void> {
  const started = page.waitForResponse((answer) => answer.status() === 202)
  await work()
  await started
}

/** Waits until no run is under way, those of the schedule among them. */
export async function untilQuiet(page: Page): Promise<void> {
  await vi.waitFor(
    async () => {
      const { items } = await ask<{ items: { endedAt: string | null }[] }>(page, '/tenant-runs?limit=50')
      expect(items.filter(({ endedAt }) => endedAt === null)).toEqual([])
    },
    { timeout: 60_000, interval: 250 },
  )
}

/** Connects the partner's app of the simulated cloud through the form. */
export async function connectPartner(page: Page): Promise<void> {
  await page.goto(`${organizationOf(page)}/settings/integrations/microsoft/connect`)
  await page.getByRole('radio', { name: /Partner tenant/ }).click()
  await page.getByRole('switch', { name: /simulated cloud/i }).click()
  await page.getByText('Choose features').click()
  await page.getByRole('checkbox', { name: 'Exchange', exact: true }).click()
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
}

/** The partner connected, with more features if need be, its companies found and verified, without the pages that other journeys go through. */
export async function onboardedPartner(page: Page, { apps }: Simulator, more: readonly string[] = []): Promise<void> {
  const app = apps.find(({ kind }) => kind === 'partner')
  const connection = await order<{ id: string }>(page, '/connections', {
    providerId: 'microsoft',
    kind: 'partnerApp',
    name: 'Meridian',
    simulated: true,
    sets: ['users', 'groups', 'apps', 'exchange', ...more],
    config: { tenantId: app?.tenantId, clientId: app?.clientId },
    credential: { kind: 'clientSecret', values: { clientSecret: app?.clientSecret } },
  })
  await order(page, `/connections/${connection.id}/tenant-syncs`)
  await untilQuiet(page)
  await verifyAll(page)
}

/** Looks at every tenant, and waits for the last. */
export async function verifyAll(page: Page): Promise<void> {
  await order(page, '/tenant-verifications', { filter: {} })
  await untilQuiet(page)
}

/** Lists the companies for the first time, from the empty page. */
export async function firstSync(page: Page): Promise<void> {
  await page.goto(`${organizationOf(page)}/companies`)
  await page.getByRole('button', { name: 'Sync from Microsoft' }).first().click()
  await page.getByRole('table', { name: 'Companies' }).waitFor()
}
