import { createRequire } from 'node:module'
import { findBrowser } from '../scripts/browser.mjs'
import { inRepository } from '../scripts/root.mjs'
import { firstRowsSeen, plainTable } from './companies/in-page.mjs'
import { startInstallation } from './installation/start.mjs'
import { asPartner } from './onboard/partner.mjs'
import { start, stop } from './simulator/processes.mjs'

const OWNER = { name: 'Bench', email: 'bench@tenantry.example', password: 'a bench of companies' }
const { chromium } = createRequire(inRepository('e2e/package.json'))('playwright-core')

/**
 * A partner's 5,000 customers in the console: from the end of the API's answer to the frame that shows the first rows of
 * Companies, the page loaded anew each time. The baseline asks the same address from a bare page, and writes the rows into a
 * plain table.
 */
export default async function open() {
  const simulator = await start(inRepository('packages/simulator/dist/main.js'), ['--scenario', 'msp-5000'])
  const installation = await startInstallation(new URL(simulator.ready.control).origin)
  const app = simulator.ready.apps.find(({ kind }) => kind === 'partner')
  const partner = asPartner(installation)
  await partner.findTenants(await partner.connect(app, 'Partner'))
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const page = await openSignedIn(browser, installation)
  const companies = async () => {
    await page.goto(`${installation.origin}/o/${installation.organization.id}/companies`)
    const seen = await page.waitForFunction(() => globalThis.firstRows)
    return seen.jsonValue()
  }
  const { address } = await companies()
  let rows
  return {
    unit: 'ms',
    ours: async () => (await companies()).milliseconds,
    baseline: async () => {
      await page.goto(`${installation.origin}/api/health/live`)
      const seen = await page.evaluate(plainTable, address)
      rows = seen.rows
      return seen.milliseconds
    },
    notes: () => ({ rows }),
    close: async () => {
      await browser.close()
      await installation.close()
      await stop(simulator)
    },
  }
}

/** A page of someone who came by an invitation, as everyone does. */
async function openSignedIn(browser, { origin, organization, ask }) {
  const { email, name, password } = OWNER
  const { link } = await ask('POST', `/organizations/${organization.id}/invitations`, { email, role: 'owner' })
  await ask('POST', `/invitations/${link.split('/').at(-1)}/accept`, { name, password })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const headers = { 'x-tenantry': '1' }
  const answer = await context.request.post(`${origin}/api/v1/session`, { headers, data: { email, password } })
  if (!answer.ok()) throw new Error(`Nobody can sign in: ${answer.status()} ${await answer.text()}`)
  await context.addInitScript(firstRowsSeen)
  return context.newPage()
}
