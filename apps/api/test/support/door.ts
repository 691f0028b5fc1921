import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A request on its way to the simulated cloud. */
export interface Passing {
  method: string
  /** The Microsoft host, and the path on it. */
  host: string
  path: string
  /** The bearer token, if it carries one. */
  token: string | undefined
  body: string
}

/** What is done before a request may pass. */
export type Guard = (passing: Passing) => Promise<void> | void

/** A door in front of the simulated cloud: notes what passes in the order of arrival, and lets a test hold or watch it. */
export class Door {
  /** What arrived for Microsoft's hosts, held or not. */
  readonly seen: Passing[] = []
  private guard: Guard = () => undefined
  private readonly server: Server

  private constructor(private readonly target: URL) {
    this.server = createServer((incoming, response) => {
      void this.pass(incoming, response).catch(() => response.destroy())
    })
  }

  static async before(target: string): Promise<Door> {
    const door = new Door(new URL(target))
    await new Promise<void>((resolve) => door.server.listen(0, '127.0.0.1', resolve))
    return door
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Asks `guard` before each request to a Microsoft host from now on; without one, all pass. */
  watch(guard: Guard = () => undefined): void {
    this.guard = guard
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve())
      this.server.closeAllConnections()
    })
  }

  private async pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(incoming)
    const [, host = '', path = '/'] = /^\/([^/?]*)(.*)$/s.exec(incoming.url ?? '') ?? []
    if (!host.startsWith('_')) {
      const token = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1]
      const passing = { method: incoming.method ?? 'GET', host, path, token, body: body.toString() }
      this.seen.push(passing)
      await this.guard(passing)
    }
    const onward = send(this.target, {
      path: incoming.url ?? '/',
      method: incoming.method ?? 'GET',
      headers: incoming.headers,
    })
    response.once('close', () => onward.destroy())
    onward.once('error', () => response.destroy())
    onward.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.once('error', () => response.destroy())
      answer.pipe(response)
    })
    onward.end(body)
  }
}
