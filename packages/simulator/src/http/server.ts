import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cloudOfGraph, cloudOfLogin } from '../clouds.js'
import { answerControl } from '../control/control.js'
import { answerLogin } from '../entra/login.js'
import { answerIssuer } from '../entra/outside-issuer.js'
import { answerGraph } from '../graph/graph.js'
import type { Simulation } from '../simulation.js'
import { DELIVERY_FAULTS, deliver, deliverBroken } from './deliver.js'
import { type Answer, header, type HttpReply, type HttpRequest } from './exchange.js'
import type { TrafficLog } from './traffic-log.js'

const BODY_LIMIT = 4 * 1024 * 1024

/** One server for all hosts: the first path segment says which. */
export class HttpServer {
  readonly #server: Server
  #url = ''

  constructor(
    private readonly simulation: Simulation,
    private readonly traffic: TrafficLog,
  ) {
    this.#server = createServer((incoming, response) => {
      this.#serve(incoming, response).catch((error: unknown) => {
        console.error(error)
        if (!response.headersSent) deliver(response, { status: 500, body: { error: String(error) } }, new Date())
      })
    })
  }

  /** Base address without a slash at its end. */
  get url(): string {
    return this.#url
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', resolve)
    })
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, host = '', rest = ''] = /^\/([^/?]*)(.*)$/s.exec(incoming.url ?? '/') ?? []
    const body = await readBody(incoming)
    const time = this.simulation.clock.now()
    if (body === undefined) {
      deliver(response, { status: 413, body: { error: 'The request is too large.' } }, time)
      return
    }
    const [path = '', ...query] = rest.split('?')
    const request: HttpRequest = {
      method: incoming.method ?? 'GET',
      host: host.toLowerCase(),
      path: path === '' ? '/' : path,
      query: query.join('?'),
      headers: incoming.headers,
      body,
      // A client that stands in for the real host wants the real host in links; any other must be able to follow them.
      linkTo: (target) =>
        header(incoming.headers, 'x-forwarded-host') === undefined ? `${this.#url}/${target}` : `https://${target}`,
    }
    if (request.host.startsWith('_') || request.host === '') {
      deliver(response, await this.#answerOwn(request), time)
      return
    }
    await this.#answerMicrosoft(request, response, time)
  }

  async #answerOwn(request: HttpRequest): Promise<HttpReply> {
    if (request.host === '_control') return answerControl(this.simulation, request)
    if (request.host === '_issuer') return answerIssuer(this.simulation, request)
    if (request.host === '') return { status: 302, headers: { location: '/_control/' } }
    return { status: 404, body: { error: { code: 'NotFound', message: `Nothing stands at ${request.host} yet.` } } }
  }

  async #answerMicrosoft(request: HttpRequest, response: ServerResponse, time: Date): Promise<void> {
    const { reply, target } = await this.#answerHost(request)
    const fault = this.simulation.faults.take(DELIVERY_FAULTS, target)
    if (!fault) {
      deliver(response, reply, time)
      this.traffic.record(request, reply, time, true)
      return
    }
    const arrived = await deliverBroken(response, reply, fault, time)
    this.traffic.record(request, arrived ?? reply, time, arrived !== undefined)
  }

  async #answerHost(request: HttpRequest): Promise<Answer> {
    const login = cloudOfLogin(request.host)
    if (login) return answerLogin(this.simulation, request, login)
    const graph = cloudOfGraph(request.host)
    if (graph) return answerGraph(this.simulation, request, graph)
    return {
      reply: { status: 404, body: { error: { code: 'NotFound', message: 'The requested resource does not exist.' } } },
      target: { tenantId: undefined, service: 'graph', path: request.path },
    }
  }
}

async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_LIMIT) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
