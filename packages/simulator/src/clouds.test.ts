import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askForToken, read } from '../test/client.js'
import { clouds } from './clouds.js'
import { type Simulator, startSimulator } from './index.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'sovereign-clouds', trafficFile: null })
})
afterAll(() => simulator.stop())

describe.each(['usGov', 'china'] as const)('the cloud %s', (cloud) => {
  const { login, graph } = clouds[cloud]
  const app = () => simulator.apps.find((candidate) => candidate.cloud === cloud)!
  const ask = (scope: string, host: string = login) =>
    askForToken(simulator, { scope: `${scope}/.default` }, { app: app(), host: `${simulator.url}/${host}` })
  const organization = async (host: string, token: unknown) => {
    const headers = { authorization: `Bearer ${String(token)}` }
    return read(await fetch(`${simulator.url}/${host}/v1.0/organization`, { headers }))
  }

  it('signs in at its own host and answers at its own Graph', async () => {
    const { body } = await ask(`https://${graph}`)
    expect((await organization(graph, body['access_token'])).body.value).toMatchObject([{ id: app().tenantId }])
  })

  it('is not the global cloud: no tenant there, no such resource, no such token', async () => {
    expect((await ask('https://graph.microsoft.com', clouds.global.login)).body).toMatchObject({ error_codes: [90002] })
    expect((await ask('https://graph.microsoft.com')).body).toMatchObject({ error_codes: [500011] })
    const { body } = await ask(`https://${graph}`)
    expect((await organization(clouds.global.graph, body['access_token'])).status).toBe(401)
  })
})
