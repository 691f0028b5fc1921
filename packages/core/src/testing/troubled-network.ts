import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as send,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** What can happen to an answer on its way. */
export type Trouble =
  | { kind: 'status'; status: number }
  | { kind: 'silence' }
  | { kind: 'stall' }
  | { kind: 'reset' }
  | { kind: 'cut' }
  | { kind: 'half' }
  | { kind: 'body'; body: string; status?: number; type?: string }
  | { kind: 'redirect' }

/** An exchange as it arrived. */
export interface Exchange {
  /** When it began, in milliseconds. */
  at: number
  host: string
  authorization: string | undefined
}

/** Marks what the network itself passes on to the fake. */
export const PASSED_ON = 'x-passed-on'

const REDIRECTED = '/_elsewhere'

/** A network between a connection and the fake: passes everything on until there is trouble. */
export class TroubledNetwork {
  trouble: Trouble | undefined
  exchanges: Exchange[] = []
  /** Exchanges that followed a redirect, which none may. */
  strayed = 0
  /** Called when an exchange is left without an answer. */
  onSilence: (() => void) | undefined
  readonly #open = new Set<Promise<void>>()

  private constructor(
    private readonly server: Server,
    private readonly target: string,
  ) {}

  static async open(target: string): Promise<TroubledNetwork> {
    const server = createServer()
    const network = new TroubledNetwork(server, target)
    server.on('request', (request, response) => {
      network.#pass(request, response).catch(() => response.destroy())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return network
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** As after `open`. */
  reset(): void {
    this.trouble = undefined
    this.exchanges = []
    this.strayed = 0
    this.onSilence = undefined
    this.#open.clear()
  }

  /** Resolves once the other side has let go of every exchange that was left without an end. */
  async released(): Promise<void> {
    await Promise.all(this.#open)
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/'
    if (url.startsWith(REDIRECTED)) this.strayed += 1
    this.exchanges.push({
      at: Date.now(),
      host: url.split('/')[1] ?? '',
      authorization: request.headers.authorization,
    })
    const { trouble } = this
    const body = await buffer(request)
    switch (trouble?.kind) {
      case 'silence':
        return this.#leaveOpen(response)
      case 'reset':
        request.socket.resetAndDestroy()
        return
      case 'status':
        response.writeHead(trouble.status).end()
        return
      case 'body':
        response.writeHead(trouble.status ?? 200, { 'content-type': trouble.type ?? 'application/json' })
        response.end(trouble.body)
        return
      case 'redirect':
        response.writeHead(302, { location: `${this.address}${REDIRECTED}` }).end()
        return
      default:
    }
    const answer = await this.#ask(request, body)
    const half = answer.body.subarray(0, Math.floor(answer.body.length / 2))
    const headers = { ...answer.headers, 'content-length': answer.body.length }
    switch (trouble?.kind) {
      case 'half':
        response.writeHead(answer.status, { ...headers, 'content-length': half.length }).end(half)
        return
      case 'cut':
        response.writeHead(answer.status, headers).write(half, () => response.destroy())
        return
      case 'stall':
        response.writeHead(answer.status, headers).write(half)
        return this.#leaveOpen(response)
      default:
        response.writeHead(answer.status, headers).end(answer.body)
    }
  }

  #leaveOpen(response: ServerResponse): void {
    this.#open.add(new Promise((resolve) => response.once('close', resolve)))
    this.onSilence?.()
  }

  async #ask(
    request: IncomingMessage,
    body: Buffer,
  ): Promise<{ status: number; headers: OutgoingHttpHeaders; body: Buffer }> {
    const headers = { ...request.headers, connection: 'close', [PASSED_ON]: 'yes' }
    const onward = send(`${this.target}${request.url}`, { method: request.method ?? 'GET', headers, agent: false })
    onward.end(body)
    const [answer] = (await once(onward, 'response')) as [IncomingMessage]
    const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...kept } = answer.headers
    return { status: answer.statusCode ?? 502, headers: kept, body: await buffer(answer) }
  }
}
