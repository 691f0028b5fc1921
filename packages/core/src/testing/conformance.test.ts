import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { harbour } from '../../test/example/src/harbour.js'
import { HarbourBench } from '../../test/example/test/harbour.bench.js'
import { AppError, defineError } from '../errors.js'
import type { Host } from '../host.js'
import type { ConnectionSetup, ProviderPlugin } from '../plugin.js'
import { unexpectedAnswer } from '../shared-errors.js'
import { Lab } from './lab.js'
import { leaks } from './leaks.js'
import { conformance } from './test-provider.js'

type Fetch = Host['fetch']

/** The example provider with a bad habit in how it uses its host. */
function withHabit(habit: (fetch: Fetch, setup: ConnectionSetup, host: Host) => Fetch): ProviderPlugin {
  return {
    ...harbour,
    connect: (setup, host) =>
      harbour.connect(setup, { ...host, fetch: habit((...call) => host.fetch(...call), setup, host) }),
  }
}

/** What the suite says of a provider in the sentences that begin so; undefined when it is content. */
async function complaint(plugin: ProviderPlugin, beginning: string): Promise<string | undefined> {
  const bench = new HarbourBench()
  const checks = conformance(plugin, bench).filter(({ sentence }) => sentence.startsWith(beginning))
  expect(checks, `sentences that begin “${beginning}”`).not.toEqual([])
  const lab = await Lab.open(plugin, bench)
  try {
    for (const { run } of checks) {
      await lab.reset()
      await run(lab)
      lab.verify()
    }
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await lab.close()
  }
}

