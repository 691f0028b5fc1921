import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { graph, tokenOf } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'

const EVENTUAL = { headers: { ConsistencyLevel: 'eventual' } }

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ trafficFile: null })
  token = await tokenOf(simulator)
})
afterEach(() => simulator.clearFaults())
afterAll(() => simulator.stop())

const get = (path: string, init?: Parameters<typeof graph>[3]) => graph(simulator, token, path, init)

describe('a page', () => {
  it('holds 100 users unless told otherwise, and the next links lead through all of them once', async () => {
    const first = await get('/users?$select=id')
    expect(first.body.value).toHaveLength(100)
    const ids = first.body.value.map((user) => user['id'])
    let next = first.body['@odata.nextLink'] as string | undefined
    while (next) {
      const page = await get(next)
      ids.push(...page.body.value.map((user) => user['id']))
      next = page.body['@odata.nextLink'] as string | undefined
    }
    expect(ids).toHaveLength(146)
    expect(new Set(ids).size).toBe(146)
  })

  it('keeps the options of the first call in its next link', async () => {
    const { body } = await get('/users?$select=id,displayName&$top=5&$filter=accountEnabled eq true')
    const next = await get(String(body['@odata.nextLink']))
    expect(next.body.value).toHaveLength(5)
    expect(Object.keys(next.body.value[0]!)).toEqual(['id', 'displayName'])
  })

  it('links to the real host for a client that stands in for it', async () => {
    const headers = { 'x-forwarded-host': 'graph.microsoft.com', 'x-forwarded-proto': 'https' }
    const { body } = await get('/users?$top=1', { headers })
    expect(body['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/users\?/)
    expect(body['@odata.context']).toBe('https://graph.microsoft.com/v1.0/$metadata#users')
  })

  it('may be empty and still have a next link', async () => {
    simulator.addFault({ kind: 'emptyPage', path: '/users', times: 1 })
    const { body } = await get('/users?$select=id&$top=999')
    expect(body.value).toEqual([])
    expect((await get(String(body['@odata.nextLink']))).body.value).toHaveLength(146)
  })

  it.each([
    ['above the maximum', '/users?$top=1000'],
    ['above the lower maximum with sign-in activity', '/users?$top=999&$select=id,signInActivity'],
    ['of nothing', '/users?$top=0'],
    ['of no number', '/users?$top=many'],
  ])('size %s is refused', async (_, path) => {
    expect(await get(path)).toMatchObject({ status: 400, body: { error: { code: 'Request_BadRequest' } } })
  })

  it('token that makes no sense is an expired page', async () => {
    expect((await get('/users?$skiptoken=nonsense')).body).toMatchObject({
      error: { code: 'Directory_ExpiredPageToken' },
    })
  })

  it('at an offset is not something the directory knows', async () => {
    expect((await get('/users?$skip=5')).status).toBe(400)
  })
})

describe('$select', () => {
  it('shows exactly what is selected, and the id', async () => {
    const { body } = await get('/users?$select=displayName,assignedLicenses&$top=1')
    expect(Object.keys(body.value[0]!)).toEqual(['id', 'displayName', 'assignedLicenses'])
    expect(body['@odata.context']).toMatch(/#users\(displayName,assignedLicenses\)$/)
  })

  it('shows unset properties as null and unset collections as empty', async () => {
    const { body } = await get('/users?$select=faxNumber,otherMails&$top=1')
    expect(body.value[0]).toMatchObject({ faxNumber: null, otherMails: [] })
  })

  it('leaves out what only appears when selected', async () => {
    const { body } = await get('/users?$top=1')
    expect(body.value[0]).not.toHaveProperty('accountEnabled')
    expect(body.value[0]).toHaveProperty('jobTitle')
  })
})

describe('an unknown property', () => {
  it.each(['$select=nothing', "$filter=nothing eq 'x'", '$orderby=nothing', '$expand=nothing'])(
    'in %s is named and refused',
    async (option) => {
      expect(await get(`/users?${option}`)).toMatchObject({
        status: 400,
        body: {
          error: {
            message: expect.stringContaining(
              "Could not find a property named 'nothing' on type 'microsoft.graph.user'",
            ),
          },
        },
      })
    },
  )
})

describe('$filter', () => {
  it.each([
    ["userType eq 'Guest'", 6],
    ["startswith(userPrincipalName, 'nobody')", 0],
    ["userType eq 'Guest' or userType eq 'Member'", 146],
    ["userType in ('Guest', 'Other')", 6],
    ["(userType eq 'Guest' and accountEnabled eq true) or startswith(displayName, '§')", 6],
    ['assignedLicenses/any(l:l/skuId eq 06ebc4ee-1bb5-47dd-8120-11324bc54e06)', 54],
    ['createdDateTime ge 1990-01-01T00:00:00Z', 146],
  ])('%s finds %i users', async (filter, expected) => {
    const { status, body } = await get(`/users?$select=id&$top=999&$filter=${encodeURIComponent(filter)}`)
    expect(status).toBe(200)
    expect(body.value).toHaveLength(expected)
  })

  it('doubles a quote inside a literal', async () => {
    const filter = encodeURIComponent("surname eq 'O''Brien'")
    const { body } = await get(`/users?$select=surname&$filter=${filter}`)
    expect(new Set(body.value.map((user) => user['surname']))).toEqual(new Set(["O'Brien"]))
  })

  it.each([
    [
      'a quoted GUID for a GUID',
      "/users?$filter=assignedLicenses/any(l:l/skuId eq '06ebc4ee-1bb5-47dd-8120-11324bc54e06')",
    ],
    ['a quoted date for a date', "/users?$filter=createdDateTime ge '2020-01-01'"],
    ['a bare word for a string', '/users?$filter=displayName eq Ada'],
    ['a string for a boolean', "/users?$filter=accountEnabled eq 'true'"],
    ['an unbalanced parenthesis', "/users?$filter=(displayName eq 'Ada'"],
  ])('refuses %s', async (_, path) => {
    expect((await get(path)).status).toBe(400)
  })
})

describe('an advanced query', () => {
  const filter = "/users?$select=id&$top=999&$filter=userType ne 'Guest'"

  it.each([
    ['without the header and the count', filter, {}],
    ['without the count', filter, EVENTUAL],
    ['without the header', `${filter}&$count=true`, {}],
    ['that filters and sorts, without the header', '/users?$filter=accountEnabled eq true&$orderby=displayName', {}],
  ])('%s is refused', async (_, path, init) => {
    expect(await get(path, init)).toMatchObject({ status: 400, body: { error: { code: 'Request_UnsupportedQuery' } } })
  })

  it('with both finds and counts', async () => {
    const { body } = await get(`${filter}&$count=true`, EVENTUAL)
    expect(body['@odata.count']).toBe(140)
    expect(body.value).toHaveLength(140)
  })

  it('that only counts is silently not counted without the header', async () => {
    const { status, body } = await get('/users?$count=true&$top=1')
    expect(status).toBe(200)
    expect(body).not.toHaveProperty('@odata.count')
  })

  it('needs the header on its next link as well, which does not count again (§9.6)', async () => {
    const { body } = await get("/users?$top=5&$count=true&$filter=userType ne 'Guest'", EVENTUAL)
    expect(body['@odata.count']).toBe(140)
    expect((await get(String(body['@odata.nextLink']))).status).toBe(400)
    const next = await get(String(body['@odata.nextLink']), EVENTUAL)
    expect(next.status).toBe(200)
    expect(next.body).not.toHaveProperty('@odata.count')
  })

  it('may ask for the bare number', async () => {
    expect((await get('/users/$count')).status).toBe(400)
    const response = await fetch(`${simulator.graph}/v1.0/users/$count`, {
      headers: { authorization: `Bearer ${token}`, ConsistencyLevel: 'eventual' },
    })
    expect(await response.text()).toBe('146')
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
  })
})

describe('$orderby', () => {
  it('sorts users by name without any ceremony', async () => {
    const { body } = await get('/users?$select=displayName&$orderby=displayName desc&$top=999')
    const names = body.value.map((user) => String(user['displayName']))
    expect(names).toEqual([...names].sort((a, b) => b.localeCompare(a)))
  })

  it('sorts numbers as numbers', async () => {
    const { body } = await get('/security/secureScores?$select=currentScore&$orderby=currentScore')
    const scores = body.value.map((score) => Number(score['currentScore']))
    expect(scores).toEqual([...scores].sort((a, b) => a - b))
    expect(new Set(scores).size).toBeGreaterThan(1)
  })
})
