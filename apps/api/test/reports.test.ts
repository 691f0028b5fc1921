import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AuditLog } from '../src/audit/audit-log.js'
import { ReportDocument } from '../src/reports/report-model.js'
import { Inspection } from './support/inspection.js'
import { rowOf } from './support/marina.js'
import { createOrganization, join, type TestPerson } from './support/people.js'

let inspection: Inspection
let grace: TestPerson
let seaside: string
let bayview: string

beforeAll(async () => {
  inspection = await Inspection.begin()
  grace = await join(inspection.api, inspection.owner, 'approver', 'Grace')
})
afterAll(() => inspection.end())
beforeEach(async () => {
  inspection.world.reset()
  await inspection.api.ownerDatabase.asOwner('delete from exceptions')
  ;[seaside, bayview] = (await inspection.onlyHas('Seaside', 'Bayview')) as [string, string]
  takeBerths('B')
})

const takeBerths = (letters: string) =>
  inspection.world.answers.set('/berths', {
    items: [...rowOf('ABCDE')].map((one) => ({ ...one, taken: letters.includes(one.id) })),
  })
const assess = (...tenantIds: string[]) => inspection.work.run({ tenantIds })
const get = (path: string, person = inspection.owner) =>
  person.browser.get(`${inspection.work.base}${path}`).responseType('text')
const text = async (path: string) => String((await get(path).expect(200)).body as Buffer)
const about = async (tenantId: string, query = '') =>
  ReportDocument.parse(JSON.parse(await text(`/tenants/${tenantId}/reports/json${query}`)))
const aboutAll = async (query = '') => ReportDocument.parse(JSON.parse(await text(`/compliance/reports/json${query}`)))
const standings = ({ tenants: [tenant] }: ReportDocument) =>
  Object.fromEntries((tenant?.verdicts ?? []).map(({ control, standing, cause }) => [control, cause ?? standing]))
const post = async (path: string, body: object, person = inspection.owner) =>
  (await person.browser.post(`${inspection.work.base}${path}`).send(body)).body as { id: string }
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

async function acceptBerths(): Promise<string> {
  const { id } = await post('/exceptions', {
    control: 'harbour-berths-free',
    tenantIds: [seaside],
    reason: 'The owner is at sea',
    compensatingControl: 'A guard',
    expiresAt: inDays(30),
  })
  return id
}
const approve = (id: string) => post(`/exceptions/${id}/approve`, { note: 'Fine' }, grace)

