import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { cloudOf, cloudOfCompliance, cloudOfGraph, cloudOfLogin, cloudOfSharePoint } from '../clouds.js'
import { answerCipp } from '../cipp/answer.js'
import { answerControl } from '../control/control.js'
import { answerMtaSts, isMtaSts } from '../dns/mta-sts.js'
import { answerLogin } from '../entra/login.js'
import { answerIssuer } from '../entra/outside-issuer.js'
import { distort } from '../faults/distort.js'
import type { Target } from '../faults/effects.js'
import { answerExchange } from '../exchange/exchange.js'
import { answerGraph } from '../graph/graph.js'
import { answerPurview } from '../purview/purview.js'
import { answerSharePoint } from '../sharepoint/sharepoint.js'
import { answerAppCatalog, APP_CATALOG_HOST } from '../teams/app-catalog.js'
import { answerTeams } from '../teams/teams.js'
import { answerReports, REPORTS_HOST } from '../reports/download.js'
import { answerPortals } from '../portals/answer.js'
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
    this.simulation.agenda.runUntil(time)
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
      whenDone: (then) => response.once('close', then),
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
    const { faults } = this.simulation
    const distorted = distort(this.simulation, target, reply, () => addressOf(request))
    const meant = distorted ?? reply
    const slow = faults.take('slow', target)
    if (slow) await setTimeout(slow.milliseconds ?? 2000)
    const skew = faults.take('clockSkew', target)
    const shown = skew ? new Date(time.getTime() + skew.skewSeconds * 1000) : time
    const fault = faults.take(DELIVERY_FAULTS, target)
    if (!fault) deliver(response, meant, shown)
    const arrived = fault ? await deliverBroken(response, meant, fault, shown) : meant
    const whole = arrived !== undefined && distorted === undefined
    this.traffic.record(request, arrived ?? meant, time, whole)
    this.#log(request, (arrived ?? meant).status, target, time, whole)
  }

  #log({ method, host, path, query }: HttpRequest, status: number, target: Target, time: Date, arrived: boolean): void {
    this.simulation.requests.add({
      time,
      method,
      address: query === '' ? ['https://', host, path] : ['https://', host, path, '?', query],
      status,
      ...(target.tenantId === undefined ? {} : { tenantId: target.tenantId }),
      ...(target.struck === undefined || target.struck.length === 0 ? {} : { struck: target.struck }),
      arrived,
    })
  }

  async #answerHost(request: HttpRequest): Promise<Answer> {
    const login = cloudOfLogin(request.host)
    if (login) return answerLogin(this.simulation, request, login)
    const graph = cloudOfGraph(request.host)
    if (graph) return answerGraph(this.simulation, request, graph)
    if (request.host === REPORTS_HOST) return answerReports(this.simulation, request)
    const exchange = cloudOf('exchange', request.host)
    if (exchange) return answerExchange(this.simulation, request, exchange)
    const compliance = cloudOfCompliance(request.host)
    if (compliance) return answerPurview(this.simulation, request, compliance)
    const sharePoint = cloudOfSharePoint(request.host)
    if (sharePoint) return answerSharePoint(this.simulation, request, sharePoint)
    const teams = cloudOf('teams', request.host)
    if (teams) return answerTeams(this.simulation, request, teams)
    if (request.host === APP_CATALOG_HOST) return answerAppCatalog(request)
    if (isMtaSts(request.host)) return answerMtaSts(this.simulation, request)
    const portal = answerPortals(this.simulation, request)
    if (portal) return portal
    const cipp = await answerCipp(this.simulation, request)
    if (cipp) return cipp
    return {
      reply: { status: 404, body: { error: { code: 'NotFound', message: 'The requested resource does not exist.' } } },
      target: { tenantId: undefined, service: 'graph', path: request.path, method: request.method },
    }
  }
}

/** As the caller would find it in a link. */
function addressOf(request: HttpRequest): string {
  const { host, path, query } = request
  return `${request.linkTo(host)}${path}${query === '' ? '' : `?${query}`}`
}

/** Text of the body; nothing if it is too large. */
async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const { headers } = incoming
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return ''
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_LIMIT) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
