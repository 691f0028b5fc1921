import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Branding as BrandingView } from '../src/compliance/branding.dto.js'
import { Branding } from '../src/compliance/branding.service.js'
import { FleetScores } from '../src/compliance/fleet-scores.js'
import type { FleetScorePage, ProviderScoreView } from '../src/compliance/provider-scores.dto.js'
import { packed } from '../src/snapshots/content.js'
import { type Coast, startCoast } from './support/coast.js'
import { createOrganization, join, type TestPerson } from './support/people.js'

let coast: Coast
let grace: TestPerson
let tenantId: string
let count = 0

beforeAll(async () => {
  coast = await startCoast()
  grace = await join(coast.api, coast.owner, 'operator', 'Grace')
})
afterAll(() => coast.api.close())
beforeEach(async () => {
  const [id = ''] = await coast.tenants(`Rock ${(count += 1)}`)
  tenantId = id
})

/** A snapshot in which the rating was read, by day, or was not. */
async function snapshot(days: Record<string, number> | 'notPermitted', id = tenantId): Promise<void> {
  const { asOwner } = coast.api.ownerDatabase
  const read = days !== 'notPermitted'
  const [row] = await asOwner<{ id: string }>(
    `insert into snapshots (organization_id, tenant_id, status, source, started_by) values ($1, $2, 'complete', 'manual', '{}')
     returning id`,
    [coast.organizationId, id],
  )
  await asOwner(
    `insert into snapshot_resources (organization_id, snapshot_id, resource, status, detail) values ($1, $2, 'coast.rating', $3, $4)`,
    [
      coast.organizationId,
      row?.id,
      read ? 'read' : 'notPermitted',
      read ? '{"form": "list"}' : '{"permissions": ["rating.read"]}',
    ],
  )
  await asOwner(`update object_versions set until = $2 where tenant_id = $1 and until is null`, [id, row?.id])
  for (const [day, points] of Object.entries(read ? days : {})) {
    const body = JSON.stringify({ day, points })
    const hash = createHash('sha256').update(body).digest()
    await asOwner('insert into contents (organization_id, hash, body) values ($1, $2, $3) on conflict do nothing', [
      coast.organizationId,
      hash,
      packed(body),
    ])
    await asOwner(
      `insert into object_versions (organization_id, tenant_id, resource, key, hash, since) values ($1, $2, 'coast.rating', $3, $4, $5)`,
      [coast.organizationId, id, day, hash, row?.id],
    )
  }
}

const score = async (): Promise<ProviderScoreView | undefined> =>
  (await coast.get<{ items: ProviderScoreView[] }>(`/tenants/${tenantId}/scores`)).items[0]
const refresh = () => coast.api.app.get(FleetScores).refresh(coast.organizationId)
const fleet = (query = '') => coast.get<z.output<typeof FleetScorePage>>(`/compliance/scores?limit=200${query}`)

