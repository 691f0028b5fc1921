import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, graph, tokenOf } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'

const DAY = 86_400

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', trafficFile: null })
})
beforeEach(async () => {
  simulator.reset()
  token = await tokenOf(simulator)
})
afterAll(() => simulator.stop())

const get = (path: string, headers: Record<string, string> = {}) => graph(simulator, token, path, { headers })
const send = (method: string, path: string, body?: object) => graph(simulator, token, path, { method, body })

interface Round {
  items: Record<string, unknown>[]
  deltaLink: string
  pages: Answer[]
}

/** A whole round, as a client would go through it. */
async function round(first: string, headers: Record<string, string> = {}): Promise<Round> {
  const pages: Answer[] = []
  for (let link: string | undefined = first; link !== undefined;) {
    const page = await get(link, headers)
    if (page.status !== 200) throw new Error(JSON.stringify(page.body))
    pages.push(page)
    link = page.body['@odata.nextLink'] as string | undefined
  }
  const deltaLink = String(pages.at(-1)?.body['@odata.deltaLink'])
  return { items: pages.flatMap(({ body }) => body.value), deltaLink, pages }
}

/** A security group of the cloud's own, which anyone allowed may write to. */
async function someGroup(): Promise<string> {
  const body = { displayName: 'Tracked', mailEnabled: false, mailNickname: 'tracked', securityEnabled: true }
  return String((await send('POST', '/groups', body)).body['id'])
}

async function someUsers(count: number): Promise<string[]> {
  const { body } = await get(`/users?$top=${count}&$select=id`)
  return body.value.map(({ id }) => String(id))
}

