import { describe, expect, it } from 'vitest'
import { useCompany } from '../../../test/people.js'

const company = useCompany()
const { get, call } = company

const daysAgo = (days: number) => new Date(company.simulator.now().getTime() - days * 86_400_000).toISOString()
const code = (body: Record<string, unknown>) => (body['error'] as { code: string }).code

describe('an unlicensed tenant (§9.27)', () => {
  it.each([
    ['/auditLogs/signIns', 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'],
    ['/reports/authenticationMethods/userRegistrationDetails', 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'],
    ['/identityProtection/riskyUsers', 'Forbidden'],
    ['/identityProtection/riskDetections', 'Forbidden'],
  ])('is refused %s', async (path, expected) => {
    expect((await get(`${path}?$top=1`)).status).toBe(200)
    company.tenant.unlicense()
    const { status, body } = await get(`${path}?$top=1`)
    expect([status, code(body)]).toEqual([403, expected])
  })

  it('keeps its audit log for seven days, a licensed one for thirty', async () => {
    const since = (days: number) =>
      get(`/auditLogs/directoryAudits?$top=999&$filter=activityDateTime ge ${daysAgo(days)}`)
    expect((await since(29)).status).toBe(200)
    expect((await since(40)).status).toBe(400)
    company.tenant.unlicense()
    expect((await since(29)).status).toBe(400)
    const { value } = (await since(6)).body
    expect(value.every((entry) => String(entry['activityDateTime']) > daysAgo(7))).toBe(true)
  })
})

describe('the sign-in log', () => {
  it('is newest first and agrees with everybody’s sign-in activity', async () => {
    const { value } = (await get('/auditLogs/signIns?$top=1000')).body
    const times = value.map(({ createdDateTime }) => String(createdDateTime))
    expect(times).toEqual([...times].sort().reverse())
    const { userId, createdDateTime } = value[0]!
    const { signInActivity } = (await get(`/users/${String(userId)}?$select=signInActivity`)).body
    expect(signInActivity).toMatchObject({ lastSignInDateTime: createdDateTime })
  })

  it('tells of interactive sign-ins; of others only in beta, where their kind is named', async () => {
    const { value } = (await get('/auditLogs/signIns?$top=1000')).body
    expect(value.every(({ isInteractive }) => isInteractive)).toBe(true)
    const filter = "$filter=signInEventTypes/any(t:t eq 'nonInteractiveUser')"
    const others = (await get(`${company.simulator.graph}/beta/auditLogs/signIns?${filter}`)).body.value
    expect(others.length).toBeGreaterThan(0)
    expect(others.some(({ isInteractive }) => isInteractive)).toBe(false)
  })

  it.each([
    ['$select', '$select=id'],
    ['an order by anything but time', '$orderby=userPrincipalName'],
    ['a page of more than a thousand', '$top=1001'],
  ])('refuses %s', async (_, query) => {
    expect((await get(`/auditLogs/signIns?${query}`)).status).toBe(400)
  })

  it('cannot be asked for what is no longer kept', async () => {
    expect((await get(`/auditLogs/signIns?$filter=createdDateTime ge ${daysAgo(29)}`)).status).toBe(200)
    expect((await get(`/auditLogs/signIns?$filter=createdDateTime ge ${daysAgo(60)}`)).status).toBe(400)
  })
})

describe('people at risk', () => {
  const risky = (id: string) => get(`/identityProtection/riskyUsers/${id}`)

  it('come with the detections that put them there', async () => {
    const people = (await get("/identityProtection/riskyUsers?$filter=riskState eq 'atRisk'")).body.value
    const detections = (await get('/identityProtection/riskDetections?$top=500')).body.value
    expect(people.length).toBeGreaterThan(0)
    expect(new Set(detections.map(({ userId }) => userId))).toEqual(new Set(people.map(({ id }) => id)))
  })

  it('are dismissed, with a line in their history', async () => {
    const [{ id }] = (await get('/identityProtection/riskyUsers?$top=1')).body.value as [{ id: string }]
    expect((await call('POST', '/identityProtection/riskyUsers/dismiss', { userIds: [id] })).status).toBe(204)
    expect((await risky(id)).body).toMatchObject({
      riskState: 'dismissed',
      riskLevel: 'none',
      riskDetail: 'adminDismissedAllRiskForUser',
    })
    const history = (await get(`/identityProtection/riskyUsers/${id}/history`)).body.value
    expect(history.map(({ riskState }) => riskState)).toEqual(['atRisk', 'dismissed'])
  })

  it('are confirmed, even if nobody had seen a risk', async () => {
    const id = await company.person()
    expect((await risky(id)).status).toBe(404)
    await call('POST', '/identityProtection/riskyUsers/confirmCompromised', { userIds: [id] })
    expect((await risky(id)).body).toMatchObject({ riskState: 'confirmedCompromised', riskLevel: 'high' })
    await call('POST', '/identityProtection/riskyUsers/confirmSafe', { userIds: [id] })
    expect((await risky(id)).body).toMatchObject({ riskState: 'confirmedSafe', riskLevel: 'none' })
  })

  it.each([
    ['nobody', { userIds: [] }],
    ['no list', {}],
    ['more than sixty', { userIds: Array.from({ length: 61 }, () => '00000000-0000-4000-8000-000000000000') }],
  ])('cannot be dismissed as %s', async (_, body) => {
    expect((await call('POST', '/identityProtection/riskyUsers/dismiss', body)).status).toBe(400)
  })
})