describe('a report about a tenant', () => {
  it('tells what stands, with evidence, sources, versions and the score that the posture has (S4.52)', async () => {
    await assess(seaside)
    const report = await about(seaside)
    expect(report).toMatchObject({
      scope: 'tenant',
      byFramework: false,
      evidence: 'full',
      organization: { name: 'Analytical Engines' },
      overview: [
        {
          tenant: { name: 'Seaside' },
          assessment: { judgedBy: [{}, { name: 'Rules of the harbour', version: '1.2.0' }] },
        },
      ],
      failing: [{ control: 'harbour-berths-free', tenants: 1 }],
    })
    expect(standings(report)).toEqual({
      'harbour-berths-free': 'fail',
      'harbour-fees-fair': 'pass',
      'marina-quiet': 'pass',
      'harbour-drill': 'manual',
      'harbour-lit': 'pass',
      'harbour-tide-known': 'notRead',
    })
    const [tenant] = report.tenants
    const { score } = await inspection.work.posture(seaside)
    expect(tenant?.score).toEqual(score)
    expect(report.overview[0]?.score).toEqual(score)
    expect(tenant?.verdicts.find(({ control }) => control === 'harbour-berths-free')?.evidence).toHaveLength(5)
    expect(tenant?.sources.find(({ resource }) => resource === 'marina.tide')).toMatchObject({
      status: 'notRead',
      why: 'Nobody publishes tide tables.',
    })
    expect(tenant?.snapshot).toMatchObject({ number: expect.any(Number), complete: true })
  })

  it('by framework holds its controls alone, each requirement as well as the worst of them', async () => {
    await assess(seaside)
    const report = await about(seaside, '?framework=harbour-code')
    expect(report.controls.map(({ id }) => id).toSorted()).toEqual([
      'harbour-berths-free',
      'harbour-drill',
      'harbour-fees-fair',
      'marina-quiet',
    ])
    expect(report.tenants[0]?.frameworks).toMatchObject([
      {
        framework: 'harbour-code',
        requirements: [
          { requirement: 'HC.1', standing: 'fail' },
          { requirement: 'HC.2', standing: 'pass' },
          { requirement: 'HC.3', standing: 'manual' },
        ],
      },
    ])
    await get(`/tenants/${seaside}/reports/json?framework=harbour-code&framework=unknown`).expect(404)
  })

  it('tells an exception from the day it is approved to the day it ends, and who approved it (S4.49)', async () => {
    await assess(seaside)
    const id = await acceptBerths()
    const asked = await about(seaside)
    expect(standings(asked)['harbour-berths-free']).toBe('fail')
    expect(asked.tenants[0]?.exceptions).toMatchObject([{ id, status: 'requested', decidedBy: null }])
    await approve(id)
    const approved = await about(seaside)
    expect(standings(approved)['harbour-berths-free']).toBe('excepted')
    expect(approved.tenants[0]?.exceptions).toMatchObject([
      { id, status: 'active', decidedBy: 'Grace', reason: 'The owner is at sea', compensatingControl: 'A guard' },
    ])
    expect(approved.tenants[0]?.score).toEqual((await inspection.work.posture(seaside)).score)
    await inspection.api.ownerDatabase.asOwner(`update exceptions set expires_at = now() where id = $1`, [id])
    expect(standings(await about(seaside))['harbour-berths-free']).toBe('fail')
  })

  it('tells what a person attested in that person’s words (S4.48)', async () => {
    await assess(seaside)
    await post('/attestations', {
      control: 'harbour-drill',
      tenantIds: [seaside],
      verdict: 'pass',
      statement: 'The log of 3 November names all.',
      validUntil: inDays(90),
    })
    const [tenant] = (await about(seaside)).tenants
    expect(tenant?.verdicts.find(({ control }) => control === 'harbour-drill')).toMatchObject({
      standing: 'pass',
      reason: 'The log of 3 November names all.',
    })
    expect(tenant?.attestations).toMatchObject([{ control: 'harbour-drill', by: 'Ada' }])
    expect(tenant?.score).toEqual((await inspection.work.posture(seaside)).score)
  })

  it('of an older assessment tells what that one found, as people had decided then', async () => {
    const first = await assess(seaside)
    takeBerths('')
    await assess(seaside)
    const id = await acceptBerths()
    await approve(id)
    expect(standings(await about(seaside))['harbour-berths-free']).toBe('pass')
    const then = await about(seaside, `?assessment=${first.id}`)
    expect(standings(then)['harbour-berths-free']).toBe('fail')
    expect(then.tenants[0]?.exceptions).toEqual([])
    await get(`/tenants/${bayview}/reports/json?assessment=${first.id}`).expect(404)
  })

  it('N28 tells what turned since the assessment before, and which object had changed', async () => {
    await assess(seaside)
    takeBerths('')
    await assess(seaside)
    const [tenant] = (await about(seaside)).tenants
    expect(tenant?.changes).toMatchObject([
      {
        control: 'harbour-berths-free',
        from: { verdict: 'fail' },
        to: { verdict: 'pass' },
        because: 'objects',
        objects: [{ name: 'Berth B', kind: 'changed' }],
      },
    ])
    expect(await text(`/tenants/${seaside}/reports/html`)).toContain('What changed since')
  })

  it('says of a tenant that was never assessed that nothing is known', async () => {
    expect(await about(seaside)).toMatchObject({
      asOf: null,
      overview: [{ assessment: null, snapshot: null, score: { percent: null } }],
      tenants: [{ verdicts: [] }],
    })
    expect(await text(`/tenants/${seaside}/reports/html`)).toContain('It neither passes nor fails.')
  })

  it.each([
    ['html', 'text/html; charset=utf-8', 'inline', 'html'],
    ['csv', 'text/csv; charset=utf-8', 'attachment', 'csv'],
    ['json', 'application/json', 'attachment', 'json'],
    ['sarif', 'application/sarif+json', 'attachment', 'sarif'],
    ['oscal', 'application/json', 'attachment', 'oscal.json'],
  ])(
    'comes as %s under a name that says whose it is and of which day, and can run nothing',
    async (format, type, how, ending) => {
      await assess(seaside)
      const { headers } = await get(`/tenants/${seaside}/reports/${format}`).expect(200)
      const day = new Date().toISOString().slice(0, 10)
      expect(headers).toMatchObject({
        'content-type': type,
        'content-disposition': `${how}; filename="compliance-seaside-${day}.${ending}"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      const directives = String(headers['content-security-policy']).split('; ')
      expect(directives).toContain("default-src 'none'")
      const sandbox = directives.find((directive) => directive.startsWith('sandbox'))
      expect(sandbox).toBeDefined()
      expect(sandbox).not.toMatch(/allow-(scripts|same-origin|forms|top-navigation)/)
      expect(headers['x-frame-options']).toBe(format === 'html' ? 'SAMEORIGIN' : 'DENY')
    },
  )

  it('shows the branding of the organization', async () => {
    await inspection.owner.browser
      .put(`${inspection.work.base}/compliance/branding`)
      .send({ name: 'Harbour & Sons', accentColour: '#b0306a', footer: 'For your eyes only' })
      .expect(200)
    const page = await text(`/tenants/${seaside}/reports/html`)
    expect(page).toContain('Harbour &amp; Sons')
    expect(page).toContain('--accent: #b0306a')
    expect(page).toContain('For your eyes only')
  })

  it('is read by those who may see compliance, and each is in the audit log with who took it', async () => {
    await assess(seaside)
    const auditor = await join(inspection.api, inspection.owner, 'auditor', 'Bo')
    await get(`/tenants/${seaside}/reports/csv?framework=harbour-code`, auditor).expect(200)
    const { items } = await inspection.api.app.get(AuditLog).page(inspection.owner.organizationId, { limit: 1 })
    expect(items).toMatchObject([
      {
        action: 'report.made',
        actor: { name: 'Bo' },
        subject: { kind: 'tenant', name: 'Seaside' },
        details: { format: 'csv', frameworks: ['harbour-code'], evidence: 'full', tenants: 1 },
      },
    ])
  })

  it('S-15 does not exist for another organization, nor in a format that there is not', async () => {
    const other = await createOrganization(inspection.owner)
    const from = (path: string) => inspection.owner.browser.get(`/api/v1/organizations/${other}${path}`)
    await from(`/tenants/${seaside}/reports/html`).expect(404)
    await from(`/compliance/reports/html?tenantIds=${seaside}`).expect(404)
    await get(`/tenants/${seaside}/reports/docx`).expect(404)
  })
})

describe('a report about several tenants', () => {
  it('C34 is one document about all, worst first, with the fix that has most effect', async () => {
    await assess(seaside, bayview)
    const report = await aboutAll()
    expect(report.overview.map(({ tenant }) => tenant.name)).toEqual(['Bayview', 'Seaside'])
    expect(report.tenants.map(({ tenant }) => tenant.name)).toEqual(['Bayview', 'Seaside'])
    expect(report.failing).toEqual([{ control: 'harbour-berths-free', tenants: 2 }])
    const page = await text('/compliance/reports/html')
    expect(page).toContain('Fails in 2 tenants.')
    expect(page).toContain('id="t2-summary"')
  })

  it('keeps the evidence of failures alone unless all is asked for, and says how much it leaves out', async () => {
    takeBerths('')
    await assess(seaside)
    const evidence = async (query: string) => {
      const report = await aboutAll(`?tenantIds=${seaside}${query}`)
      const verdict = report.tenants[0]?.verdicts.find(({ control }) => control === 'harbour-berths-free')
      return [report.evidence, verdict?.evidence.length, verdict?.evidenceLeftOut]
    }
    expect(await evidence('')).toEqual(['summary', 0, 5])
    expect(await evidence('&evidence=full')).toEqual(['full', 5, 0])
  })

  it('is about those that are chosen by id, by filter or by assessment', async () => {
    const run = await assess(bayview)
    const names = async (query: string) => (await aboutAll(query)).tenants.map(({ tenant }) => tenant.name)
    expect(await names(`?tenantIds=${seaside}&tenantIds=${bayview}`)).toEqual(['Bayview', 'Seaside'])
    expect(await names('?q=sea')).toEqual(['Seaside'])
    expect(await names(`?assessment=${run.id}`)).toEqual(['Bayview'])
    await get('/compliance/reports/json?q=nobody').expect(422)
    await get(`/compliance/reports/json?assessment=${inspection.connectionId}`).expect(404)
    await get('/compliance/reports/json?tenantIds=nonsense').expect(422)
  })

  it('comes tenant by tenant, so that the first is sent before the last is read', async () => {
    const ids = await inspection.onlyHas(
      ...Array.from({ length: 12 }, (_, index) => `Pier ${String(index).padStart(2, '0')}`),
    )
    await assess(...ids)
    const answer = await fetch(`${inspection.api.url}${inspection.work.base}/compliance/reports/json?evidence=full`, {
      headers: { cookie: await cookieOf() },
    })
    const first = await answer.body?.getReader().read()
    expect(answer.headers.get('content-length')).toBeNull()
    expect(Buffer.from(first?.value ?? []).toString()).toContain('"format":"tenantry-report"')
    expect((await aboutAll()).tenants).toHaveLength(12)
  })
})

/** A sign-in of its own, for requests that are not made with the browser of tests. */
async function cookieOf(): Promise<string> {
  const { email, password } = inspection.owner
  const answer = await fetch(`${inspection.api.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tenantry': '1' },
    body: JSON.stringify({ email, password }),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
