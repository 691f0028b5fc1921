import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

export interface Marina {
  name: string
  clientId: string
  secret: string
  expired: boolean
  permissions: readonly string[]
  crew: readonly { id: string; name: string; mail: string; ashore: boolean }[]
}

/** Harbour on loopback: `https://HOST/PATH` stands at `http://127.0.0.1:PORT/HOST/PATH`. */
export class FakeHarbour {
  marinas = new Map<string, Marina>()
  /** Where it asks for silence, and for how long it says. */
  throttled: { host: string; seconds?: number } | undefined
  readonly #tokens = new Map<string, { account: string; permissions: readonly string[] }>()
  readonly #server: Server = createServer((request, response) => {
    void this.#answer(request).then(({ status, body, headers }) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body)),
    )
  })

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const [, host, path] = (request.url ?? '').split('/')
    if (this.throttled && this.throttled.host === host) {
      const { seconds } = this.throttled
      return { status: 429, body: {}, ...(seconds !== undefined && { headers: { 'retry-after': String(seconds) } }) }
    }
    if (host === 'login.harbour.example') return this.#signIn(JSON.parse(await text(request)))
    const token = this.#tokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
    const marina = token && this.marinas.get(token.account)
    if (!token || !marina) return { status: 401, body: {} }
    if (!token.permissions.some((name) => name === `${path}.read` || name === `${path}.manage`)) {
      return { status: 403, body: {} }
    }
    if (path === 'account') return { status: 200, body: { id: token.account, name: marina.name } }
    return { status: 200, body: path === 'crew' ? { crew: marina.crew } : { boats: [] } }
  }

  #signIn({ account, clientId, secret }: Record<string, string>): Answer {
    const refuse = (error: string) => ({ status: 401, body: { error } })
    const marina = this.marinas.get(account ?? '')
    if (!account || !marina) return refuse('unknown_account')
    if (marina.clientId !== clientId) return refuse('unknown_client')
    if (marina.secret !== secret) return refuse('wrong_secret')
    if (marina.expired) return refuse('expired_secret')
    const token = `token-${account}-${this.#tokens.size}-${'x'.repeat(20)}`
    this.#tokens.set(token, { account, permissions: marina.permissions })
    return { status: 200, body: { token, account, permissions: marina.permissions } }
  }
}
