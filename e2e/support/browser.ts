import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Flags for a browser without network of its own, as root or not. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--no-first-run',
]

/** Starts Chromium. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: inject('chromiumPath'), args: FLAGS })
}

/** A page that keeps what went wrong in it: script errors, violations of the content security policy, requests elsewhere. */
export interface WatchedPage {
  page: Page
  faults: string[]
}

const opened = new Set<Page>()

/** What each open page shows, for the report of a test that failed. */
export async function pagesAsText(): Promise<string> {
  const texts = [...opened].map(async (page) => {
    const text = await page.locator('body').innerText({ timeout: 2000 })
    return `── ${page.url()}\n${text}`
  })
  const shown = await Promise.allSettled(texts)
  return shown.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason))).join('\n')
}

/** Opens a page in a context of its own. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: { width?: number; dark?: boolean; state?: Awaited<ReturnType<BrowserContext['storageState']>> } = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.width === 390 ? 844 : 900 },
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...(options.state && { storageState: options.state }),
  })
  const page = await context.newPage()
  opened.add(page)
  page.on('close', () => opened.delete(page))
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`))
  page.on('console', (message) => {
    if (/Content Security Policy|\[Vue warn\]/.test(message.text())) faults.push(message.text())
  })
  page.on('request', (request) => {
    const { origin: target, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && target !== origin) faults.push(`request to ${target}`)
  })
  return { page, faults }
}

/** Serious and critical findings of axe on the page as it stands, as `rule: element` lines. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: {
          run: (
            root: Document,
            options: object,
          ) => Promise<{
            violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[]
          }>
        }
      }
    ).axe.run(document, { resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`))
  })
}
