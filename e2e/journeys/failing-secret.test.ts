import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, openPage, type WatchedPage } from '../support/browser.js'
import { type Installation, startInstallation } from '../support/installation.js'
import { createOwner } from '../support/people.js'

let installation: Installation
let browser: Browser
let watched: WatchedPage

const contoso = () => installation.simulator.tenant('contoso.onmicrosoft.com')

beforeAll(async () => {
  installation = await startInstallation('one-healthy-tenant')
  browser = await launchBrowser()
  watched = await openPage(browser, installation.url)
  const { page } = watched
  await createOwner(page, installation.setupLink)
  await page.getByRole('button', { name: 'Try with the simulated' }).click()
  await page
    .getByRole('link', { name: /^Contoso/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Test connection' }).waitFor()
})

afterAll(async () => {
  await browser.close()
  await installation.stop()
})

describe('J7: a secret expires', () => {
  it('shows the authentication error with its cause within one cycle, without a reload', async () => {
    const { page } = watched
    contoso().expireSecret()
    await page.getByText('The secret has expired').first().waitFor()
    await page.getByText('Authentication error').first().waitFor()
  })

  it('has it first on Home, with the button that mends it', async () => {
    const { page } = watched
    await page.getByRole('link', { name: 'Home' }).click()
    await page.getByText('The secret has expired').first().waitFor()
    await page
      .getByRole('link', { name: 'Update credentials' })
      .or(page.getByRole('button', { name: 'Update credentials' }))
      .first()
      .click()
    await page.getByLabel('Client secret', { exact: true }).last().waitFor()
  })

  it('catches the Secret ID before anything is sent', async () => {
    const { page } = watched
    await enterSecret(installation.simulator.apps[0]?.secretId ?? '')
    await page
      .getByText(/looks like the secret ID/i)
      .first()
      .waitFor()
  })

  it('keeps the old credential when the new value is wrong', async () => {
    const { page } = watched
    await enterSecret('Wrong~secret.value-that-opens-nothing')
    await page.getByText('The secret is wrong').first().waitFor()
    await page.getByText('Nothing was changed').waitFor()
  })

  it('puts the right value in force after three passed checks, and reminds to delete the old one', async () => {
    const { page } = watched
    await enterSecret(contoso().addSecret().value)
    await page.getByText('all three checks passed').first().waitFor()
    await page.getByRole('link', { name: 'Home' }).click()
    await page.getByText('Delete the old secret at the provider').waitFor()
  })

  it('goes on checking by itself and keeps the incident in the history', async () => {
    const { page } = watched
    await page
      .getByRole('link', { name: /^Contoso/ })
      .first()
      .click()
    await page.getByText('Connected', { exact: true }).first().waitFor()
    await page.getByRole('link', { name: 'Health', exact: true }).click()
    await page.getByText('The secret has expired').first().waitFor()
  })

  it('leaves an audit log whose chain verifies', async () => {
    const { page } = watched
    await page.getByRole('link', { name: 'Activity', exact: true }).click()
    await page
      .getByText(/replaced the credential of “Contoso”/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Verify chain' }).click()
    await page.getByText('The chain is whole').waitFor()
  })

  it('leaves no secret in the page, its storage or the output of the server', async () => {
    const { page } = watched
    const inBrowser = await page.evaluate(() =>
      [document.documentElement.outerHTML, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join('\n'),
    )
    for (const { clientSecret } of installation.simulator.apps) {
      expect(inBrowser).not.toContain(clientSecret)
      expect(installation.output()).not.toContain(clientSecret)
    }
    expect(watched.faults).toEqual([])
  })
})

async function enterSecret(value: string): Promise<void> {
  const { page } = watched
  await page.getByLabel('Client secret', { exact: true }).last().fill(value)
  await page.getByRole('button', { name: 'Test and save' }).click()
}
