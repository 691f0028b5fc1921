import { describe, expect, it } from 'vitest'
import { createHost } from './create-host.js'

/** Where a call of a plugin that declares these hosts arrives. */
async function arriving(hosts: readonly string[], url: string): Promise<string[]> {
  const arrived: string[] = []
  const host = createHost({
    plugin: { hosts: () => hosts, forbiddenCalls: [], requestIdHeaders: [] },
    setup: { kind: 'app', config: {} },
    send: (to) => {
      arrived.push(to)
      return Promise.resolve(new Response('{}'))
    },
    signal: new AbortController().signal,
    clock: { now: () => new Date() },
    log: () => undefined,
    onCall: () => undefined,
    workloadToken: () => Promise.reject(new Error('none')),
  })
  await host.fetch(url).catch(() => undefined)
  return arrived
}

describe('hosts that are named after a region or a tenant', () => {
  const hosts = ['*.ps.example.com', '*-admin.share.example']

  it.each([
    'https://eur03b.ps.example.com/',
    'https://contoso-admin.share.example/',
    'https://CONTOSO-admin.share.example/',
  ])('are called: %s', async (url) => {
    expect(await arriving(hosts, url)).toHaveLength(1)
  })

  it.each([
    'https://ps.example.com/',
    'https://.ps.example.com/',
    'https://a.b.ps.example.com/',
    'https://eur03b.ps.example.com.elsewhere.example/',
    'https://eur03b.ps.example.com:8443/',
    'https://-admin.share.example/',
    'https://contoso.share.example/',
    'https://elsewhere.example/.ps.example.com',
    'http://eur03b.ps.example.com/',
  ])('are no excuse for others: %s', async (url) => {
    expect(await arriving(hosts, url)).toEqual([])
  })
})
