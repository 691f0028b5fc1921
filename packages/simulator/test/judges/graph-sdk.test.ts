import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../src/index.js'
import { tokenOf } from '../client.js'
import { graphSdk, sdk } from './graph-sdk.js'

interface Page {
  value: { id: string }[]
  '@odata.nextLink'?: string
}

let simulator: Simulator
let token: string
let graph: ReturnType<typeof graphSdk>
beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'single-organization' })
  token = await tokenOf(simulator)
  graph = graphSdk(simulator, () => Promise.resolve(token))
})
afterEach(() => simulator.stop())

async function idsThroughPages(path: string, limit = Infinity): Promise<string[]> {
  const ids: string[] = []
  const first = (await graph.client.api(path).get()) as Page
  const iterator = new sdk.PageIterator(graph.client, first, (user: { id: string }) => ids.push(user.id) < limit)
  await iterator.iterate()
  return ids
}

describe('microsoft-graph-client, as it comes', () => {
  it('walks every page of a listing with its PageIterator, each person once', async () => {
    const small = await idsThroughPages('/users?$select=id&$top=40')
    const large = await idsThroughPages('/users?$select=id&$top=999')
    expect(new Set(small).size).toBe(small.length)
    expect(small.toSorted()).toEqual(large.toSorted())
    expect(graph.sent.length).toBeGreaterThan(large.length / 40)
  })

  it('follows delta links with its PageIterator until nothing is left to tell', async () => {
    const first = (await graph.client.api('/users/delta?$select=id,displayName').get()) as Page
    const seen = new Set<string>()
    const iterator = new sdk.PageIterator(graph.client, first, ({ id }: { id: string }) => seen.add(id).size > 0)
    await iterator.iterate()
    expect(iterator.getDeltaLink()).toContain('$deltatoken=')
    const everyone = await idsThroughPages('/users?$select=id&$top=999')
    expect([...seen].toSorted()).toEqual(everyone.toSorted())
    const later = (await graph.client.api(iterator.getDeltaLink() as string).get()) as Page
    expect(later.value).toEqual([])
  })

  it('waits as told and tries again when it is throttled or the service is away', async () => {
    simulator.addFault({ kind: 'throttle', retryAfter: 1, path: '/organization', times: 1 })
    const answer = (await graph.client.api('/organization').get()) as Page
    expect(answer.value).toHaveLength(1)
    simulator.addFault({ kind: 'serverError', status: 503, retryAfter: 1, path: '/organization', times: 1 })
    await graph.client.api('/organization').get()
    expect(graph.sent.map(({ status }) => status)).toEqual([429, 200, 503, 200])
  })

  it('sends a batch of twenty and finds each answer by its id', async () => {
    const ids = (await idsThroughPages('/users?$select=id&$top=20', 19)).slice(0, 19)
    const steps = [...ids, '11111111-1111-4111-8111-111111111111'].map((id) => ({
      id,
      // The SDK strips the host alone, and a batch's addresses begin below the version.
      request: new Request(`https://graph.microsoft.com/users/${id}?$select=id`),
    }))
    const content = await new sdk.BatchRequestContent(steps).getContent()
    const answers = new sdk.BatchResponseContent(await graph.client.api('/$batch').post(content))
    for (const id of ids) {
      const answer = answers.getResponseById(id)
      expect(answer?.status).toBe(200)
      expect(await answer?.json()).toMatchObject({ id })
    }
    expect(answers.getResponseById('11111111-1111-4111-8111-111111111111')?.status).toBe(404)
  })

  it('turns refusals into errors with status, code and request id', async () => {
    const refusal = (path: string) =>
      graph.client
        .api(path)
        .get()
        .catch((error: unknown) => error as InstanceType<typeof sdk.GraphError>) as Promise<
        InstanceType<typeof sdk.GraphError>
      >
    expect(await refusal('/users/nobody@nowhere.example')).toMatchObject({
      statusCode: 404,
      code: 'Request_ResourceNotFound',
    })
    token = 'eyJhbGciOiJub25lIn0.e30.nothing'
    const unauthorized = await refusal('/users')
    expect(unauthorized).toMatchObject({ statusCode: 401, code: 'InvalidAuthenticationToken' })
    expect(unauthorized.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('writes, reads back and deletes a person', async () => {
    const domain = simulator.tenants[0]?.defaultDomain ?? ''
    const created = (await graph.client.api('/users').post({
      accountEnabled: true,
      displayName: 'Judge Example',
      mailNickname: 'judge.example',
      userPrincipalName: `judge.example@${domain}`,
      passwordProfile: { password: 'Correct-Horse-7-Battery', forceChangePasswordNextSignIn: true },
    })) as { id: string }
    await graph.client.api(`/users/${created.id}`).update({ jobTitle: 'Judge' })
    const read = (await graph.client.api(`/users/${created.id}`).select(['id', 'jobTitle']).get()) as object
    expect(read).toMatchObject({ id: created.id, jobTitle: 'Judge' })
    await graph.client.api(`/users/${created.id}`).delete()
    const gone = (await graph.client
      .api(`/users/${created.id}`)
      .get()
      .catch((error: unknown) => error)) as object
    expect(gone).toMatchObject({ statusCode: 404 })
  })

  it('reports leave by a redirect, which it follows without the bearer token', async () => {
    const csv = (await graph.client
      .api("/reports/getOffice365ActiveUserDetail(period='D7')")
      .responseType(sdk.ResponseType.TEXT)
      .get()) as string
    expect(csv.replace(/^\uFEFF/, '')).toMatch(/^Report Refresh Date,/)
    expect(graph.sent.map(({ status, authorization }) => [status, authorization === null])).toEqual([
      [302, false],
      [200, true],
    ])
  })
})
