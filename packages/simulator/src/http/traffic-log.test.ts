import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askForToken, firstApp, graph, tokenOf } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'

let folder: string
let simulator: Simulator
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'traffic-'))
  simulator = await startSimulator({ trafficFile: join(folder, 'traffic.jsonl') })
})
afterEach(() => rm(folder, { recursive: true }))

interface Line {
  method: string
  url: string
  status: number
  requestHeaders: Record<string, string>
  requestBody: unknown
  responseBody?: unknown
}

async function recorded(): Promise<{ text: string; lines: Line[] }> {
  await simulator.stop()
  const text = await readFile(join(folder, 'traffic.jsonl'), 'utf8')
  return {
    text,
    lines: text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line),
  }
}

describe('the traffic log', () => {
  it('has a line per exchange, with the address of the real host and bodies as JSON', async () => {
    const { tenantId } = firstApp(simulator)
    const token = await tokenOf(simulator)
    await graph(simulator, token, '/organization?$select=id', { headers: { 'client-request-id': 'abc' } })
    await graph(simulator, token, '/$batch', {
      method: 'POST',
      body: { requests: [{ id: '1', method: 'GET', url: '/domains' }] },
    })
    const { lines } = await recorded()
    expect(lines).toMatchObject([
      { method: 'POST', url: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`, status: 200 },
      {
        method: 'GET',
        url: 'https://graph.microsoft.com/v1.0/organization?$select=id',
        status: 200,
        requestHeaders: { 'client-request-id': 'abc' },
        requestBody: null,
        responseBody: { value: [{ id: tenantId }] },
      },
      { url: 'https://graph.microsoft.com/v1.0/$batch', requestBody: { requests: [{ url: '/domains' }] } },
    ])
  })

  it('holds no secret, no assertion, no token', async () => {
    const { clientSecret, federated } = firstApp(simulator)
    const assertion = await simulator.mintAssertion({ subject: federated!.subject })
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    await askForToken(simulator, { client_secret: null, client_assertion: assertion, client_assertion_type: type })
    const token = await tokenOf(simulator)
    await graph(simulator, token, '/organization')
    const { text, lines } = await recorded()
    for (const secret of [clientSecret, assertion, token]) expect(text).not.toContain(secret)
    expect(lines.every(({ requestHeaders }) => !('authorization' in requestHeaders))).toBe(true)
    expect(lines.at(1)).toMatchObject({
      requestBody: { client_secret: '[redacted]' },
      responseBody: { access_token: '[redacted]' },
    })
  })

  it('leaves out cmdlets of Exchange, which no metadata describes', async () => {
    const { tenantId } = firstApp(simulator)
    const token = await tokenOf(simulator)
    const url = `${simulator.url}/outlook.office365.com/adminapi/beta/${tenantId}/InvokeCommand`
    await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{}' })
    const { lines } = await recorded()
    expect(lines).toHaveLength(1)
  })

  it('leaves out the control API, and the body of an answer that did not arrive whole', async () => {
    const token = await tokenOf(simulator)
    await fetch(`${simulator.control}/state`)
    simulator.addFault({ kind: 'truncate' })
    await expect(graph(simulator, token, '/organization')).rejects.toThrow()
    const { lines } = await recorded()
    expect(lines).toHaveLength(2)
    expect(lines.at(1)).not.toHaveProperty('responseBody')
  })
})

describe('a traffic file that cannot be written', () => {
  it('keeps the simulator from starting', async () => {
    await expect(startSimulator({ trafficFile: join(folder, 'missing', 'traffic.jsonl') })).rejects.toThrow(/ENOENT/)
    await simulator.stop()
  })
})
