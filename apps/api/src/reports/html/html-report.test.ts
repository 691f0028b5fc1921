import { describe, expect, it } from 'vitest'
import { emptyReport, sampleReport, type SampleReport, withEveryText } from '../testing/sample-report.js'
import { written } from '../testing/written.js'
import { htmlReport } from './html-report.js'

const pageOf = (report: SampleReport) => written(htmlReport(report))

/** Each tag of a page with its attributes, as a browser splits them. */
function tagsOf(page: string): { name: string; attributes: string[] }[] {
  const tags = page.matchAll(/<([a-z!][a-z0-9]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi)
  return [...tags].map(([, name = '', attributes = '']) => ({
    name: name.toLowerCase(),
    attributes: [...attributes.matchAll(/([^\s=]+)(?:="[^"]*")?/g)].map(([, attribute = '']) => attribute),
  }))
}

function withoutStyle(page: string): string {
  return page.replace(/<style>[\s\S]*?<\/style>/, '')
}

const reports: Record<string, SampleReport> = {
  'a tenant by framework': sampleReport(),
  'a tenant by area': { ...sampleReport(), head: { ...sampleReport().head, byFramework: false } },
  'several tenants': sampleReport(['Fourth Coffee', 'Adventure Works']),
  'a tenant that was never assessed': emptyReport(),
}

describe('a report as a page', () => {
  it('loads nothing and runs nothing: one style sheet, no script, a policy that allows neither', async () => {
    const page = await pageOf(sampleReport())
    expect(page.match(/<style>/g)).toHaveLength(1)
    expect(page).not.toMatch(/<(script|link|iframe|object|embed|form|base)\b/i)
    expect(page).not.toMatch(/\son[a-z]+=|javascript:|@import|url\(/i)
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:"`,
    )
  })

  it.each([
    ['markup', `"'><script>alert(1)</script><img src=x onerror=alert(1)><!--`],
    ['an end of the style sheet', `</style></title></head><script>alert(1)</script>`],
    ['an end of a string of CSS', `"; } body { background: url(https://example.org/) } @import "x`],
    ['characters that a page may not hold', `\u0000\u0008\u001B\uFFFE\uD800`],
    ['an address that runs', `javascript:alert(1)//https://example.org`],
  ])('S-36 shows %s in any text of a tenant as text', async (_, attack) => {
    const plain = await pageOf(sampleReport(['Fourth Coffee', 'Adventure Works']))
    const page = await pageOf(
      withEveryText(sampleReport(['Fourth Coffee', 'Adventure Works']), (text) => attack + text + attack),
    )
    const known = new Set(
      tagsOf(plain).flatMap(({ name, attributes }) => [name, ...attributes.map((one) => `${name} ${one}`)]),
    )
    for (const { name, attributes } of tagsOf(page)) {
      expect([name, ...attributes.map((one) => `${name} ${one}`)].filter((one) => !known.has(one))).toEqual([])
    }
    expect(page.match(/<style>/g)).toHaveLength(1)
    expect(page.match(/<\/style>/g)).toHaveLength(1)
    expect(withoutStyle(page).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\uFFFE]/u)
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? []
    expect(style).not.toMatch(/url\(|@import/)
    expect(page).not.toMatch(/href="(?!https?:\/\/|#)/)
  })

  it.each(Object.entries(reports))('links what it counts to what was counted: %s', async (_, report) => {
    const page = await pageOf(report)
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id)
    expect(targets.filter((id) => !ids.includes(id))).toEqual([])
  })

  it.each(Object.entries(reports))('has headings that go down one level at a time: %s', async (_, report) => {
    const levels = [...(await pageOf(report)).matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    for (const [index, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1)
  })

  it('C34 tells every control of every tenant once, with its verdict, and failures with what to do', async () => {
    const page = await pageOf(sampleReport(['Fourth Coffee', 'Adventure Works']))
    for (const tenant of ['t1', 't2']) {
      for (let control = 1; control <= 13; control += 1) {
        expect(page.split(`id="${tenant}-c${control}"`)).toHaveLength(2)
      }
    }
    expect(page.split('<p>What to do</p>')).toHaveLength(2 * 3 + 1)
  })

  it('explains what the score is of, and names each reason for which a control was not assessed', async () => {
    const page = await pageOf(sampleReport())
    expect(page).toContain('3 of 6 controls that could be judged pass.')
    expect(page).toContain('1 not assessed: a permission is missing · 1 not assessed: a licence is missing')
    for (const cause of ['Not permitted', 'Not licensed', 'Not read', 'Error'])
      expect(page).toContain(`${cause}: 1 control`)
    expect(page).toContain('Exchange.ManageAsApp')
    expect(page).toContain('6f3c7c0e-3d0a-44b4-9d8e-3d1f2f0a9b11')
  })

  it('J8 states the time of the data and the versions it was made from', async () => {
    const page = await pageOf(sampleReport())
    for (const words of [
      '16 November 2026, 06:00 UTC (snapshot 204)',
      'assessment 118,',
      'Cloud baseline 2026-08, Catalogue of security controls r5',
      'Microsoft 365 0.1.0',
      '18 November 2026, 10:15 UTC, by Tenantry 0.1.0',
    ]) {
      expect(page).toContain(words)
    }
  })

  it('says of a tenant that was never assessed that it neither passes nor fails', async () => {
    const page = await pageOf(emptyReport())
    expect(page).toContain('It neither passes nor fails.')
    expect(page).not.toContain('class="score"')
  })

  it('shows the first of many objects, failures before the others, and says how many more there are', async () => {
    const report = sampleReport()
    const [tenant] = report.tenants
    const verdict = tenant?.verdicts.find(({ control }) => control === 'entra-global-admin-count')
    const piece = verdict?.evidence[0]
    if (!verdict || !piece) throw new Error('The sample has changed')
    verdict.evidence = Array.from({ length: 500 }, (_, index) => ({
      ...piece,
      object: `Account ${index}`,
      ok: index < 499,
    }))
    const page = await pageOf(report)
    expect(page).toContain('Account 499')
    expect(page).not.toContain('Account 200')
    expect(page).toContain('480 more objects')
  })
})
