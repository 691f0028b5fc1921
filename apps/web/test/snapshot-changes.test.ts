import { beforeEach, describe, expect, it } from 'vitest'
import ChangesPage from '../src/pages/snapshots/ChangesPage.vue'
import { pending } from './company-sample.js'
import { serveHttp } from './http.js'
import { mountInApp } from './mount-in-app.js'

const { sent, on } = serveHttp()
const company = '/api/v1/organizations/org/tenants/t-1'
const snapshot = (number: number, previous: number | null) => ({
  number,
  previous,
  tenantId: 't-1',
  status: 'complete',
  source: 'schedule',
  startedBy: { kind: 'system', name: 'Tenantry' },
  startedAt: '2026-11-20T08:00:00Z',
  endedAt: '2026-11-20T08:01:00Z',
  wanted: null,
  resources: { total: 1, done: 1, byStatus: { read: 1 } },
  objects: 1,
  changed: 1,
  bytes: 10,
  requests: 1,
  problem: null,
})

beforeEach(() => {
  on('GET /api/v1/session', () => ({
    body: {
      user: { id: 'u-1', name: 'Ada', email: 'ada@example.com' },
      memberships: [
        { organizationId: 'org', organizationName: 'Meridian', kind: 'msp', role: 'auditor', permissions: [] },
      ],
    },
  }))
  on(`GET ${company}`, () => ({ body: pending }))
  on(`GET ${company}/snapshots`, () => ({
    body: { items: Array.from({ length: 50 }, (_, index) => snapshot(90 - index, 89 - index)), nextCursor: 'more' },
  }))
})

/** What the page shows of a snapshot; `compared` was asked for in the address. */
async function shown(of: ReturnType<typeof snapshot>, compared = '', items: object[] = []) {
  on(`GET ${company}/snapshots/${of.number}`, () => ({ body: of }))
  on(`GET ${company}/snapshots/${of.number}/resources`, () => ({ body: { items: [], nextCursor: null } }))
  on(`GET ${company}/snapshots/${of.number}/changes`, () => ({ body: { items, nextCursor: null } }))
  await mountInApp(
    ChangesPage,
    {},
    `/o/org/companies/t-1/snapshots/${of.number}/changes${compared}`,
    '/o/:organizationId/companies/:tenantId/snapshots/:number/changes',
  )
  return document.body.textContent
}

describe('what changed in a snapshot', () => {
  it('is told since the one before it, though that is not among those listed', async () => {
    on(`GET ${company}/snapshots/7`, () => ({ body: snapshot(7, null) }))
    const text = await shown(snapshot(9, 7))
    expect(text).toContain('What changed since snapshot 7')
    expect(document.querySelector('[aria-label="Compare with"]')?.textContent).toContain('Snapshot 7')
  })

  it('is told since the one that is asked for, however far back', async () => {
    on(`GET ${company}/snapshots/3`, () => ({ body: snapshot(3, null) }))
    const text = await shown(snapshot(90, 89), '?from=3')
    expect(text).toContain('What changed since snapshot 3')
    expect(document.querySelector('[aria-label="Compare with"]')?.textContent).toContain('Snapshot 3')
  })

  it('says who measured what is measured, and who did what was done, as far as it is known', async () => {
    on(`GET ${company}/snapshots/3`, () => ({ body: snapshot(3, null) }))
    const change = { key: 'x', resourceName: 'Score', kind: 'added', paths: [], after: {}, events: [] }
    const text = await shown(snapshot(4, 3), '', [
      { ...change, resource: 'one', label: 'Figure', measuredBy: 'Fabrikam' },
      { ...change, resource: 'two', label: 'Policy', measuredBy: null },
    ])
    expect(text).toContain('Measured by Fabrikam, not changed by anyone.')
    expect(text.match(/Who did it is not known/g)).toHaveLength(1)
  })

  it('is nothing where none is kept before it', async () => {
    expect(await shown(snapshot(41, null))).toContain('Nothing before it to compare with')
    expect(sent.map(({ path }) => path)).not.toContain(`${company}/snapshots/0`)
  })
})
