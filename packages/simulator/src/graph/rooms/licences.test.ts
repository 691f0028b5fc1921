import { describe, expect, it } from 'vitest'
import { useCompany } from '../../../test/people.js'

const company = useCompany()
const { get, call } = company

const E5 = '06ebc4ee-1bb5-47dd-8120-11324bc54e06'
const F1 = '66b55226-6b4f-492c-910c-a3b7a3c9d993'
const VISIO = 'c5928f49-12ba-48f7-ada3-0d743a3601d5'

const message = (body: Record<string, unknown>) => (body['error'] as { message: string }).message

async function sku(skuId: string): Promise<{ consumedUnits: number; enabled: number; warning: number }> {
  const found = (await get('/subscribedSkus')).body.value.find((candidate) => candidate['skuId'] === skuId)
  return {
    ...(found!['prepaidUnits'] as { enabled: number; warning: number }),
    consumedUnits: Number(found!['consumedUnits']),
  }
}

const assign = (id: string, add: string[], remove: string[] = [], disabledPlans: string[] = []) =>
  call('POST', `/users/${id}/assignLicense`, {
    addLicenses: add.map((skuId) => ({ skuId, disabledPlans })),
    removeLicenses: remove,
  })

const located = () => company.person({ usageLocation: 'NL' })

describe('purchased licences', () => {
  it('are counted by those who hold them', async () => {
    const holders = await get(`/users/$count?$filter=assignedLicenses/any(l:l/skuId eq ${E5})`, {
      consistencylevel: 'eventual',
    })
    expect((await sku(E5)).consumedUnits).toBe(Number(holders.body))
  })

  it('agree with the subscriptions they come from', async () => {
    const skus = (await get('/subscribedSkus')).body.value
    const subscriptions = (await get('/directory/subscriptions')).body.value
    for (const { skuId, prepaidUnits, subscriptionIds } of skus) {
      const own = subscriptions.filter((subscription) => subscription['skuId'] === skuId)
      expect(own.map(({ id }) => id)).toEqual(subscriptionIds)
      const units = Object.values(prepaidUnits as Record<string, number>).reduce((sum, count) => sum + count, 0)
      expect(own.reduce((sum, { totalLicenses }) => sum + Number(totalLicenses), 0)).toBe(units)
    }
  })

  it('take neither $filter nor $top', async () => {
    expect((await get("/subscribedSkus?$filter=skuPartNumber eq 'SPE_E5'")).status).toBe(400)
    expect((await get('/subscribedSkus?$top=1')).status).toBe(400)
  })

  it('are wasted in part: on accounts that are switched off, and twice on some people', async () => {
    const { value } = (await get('/users?$top=999&$select=accountEnabled,assignedLicenses')).body
    const suites = value.map(({ assignedLicenses }) =>
      (assignedLicenses as { skuId: string }[]).filter(({ skuId }) =>
        [E5, '05e9a617-0261-4cee-bb44-138d3ef5d965'].includes(skuId),
      ),
    )
    expect(suites.some((held) => held.length === 2)).toBe(true)
    expect(
      value.some((user) => user['accountEnabled'] === false && (user['assignedLicenses'] as unknown[]).length > 0),
    ).toBe(true)
  })
})

describe('assigning a licence (§9.21)', () => {
  it('answers the user, moves consumedUnits and brings plans and a mailbox', async () => {
    const id = await located()
    const before = await sku(E5)
    const { status, body } = await assign(id, [E5])
    expect([status, body['id']]).toEqual([200, id])
    expect((await sku(E5)).consumedUnits).toBe(before.consumedUnits + 1)
    const after = (await get(`/users/${id}?$select=mail,userPrincipalName,assignedLicenses,assignedPlans`)).body
    expect(after['mail']).toBe(after['userPrincipalName'])
    expect(after['assignedLicenses']).toEqual([{ skuId: E5, disabledPlans: [] }])
    expect((await get(`/users/${id}/licenseDetails`)).body.value).toMatchObject([{ skuPartNumber: 'SPE_E5' }])
    expect((await assign(id, [], [E5])).status).toBe(200)
    expect((await sku(E5)).consumedUnits).toBe(before.consumedUnits)
  })

  it('shows in consumedUnits after the delay of lists', async () => {
    const id = await located()
    company.tenant.replicateSlowly({ readSeconds: 0, listSeconds: 30, indexSeconds: 30 })
    const before = (await sku(E5)).consumedUnits
    await assign(id, [E5])
    expect((await sku(E5)).consumedUnits).toBe(before)
    company.simulator.advanceClock(31)
    expect((await sku(E5)).consumedUnits).toBe(before + 1)
  })

  it('switches plans off that are named', async () => {
    const id = await located()
    const [detail] = (await get('/subscribedSkus')).body.value
    const yammer = (detail!['servicePlans'] as { servicePlanName: string; servicePlanId: string }[]).find(
      ({ servicePlanName }) => servicePlanName === 'YAMMER_ENTERPRISE',
    )!
    expect((await assign(id, [E5], [], [yammer.servicePlanId])).status).toBe(200)
    const [held] = (await get(`/users/${id}/licenseDetails`)).body.value
    expect(held!['servicePlans']).toContainEqual(expect.objectContaining({ ...yammer, provisioningStatus: 'Disabled' }))
  })

  it.each([
    ['addLicenses', { removeLicenses: [] }],
    ['removeLicenses', { addLicenses: [] }],
  ])('needs both collections: %s is missed', async (name, body) => {
    const id = await located()
    const answer = await call('POST', `/users/${id}/assignLicense`, body)
    expect([answer.status, message(answer.body)]).toEqual([400, expect.stringContaining(name)])
  })

  it('is refused without a usage location', async () => {
    const { status, body } = await assign(await company.person(), [E5])
    expect([status, message(body)]).toEqual([400, expect.stringContaining('usage location')])
  })

  it('is refused when nothing is left, and possible once somebody gives one back', async () => {
    const { enabled, warning, consumedUnits } = await sku(VISIO)
    const free = enabled + warning - consumedUnits
    const people = await Promise.all(Array.from({ length: free + 1 }, located))
    for (const id of people.slice(0, free)) expect((await assign(id, [VISIO])).status).toBe(200)
    const { status, body } = await assign(people[free]!, [VISIO])
    expect([status, message(body)]).toEqual([400, expect.stringContaining('does not have any available licenses')])
    await assign(people[0]!, [], [VISIO])
    expect((await assign(people[free]!, [VISIO])).status).toBe(200)
  })

  it('is refused for a product that the company does not own, and for a plan of another product', async () => {
    const id = await located()
    expect(message((await assign(id, ['c7df2760-2c81-4ef7-b578-5b5392b571df'])).body)).toContain(
      'valid company License',
    )
    expect((await assign(id, [VISIO], [], ['0feaeb32-d00e-4d66-bd5a-43b5b83db82c'])).status).toBe(400)
    expect((await assign(id, ['no-guid'])).status).toBe(400)
  })

  it('is refused where plans exclude each other', async () => {
    const id = await located()
    expect((await assign(id, [F1])).status).toBe(200)
    const { status, body } = await assign(id, [E5])
    expect([status, message(body)]).toEqual([400, expect.stringContaining('mutually exclusive')])
    expect((await assign(id, [E5], [F1])).status).toBe(200)
  })

  it('cannot take what is not there', async () => {
    const { status, body } = await assign(await located(), [], [E5])
    expect([status, message(body)]).toEqual([400, 'User does not have a corresponding license.'])
  })
})