async function anotherServer() {
  const server = createServer((_, response) => response.end())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

const again = async (times: number, fetch: () => Promise<Response>, enough: (response: Response) => boolean) => {
  let response = await fetch()
  for (let left = times; left > 0 && !enough(response); left -= 1) response = await fetch()
  return response
}

const isSignIn = (url: string) => url.includes('login.')
const json = (body: unknown) => new Response(JSON.stringify(body))

describe('The conformance suite catches a provider that', () => {
  it('tries again at once when told to slow down', async () => {
    const plugin = withHabit(
      (fetch) =>
        (...call) =>
          again(
            3,
            () => fetch(...call),
            ({ status }) => status !== 429,
          ),
    )
    expect(await complaint(plugin, 'is told to slow down')).toContain('within a second of a refusal')
  })

  it('tries again at once after a server error', async () => {
    const plugin = withHabit(
      (fetch) =>
        (...call) =>
          again(
            3,
            () => fetch(...call),
            ({ status }) => status < 500,
          ),
    )
    expect(await complaint(plugin, 'tells a server error')).toContain('exchanges, of which a healthy check makes more')
  })

  it('takes a damaged answer for an empty one', async () => {
    const plugin = withHabit((fetch) => async (url, options) => {
      const response = await fetch(url, options)
      const text = await response.text()
      try {
        JSON.parse(text)
        return new Response(text, response)
      } catch {
        return json(url.endsWith('boats') ? { boats: [] } : { id: 'x', name: 'x' })
      }
    })
    expect(await complaint(plugin, 'tells half an answer at the calls')).toMatch(/expected .* to be/)
  })

  it('takes its sign-in from a cache', async () => {
    const plugin = withHabit((fetch) => {
      let kept: Response | undefined
      return async (url, options) => {
        if (!isSignIn(url)) return fetch(url, options)
        kept ??= await fetch(url, options)
        return kept.clone()
      }
    })
    expect(await complaint(plugin, 'sees at the next check')).toBeDefined()
  })

  it('shares tokens between connections of one account', async () => {
    const tokens = new Map<unknown, Response>()
    const plugin = withHabit((fetch, { config }) => async (url, options) => {
      if (!isSignIn(url)) return fetch(url, options)
      const response = tokens.get(config.account) ?? (await fetch(url, options))
      if (response.ok) tokens.set(config.account, response)
      return response.clone()
    })
    expect(await complaint(plugin, 'never lets a connection with a wrong secret')).toBeDefined()
  })

  it('uses one token for all tenants', async () => {
    let first: Headers | undefined
    const plugin = withHabit((fetch) => (url, options) => {
      if (isSignIn(url)) return fetch(url, options)
      first ??= new Headers(options?.headers)
      return fetch(url, { ...options, headers: first })
    })
    expect(await complaint(plugin, 'never shares a token between two tenants')).toBeDefined()
  })

  it.each([
    ['fetch', (url: string) => fetch(url)],
    [
      'node:http',
      (url: string) => new Promise((resolve) => request(url).once('error', resolve).once('close', resolve).end()),
    ],
  ])('goes past its host with %s', async (_, goPast) => {
    const elsewhere = await anotherServer()
    const plugin = withHabit((fetch) => async (url, options) => {
      await goPast(elsewhere.address).catch(() => undefined)
      return fetch(url, options)
    })
    expect(await complaint(plugin, 'connects as')).toContain('nothing leaves but through the host')
    elsewhere.close()
  })

  it('follows a redirect', async () => {
    const plugin = withHabit((fetch) => async (url, options) => {
      const response = await fetch(url, options)
      const location = response.headers.get('location')
      return location === null ? response : fetch(location, options)
    })
    expect(await complaint(plugin, 'tells a redirect')).toBeDefined()
  })

  it('makes a call that it forbade itself', async () => {
    const plugin = withHabit((fetch) => async (url, options) => {
      await fetch('https://api.harbour.example/logbooks', { purpose: 'Peek' }).catch(() => undefined)
      return fetch(url, options)
    })
    expect(await complaint(plugin, 'connects as')).toContain('tries no call that its host refuses')
  })

  it('sends something as soon as it is connected', async () => {
    const plugin: ProviderPlugin = {
      ...harbour,
      connect(setup, host) {
        host.fetch('https://api.harbour.example/account', { purpose: 'Warm up' }).catch(() => undefined)
        return harbour.connect(setup, host)
      },
    }
    expect(await complaint(plugin, 'sends nothing')).toBeDefined()
  })

  it('reports nothing when it is cancelled', async () => {
    const plugin: ProviderPlugin = {
      ...harbour,
      probes: harbour.probes.map((probe) => ({ ...probe, run: (client) => probe.run(client).catch(() => undefined) })),
    }
    expect(await complaint(plugin, 'stops at once when it is cancelled at the calls')).toBeDefined()
  })

  it('says nothing of what its calls are for', async () => {
    const plugin = withHabit((fetch) => (url, options) => fetch(url, { ...options, purpose: undefined }))
    expect(await complaint(plugin, 'connects as')).toContain('each call says its purpose')
  })
})

describe('The conformance suite catches an error that', () => {
  const signInThrows = (make: (secret: string) => unknown) =>
    withHabit((_, { credential }) => async () => {
      throw make(String(credential.values['secret']))
    })

  const undeclared = defineError({
    code: 'sunk',
    status: 502,
    title: 'Sunk',
    why: () => 'It sank.',
    fix: () => 'Swim.',
    example: {},
  })

  it('is not one of ours', async () => {
    expect(
      await complaint(
        signInThrows(() => new Error('boom')),
        'tells a wrong secret',
      ),
    ).toBeDefined()
  })

  it('is in nobody’s catalogue', async () => {
    const plugin: ProviderPlugin = { ...harbour, describeTenant: () => Promise.reject(undeclared({})) }
    expect(await complaint(plugin, 'finds nothing granted')).toContain('a thrown error is shared or declared')
  })

  it('does not say what to do', async () => {
    const mute = () => new AppError(unexpectedAnswer.kind, 'Why.', '')
    const plugin: ProviderPlugin = { ...harbour, describeTenant: () => Promise.reject(mute()) }
    expect(await complaint(plugin, 'finds nothing granted')).toContain('fix of unexpected_answer')
  })

  it.each<[string, (secret: string) => AppError]>([
    ['its sentence', (secret) => unexpectedAnswer({ service: 'Harbour', what: `a dislike of ${secret}` })],
    ['its cause', (secret) => unexpectedAnswer({ service: 'H', what: 'x' }, { cause: new Error(`sent ${secret}`) })],
    [
      'a field of the cause of its cause, in base64',
      (secret) => {
        const deep = Object.assign(new Error('deep'), { header: `Basic ${btoa(`client:${secret}`)}` })
        return unexpectedAnswer({ service: 'H', what: 'x' }, { cause: new Error('outer', { cause: deep }) })
      },
    ],
  ])('shows a secret in %s', async (_, make) => {
    const plugin = signInThrows(make)
    expect(await complaint(plugin, 'shows no secret')).toContain('no secret shows')
  })

  it('is written to the log with a secret', async () => {
    const plugin = withHabit((fetch, { credential }, host) => (url, options) => {
      host.log('debug', 'Signing in', { with: { nested: credential.values } })
      return fetch(url, options)
    })
    expect(await complaint(plugin, 'connects as')).toContain('no secret shows')
  })
})

describe('A leak is found', () => {
  const secret = 'Abc8Q~fancy+secret/value.1234567890'

  it.each<[string, unknown]>([
    ['in a string', `secret=${secret}`],
    ['in a key', { [secret]: 1 }],
    ['in a map', new Map([['a', { b: secret }]])],
    ['in a symbol', { [Symbol('x')]: secret }],
    ['in a hidden property', Object.defineProperty({}, 'x', { value: secret, enumerable: false })],
    ['in the stack of a cause', new Error('a', { cause: new Error(secret) })],
    ['percent-encoded', encodeURIComponent(secret)],
    ['in hexadecimal', Buffer.from(secret).toString('hex').toUpperCase()],
    ...[0, 1, 2, 3].map((before): [string, unknown] => [
      `in base64, ${before} bytes in`,
      Buffer.from(`${'x'.repeat(before)}${secret}:and more`).toString('base64'),
    ]),
    ['in base64url', Buffer.from(`a${secret}`).toString('base64url')],
  ])('%s', (_, seen) => {
    expect(leaks([secret], { seen })).toEqual([secret])
  })

  it('in any line of a key', () => {
    const lines = ['-----BEGIN PRIVATE KEY-----', 'MIIEvQIBADANBgkq', 'hkiG9w0BAQEFAASC', '-----END PRIVATE KEY-----']
    expect(leaks([lines.join('\n')], { text: lines[2] })).toEqual([lines[2]])
    expect(leaks([lines.join('\n')], { text: lines[0] })).toEqual([])
  })

  it('nowhere where there is none', () => {
    expect(leaks([secret], { seen: [secret.slice(1), secret.toUpperCase()] })).toEqual([])
  })
})