const directoryObject = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` })

describe('a first round', () => {
  it('tells of every object, page by page, with one link on each (§9.17)', async () => {
    const { items, pages } = await round('/users/delta?$select=displayName')
    const { body } = await get('/users?$select=id&$top=999')
    expect(new Set(items.map(({ id }) => id))).toEqual(new Set(body.value.map(({ id }) => id)))
    expect(pages.length).toBeGreaterThan(1)
    for (const { body: page } of pages) {
      expect('@odata.nextLink' in page).toBe(!('@odata.deltaLink' in page))
    }
  })

  it('tells of derived properties what the list of users tells', async () => {
    const query = '$select=id,licenseAssignmentStates,assignedPlans,identities'
    const { items } = await round(`/users/delta?${query}`)
    const { body } = await get(`/users?${query}&$top=999`)
    const told = new Map(items.map((item) => [item['id'], item]))
    expect([...told.values()]).toEqual(expect.arrayContaining(body.value))
    expect(told.size).toBe(body.value.length)
    expect(items.some(({ assignedPlans }) => (assignedPlans as unknown[]).length > 0)).toBe(true)
  })

  it('tells of the members of groups', async () => {
    const { items } = await round('/groups/delta?$select=displayName,members')
    const group = items.find((item) => item['members@delta'])?.['id']
    const pieces = items.filter(({ id }) => id === group)
    const told = pieces.flatMap((piece) => piece['members@delta'] as { id: string }[])
    const { body } = await get(`/groups/${String(group)}/members?$select=id&$top=999`)
    expect(new Set(told.map(({ id }) => id))).toEqual(new Set(body.value.map(({ id }) => id)))
  })

  it('is passed over with $deltatoken=latest', async () => {
    const { body } = await get('/users/delta?$deltatoken=latest')
    expect(body.value).toEqual([])
    expect(body['@odata.deltaLink']).toEqual(expect.any(String))
  })

  it.each(['$top=5', '$expand=manager', '$orderby=displayName', '$search="displayName:a"', '$count=true', '$skip=1'])(
    'with %s is refused (§9.18)',
    async (option) => {
      expect((await get(`/users/delta?${option}`)).status).toBe(400)
    },
  )

  it('follows up to 50 objects by their ids, and nothing else', async () => {
    const ids = await someUsers(51)
    const filter = (count: number) =>
      ids
        .slice(0, count)
        .map((id) => `id eq '${id}'`)
        .join(' or ')
    const { items } = await round(`/users/delta?$filter=${encodeURIComponent(filter(50))}`)
    expect(new Set(items.map(({ id }) => id))).toEqual(new Set(ids.slice(0, 50)))
    expect((await get(`/users/delta?$filter=${encodeURIComponent(filter(51))}`)).status).toBe(400)
    expect((await get("/users/delta?$filter=displayName eq 'Ada'")).status).toBe(400)
  })
})

describe('a later round', () => {
  it('tells what was selected of an object, changed or not', async () => {
    const group = await someGroup()
    const { deltaLink } = await round('/groups/delta?$select=displayName,description,mailNickname')
    await send('PATCH', `/groups/${group}`, { description: 'About it' })
    const { items } = await round(deltaLink)
    expect(items).toContainEqual({
      id: group,
      displayName: 'Tracked',
      description: 'About it',
      mailNickname: 'tracked',
    })
  })

  it('tells only what changed to those who prefer it', async () => {
    const group = await someGroup()
    const { deltaLink } = await round('/groups/delta?$select=displayName,description')
    await send('PATCH', `/groups/${group}`, { description: 'About it' })
    const { items } = await round(deltaLink, { prefer: 'return=minimal' })
    expect(items[0]).toEqual({ id: group, description: 'About it' })
  })

  it('says nothing of what was not selected', async () => {
    const group = await someGroup()
    const { deltaLink } = await round('/groups/delta?$select=displayName')
    await send('PATCH', `/groups/${group}`, { description: 'About it' })
    expect((await round(deltaLink)).items).toEqual([])
  })

  it('tells of derived properties when what they are derived from was changed', async () => {
    const person = {
      accountEnabled: true,
      displayName: 'New',
      mailNickname: 'new',
      passwordProfile: { password: 'Xy7-long' },
    }
    const made = await send('POST', '/users', { ...person, userPrincipalName: 'new@adatum.example' })
    const { deltaLink } = await round('/users/delta?$select=identities')
    await send('PATCH', `/users/${String(made.body['id'])}`, { userPrincipalName: 'renamed@adatum.example' })
    const { items } = await round(deltaLink)
    expect(items[0]).toMatchObject({
      id: made.body['id'],
      identities: [{ issuerAssignedId: 'renamed@adatum.example' }],
    })
    expect(items[0]).not.toHaveProperty('userPrincipalName')
  })

  it('tells which members came and which went', async () => {
    const group = await someGroup()
    const [first = '', second = ''] = await someUsers(2)
    await send('POST', `/groups/${group}/members/$ref`, directoryObject(first))
    const { deltaLink } = await round('/groups/delta?$select=members')
    await send('DELETE', `/groups/${group}/members/${first}/$ref`)
    await send('POST', `/groups/${group}/members/$ref`, directoryObject(second))
    const { items } = await round(deltaLink)
    const members = items.find(({ id }) => id === group)?.['members@delta']
    expect(members).toHaveLength(2)
    expect(members).toEqual(
      expect.arrayContaining([
        { '@odata.type': '#microsoft.graph.user', id: first, '@removed': { reason: 'deleted' } },
        { '@odata.type': '#microsoft.graph.user', id: second },
      ]),
    )
  })

  it('tells what was deleted and can be restored from what is gone for good', async () => {
    const [kept, purged] = [await someGroup(), await someGroup()]
    const unified = { mailEnabled: true, securityEnabled: false, groupTypes: ['Unified'] }
    const create = (mailNickname: string) => send('POST', '/groups', { displayName: 'Team', mailNickname, ...unified })
    const restorable = String((await create('restorable')).body['id'])
    const { deltaLink } = await round('/groups/delta?$select=displayName')
    for (const id of [kept, purged, restorable]) await send('DELETE', `/groups/${id}`)
    const later = await round(deltaLink)
    expect(later.items).toContainEqual({ id: restorable, '@removed': { reason: 'changed' } })
    expect(later.items).toContainEqual({ id: kept, '@removed': { reason: 'deleted' } })
    await send('POST', `/directory/deletedItems/${restorable}/restore`)
    const { items } = await round(later.deltaLink)
    expect(items).toContainEqual({ id: restorable, displayName: 'Team' })
  })
})

describe('a delta token', () => {
  it('holds for seven days, and then leads to a fresh start (§9.17)', async () => {
    const { deltaLink } = await round('/groups/delta?$select=displayName')
    simulator.advanceClock(7 * DAY - 60)
    token = await tokenOf(simulator)
    expect((await get(deltaLink)).status).toBe(200)
    simulator.advanceClock(120)
    token = await tokenOf(simulator)
    const expired = await get(deltaLink)
    expect(expired).toMatchObject({ status: 410, body: { error: { code: 'resyncRequired' } } })
    const location = String(expired.headers.get('location'))
    expect(location).toMatch(/\/groups\/delta\?\$select=displayName&\$deltatoken=$/)
    expect((await get(location)).status).toBe(200)
  })

  it('can be made to expire at any time, in either way', async () => {
    const { deltaLink } = await round('/groups/delta?$select=displayName')
    simulator.addFault({ kind: 'expireDelta', as: '400', times: 1 })
    expect(await get(deltaLink)).toMatchObject({ status: 400, body: { error: { code: 'syncStateNotFound' } } })
    simulator.addFault({ kind: 'expireDelta', as: '410', times: 1 })
    expect(await get(deltaLink)).toMatchObject({ status: 410, body: { error: { code: 'resyncRequired' } } })
    expect((await get(deltaLink)).status).toBe(200)
  })

  it('takes no other options, and no changes', async () => {
    const { deltaLink } = await round('/groups/delta?$select=displayName')
    expect((await get(`${deltaLink}&$select=description`)).status).toBe(400)
    expect((await get(deltaLink.replace(/.$/, '_'))).status).toBe(400)
    expect((await get(deltaLink.replace('/groups/', '/users/'))).status).toBe(400)
  })
})
