import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graph, tokenOf } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'

const EVENTUAL = { headers: { ConsistencyLevel: 'eventual' } }

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ trafficFile: null })
  token = await tokenOf(simulator)
})
afterAll(() => simulator.stop())

const get = (path: string, init?: Parameters<typeof graph>[3]) => graph(simulator, token, path, init)

describe('$search', () => {
  const search = (text: string) => get(`/users?$select=displayName,mail&$search=${encodeURIComponent(text)}`, EVENTUAL)

  it('finds words by how they begin, in any order and case', async () => {
    const [user] = (await get("/users?$filter=startsWith(displayName,'a')&$top=1")).body.value
    const [first = '', last = ''] = String(user?.['displayName']).split(' ')
    const { status, body } = await search(`"displayName:${last.toUpperCase()} ${first.slice(0, 2)}"`)
    expect(status).toBe(200)
    expect(body.value).toContainEqual(expect.objectContaining({ displayName: user?.['displayName'] }))
  })

  it('does not find what stands inside a word', async () => {
    const [user] = (await get('/users?$top=1')).body.value
    const inside = String(user?.['displayName']).slice(2, 5).trim()
    const { body } = await search(`"displayName:${inside}"`)
    expect(body.value).not.toContainEqual(expect.objectContaining({ displayName: user?.['displayName'] }))
  })

  it('joins clauses with AND and OR, in parentheses, and the whole with a filter', async () => {
    const user = (await get('/users?$top=50')).body.value.find((one) => one['mail'] !== null)
    const { displayName, mail, userPrincipalName } = user as Record<string, string>
    const text = `"displayName:nobody" OR ("displayName:${displayName}" AND "mail:${mail?.slice(0, 6)}")`
    const filter = `&$filter=${encodeURIComponent(`userPrincipalName eq '${userPrincipalName}'`)}`
    const { body } = await get(`/users?$search=${encodeURIComponent(text)}${filter}`, EVENTUAL)
    expect(body.value.map((found) => found['displayName'])).toEqual([displayName])
  })

  it.each([
    ['a clause without quotes', 'displayName:ada'],
    ['a clause without a property', '"ada"'],
    ['operators in lower case', '"displayName:a" or "displayName:b"'],
    ['a property that cannot be searched', '"accountEnabled:true"'],
    ['a property that does not exist', '"nothing:a"'],
    ['an unbalanced parenthesis', '("displayName:a"'],
  ])('refuses %s', async (_, text) => {
    expect((await search(text)).status).toBe(400)
  })

  it('needs the header', async () => {
    const { status, body } = await get('/users?$search="displayName:ada"')
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: { code: 'Request_UnsupportedQuery' } })
  })
})

describe('a property', () => {
  it.each([
    ['that is not indexed is refused whatever is asked with', "faxNumber ge '1' and aboutMe eq 'x'", EVENTUAL],
    ['whose operator is not supported is refused', "startsWith(userType, 'G')", EVENTUAL],
    ['that only advanced queries know is refused without them', "companyName eq 'Contoso'", {}],
    ['of a log is asked for as the log allows', "userType eq 'Guest' and id ge '1'", {}],
  ])('%s', async (_, filter, init) => {
    const answer = await get(`/users?$count=true&$filter=${encodeURIComponent(filter)}`, init)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'Request_UnsupportedQuery' } } })
  })

  it('is compared with no more than 15 alternatives', async () => {
    const among = (count: number) =>
      `userPrincipalName in (${Array.from({ length: count }, (_, at) => `'${at}'`).join(',')})`
    expect((await get(`/users?$filter=${encodeURIComponent(among(15))}`)).status).toBe(200)
    expect((await get(`/users?$filter=${encodeURIComponent(among(16))}`)).status).toBe(400)
  })

  it('that other services keep is not in lists', async () => {
    expect(await get('/users?$select=id,aboutMe')).toMatchObject({
      status: 501,
      body: { error: { code: 'NotImplemented' } },
    })
  })
})