describe('a licence of a group', () => {
  const reference = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` })

  async function group(facts: Record<string, unknown> = {}): Promise<string> {
    const { body } = await call('POST', '/groups', {
      displayName: 'Designers',
      mailEnabled: false,
      mailNickname: 'designers',
      securityEnabled: true,
      ...facts,
    })
    return String(body['id'])
  }

  const give = (id: string, add: string[], remove: string[] = []) =>
    call('POST', `/groups/${id}/assignLicense`, {
      addLicenses: add.map((skuId) => ({ skuId, disabledPlans: [] })),
      removeLicenses: remove,
    })

  const licences = async (id: string) =>
    (await get(`/users/${id}?$select=assignedLicenses,licenseAssignmentStates`)).body as unknown as {
      assignedLicenses: { skuId: string }[]
      licenseAssignmentStates: Record<string, unknown>[]
    }

  it('reaches its members, those who join later too, and leaves with those who leave', async () => {
    const [id, early, late] = [await group(), await located(), await located()]
    await call('POST', `/groups/${id}/members/$ref`, reference(early))
    expect((await give(id, [E5])).status).toBe(202)
    await call('POST', `/groups/${id}/members/$ref`, reference(late))
    for (const member of [early, late]) {
      expect(await licences(member)).toMatchObject({
        assignedLicenses: [{ skuId: E5 }],
        licenseAssignmentStates: [{ skuId: E5, assignedByGroup: id, state: 'Active', error: 'None' }],
      })
    }
    const { status, body } = await assign(early, [], [E5])
    expect([status, message(body)]).toEqual([400, expect.stringContaining('inherited from a group')])
    await call('DELETE', `/groups/${id}/members/${early}/$ref`)
    expect((await licences(early)).assignedLicenses).toEqual([])
    await give(id, [], [E5])
    expect((await licences(late)).assignedLicenses).toEqual([])
  })

  it('is an error among the states of whoever comes too late for the last unit', async () => {
    const id = await group()
    const { enabled, warning, consumedUnits } = await sku(VISIO)
    const people = await Promise.all(Array.from({ length: enabled + warning - consumedUnits + 1 }, located))
    for (const person of people) await call('POST', `/groups/${id}/members/$ref`, reference(person))
    await give(id, [VISIO])
    const states = await Promise.all(people.map(async (person) => (await licences(person)).licenseAssignmentStates[0]))
    expect(states.filter((state) => state!['error'] === 'CountViolation')).toHaveLength(1)
    expect((await sku(VISIO)).consumedUnits).toBe(enabled + warning)
  })

  it('takes a while to reach its members', async () => {
    const [id, member] = [await group(), await located()]
    await call('POST', `/groups/${id}/members/$ref`, reference(member))
    company.tenant.replicateSlowly({ readSeconds: 0, listSeconds: 0, indexSeconds: 120 })
    await give(id, [VISIO])
    expect((await licences(member)).assignedLicenses).toEqual([])
    company.simulator.advanceClock(121)
    expect((await licences(member)).assignedLicenses).toMatchObject([{ skuId: VISIO }])
  })

  it('needs Entra ID P1, and a group for security', async () => {
    const mail = await group({ mailEnabled: true, securityEnabled: false, groupTypes: ['Unified'] })
    expect((await give(mail, [VISIO])).status).toBe(400)
    const id = await group({ mailNickname: 'others' })
    company.tenant.unlicense()
    expect((await give(id, [VISIO])).status).toBe(400)
  })
})