describe('The score that a provider gives (S4.5, S4.31)', () => {
  it('is told with its history, and with our controls beside what the provider recommends', async () => {
    await snapshot({ '2026-01-01': 80, '2026-02-15': 120 })
    await coast.found(tenantId, 'lamps-lit', 'fail')
    expect(await score()).toMatchObject({
      provider: { id: 'lighthouse', score: 'Coast rating' },
      status: 'given',
      report: {
        points: 120,
        maxPoints: 200,
        at: '2026-02-15T00:00:00.000Z',
        history: [{ points: 80 }, { points: 120 }],
        comparisons: [{ name: 'Other coasts', percent: 61 }],
        recommendations: [
          { title: 'Light the lamps', controls: [{ id: 'lamps-lit', title: 'Every lamp is lit', standing: 'fail' }] },
          { title: 'Paint it', advice: null, controls: [] },
        ],
      },
    })
  })

  it('comes from the newest snapshot that read it, and says why where none did', async () => {
    expect(await score()).toMatchObject({ status: 'notRead', snapshot: null, report: null })
    await snapshot('notPermitted')
    expect(await score()).toMatchObject({
      status: 'notRead',
      reason: expect.stringContaining('rating.read') as unknown,
    })
    await snapshot({ '2026-01-01': 80 })
    const read = await score()
    await snapshot('notPermitted')
    expect(await score()).toEqual(read)
    expect(read).toMatchObject({ status: 'given', report: { points: 80 } })
  })

  it('is none where the provider gave none yet', async () => {
    await snapshot({})
    expect(await score()).toMatchObject({
      status: 'none',
      reason: 'Lighthouse has given this tenant no Coast rating yet.',
    })
  })

  it('is listed for all tenants, the worst first, with its change in about 30 days', async () => {
    const [good = '', bad = '', none = ''] = await coast.tenants('Good', 'Bad', 'None')
    await snapshot({ '2026-01-01': 100, '2026-01-20': 140, '2026-02-15': 150 }, good)
    await snapshot({ '2026-02-01': 30, '2026-02-15': 10 }, bad)
    await snapshot({}, none)
    await refresh()
    const those = (await fleet()).items.filter(({ tenant }) => ['Good', 'Bad', 'None'].includes(tenant.name))
    expect(those).toMatchObject([
      { tenant: { name: 'Bad' }, percent: 5, before: { points: 30 }, delta: -10 },
      { tenant: { name: 'Good' }, percent: 75, before: { at: '2026-01-01T00:00:00.000Z' }, delta: 25 },
      { tenant: { name: 'None' }, percent: null, before: null, delta: null },
    ])
    await snapshot({ '2026-02-15': 190 }, bad)
    await refresh()
    const sorted = (await fleet('&sort=name')).items.map(({ tenant }) => tenant.name)
    expect(sorted).toEqual(sorted.toSorted((one, other) => one.toLowerCase().localeCompare(other.toLowerCase())))
    expect((await fleet()).items.find(({ tenant }) => tenant.name === 'Bad')).toMatchObject({ percent: 95 })
    const first = await coast.get<z.output<typeof FleetScorePage>>('/compliance/scores?limit=2')
    const rest = await fleet(`&cursor=${first.nextCursor}`)
    expect([...first.items, ...rest.items]).toEqual((await fleet()).items)
  })

  it('of a tenant of another organization is not found (S-15)', async () => {
    const elsewhere = await createOrganization(coast.owner, 'Elsewhere')
    await coast.owner.browser.get(`/api/v1/organizations/${elsewhere}/tenants/${tenantId}/scores`).expect(404)
  })
})

describe('What reports look like', () => {
  const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
  const put = (body: object, person = grace) => person.browser.put(`${coast.base}/compliance/branding`).send(body)
  const putLogo = (body: Buffer, type = 'image/png') =>
    grace.browser.put(`${coast.base}/compliance/branding/logo`).set('content-type', type).send(body)
  const ours = { name: 'Lamps & Co.', accentColour: '#aa5500', footer: 'Confidential' }

  it('is the organization’s name until someone chooses', async () => {
    expect(await coast.get<BrandingView>('/compliance/branding')).toMatchObject({
      name: 'Analytical Engines',
      footer: '',
      logo: null,
      changedAt: null,
    })
    const { body } = await put(ours).expect(200)
    expect(body).toMatchObject({ ...ours, changedBy: { name: 'Grace' } })
    expect(await coast.logged('reportBranding.changed')).toMatchObject({
      details: { before: { name: 'Analytical Engines' }, after: ours },
    })
    await put({ ...ours, accentColour: 'red' }).expect(422)
  })

  it('has a logo, a PNG picture of at most 200 kB', async () => {
    await grace.browser.get(`${coast.base}/compliance/branding/logo`).expect(404)
    expect((await putLogo(PNG).expect(200)).body).toMatchObject({ logo: { bytes: PNG.length } })
    const { body } = await grace.browser.get(`${coast.base}/compliance/branding/logo`).buffer(true).expect(200)
    expect(body).toEqual(PNG)
    const branding = await coast.api.database.inOrganization(coast.organizationId, (tx) =>
      coast.api.app.get(Branding).of(tx),
    )
    expect(branding).toEqual({ ...ours, logo: PNG })
    await putLogo(Buffer.from('<svg/>')).expect(415)
    await putLogo(Buffer.concat([PNG, Buffer.alloc(200_000)])).expect(413)
    await grace.browser.delete(`${coast.base}/compliance/branding/logo`).expect(204)
    expect(await coast.get<BrandingView>('/compliance/branding')).toMatchObject({ ...ours, logo: null })
  })
})