describe('a page token', () => {
  const first = async () => String((await get('/users?$top=5&$select=id')).body['@odata.nextLink'])

  it.each([
    [
      'that was changed',
      (link: string) =>
        link.replace(/(skiptoken=.{20})(.)/, (_, kept: string, letter: string) => kept + (letter === 'A' ? 'B' : 'A')),
    ],
    ['with other options', (link: string) => link.replace('$select=id', '$select=id,mail')],
    ['of another list', (link: string) => link.replace('/users?', '/groups?')],
  ])('%s is an expired page', async (_, change) => {
    expect(await get(change(await first()))).toMatchObject({
      status: 400,
      body: { error: { code: 'Directory_ExpiredPageToken' } },
    })
  })

  it('expires', async () => {
    const link = await first()
    simulator.advanceClock(3601)
    token = await tokenOf(simulator)
    expect(await get(link)).toMatchObject({ status: 400, body: { error: { code: 'Directory_ExpiredPageToken' } } })
  })
})

describe('$expand', () => {
  it('shows what an object is related to, and of it what is selected', async () => {
    const { body } = await get('/users?$select=displayName&$expand=manager($select=id,displayName)&$top=999')
    const managed = body.value.find((user) => user['manager'])
    expect(Object.keys(managed ?? {})).toEqual(['id', 'displayName', 'manager'])
    expect(managed?.['manager']).toEqual({
      '@odata.type': '#microsoft.graph.user',
      id: expect.any(String),
      displayName: expect.any(String),
    })
  })

  it('shows no more than 20 of the objects related to a directory object', async () => {
    const { body } = await get('/groups?$select=displayName&$expand=members&$top=999')
    const counts = body.value.map((group) => (group['members'] as object[]).length)
    expect(Math.max(...counts)).toBe(20)
  })

  it.each([
    ['two relationships of directory objects', '/groups?$expand=members,owners'],
    ['a filter inside', "/groups?$expand=members($filter=userType eq 'Guest')"],
    ['an expansion inside, of directory objects', '/users?$expand=manager($expand=manager)'],
    ['a property', '/users?$expand=displayName'],
  ])('refuses %s', async (_, path) => {
    expect((await get(path)).status).toBe(400)
  })

  it('is not for advanced queries', async () => {
    const path = "/users?$count=true&$filter=userType ne 'Guest'&$expand=manager"
    expect(await get(path, EVENTUAL)).toMatchObject({
      status: 400,
      body: { error: { code: 'Request_UnsupportedQuery' } },
    })
  })
})

describe('an answer', () => {
  it('without metadata keeps what a listing needs', async () => {
    const { body, headers } = await get('/users?$top=1', {
      headers: { accept: 'application/json;odata.metadata=none' },
    })
    expect(Object.keys(body)).toEqual(['@odata.nextLink', 'value'])
    expect(headers.get('content-type')).toContain('odata.metadata=none')
  })

  it('with full metadata names types and addresses', async () => {
    const { body } = await get('/users?$top=1', { headers: { accept: 'application/json;odata.metadata=full' } })
    expect(body.value[0]).toMatchObject({
      '@odata.type': '#microsoft.graph.user',
      '@odata.id': expect.stringContaining(String(body.value[0]?.['id'])),
    })
  })

  it('shows the parts that were selected of a property', async () => {
    const { body } = await get('/users?$select=onPremisesExtensionAttributes/extensionAttribute1&$top=1')
    expect(Object.keys(body.value[0] ?? {})).toEqual(['id', 'onPremisesExtensionAttributes'])
  })

  it('of several types shows what each has of the properties selected', async () => {
    const [group] = (await get('/groups?$top=1&$select=id')).body.value
    const path = `/groups/${String(group?.['id'])}/members?$select=id,userPrincipalName,appId&$top=1`
    const { status, body } = await get(path)
    expect(status).toBe(200)
    expect(Object.keys(body.value[0] ?? {})).toEqual(['@odata.type', 'id', 'userPrincipalName'])
  })

  it('takes an option once', async () => {
    expect((await get('/users?$top=1&$top=2')).status).toBe(400)
    expect((await get('/users?$top=1&$surprise=2')).status).toBe(400)
  })

  it('of a single object takes no options of lists', async () => {
    const [user] = (await get('/users?$top=1&$select=id')).body.value
    expect((await get(`/users/${String(user?.['id'])}?$top=1`)).status).toBe(400)
  })
})
