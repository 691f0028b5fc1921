import type { Page } from 'playwright-core'

/** Goes through the first-run page as a person does. */
export async function createOwner(page: Page, setupLink: string, kind: 'company' | 'msp' = 'company'): Promise<void> {
  await page.goto(setupLink)
  await page.getByLabel('Your name').fill('Ada Lovelace')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password').fill('seven green bicycles')
  await page.getByLabel('Organization').fill('Analytical Engines')
  if (kind === 'msp') await page.getByRole('radio', { name: /managed service provider/i }).click()
  await page.getByRole('button', { name: 'Create owner' }).click()
}
