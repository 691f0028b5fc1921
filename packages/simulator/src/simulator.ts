import { cippInstances } from './cipp/instance.js'
import { Clock } from './clock.js'
import { clouds } from './clouds.js'
import { Changes } from './control/changes.js'
import { type ReadyApp, readyApps, type ReadyTenant, readyTenants } from './control/ready.js'
import { describeState } from './control/state.js'
import { findTenant } from './control/tenant-changes.js'
import { DnsServer } from './dns/server.js'
import { type AssertionPlan, mintAssertion } from './entra/outside-issuer.js'
import { loadSigningKeys } from './entra/signing-keys.js'
import type { Fault, FaultPlan } from './faults/effects.js'
import type { LoggedRequest } from './http/request-log.js'
import { HttpServer } from './http/server.js'
import { TrafficLog } from './http/traffic-log.js'
import { Simulation } from './simulation.js'
import { readScale } from './throttling/read-scale.js'
import type { Scale } from './throttling/throttle.js'

export interface SimulatorOptions {
  /** Name of a file in `scenarios/`; `one-healthy-tenant` unless given. */
  scenario?: string
  /** A free port unless given. */
  port?: number
  /** Appended to; the environment's SIMULATOR_TRAFFIC unless given, nothing if null. */
  trafficFile?: string | null
  /** The moment the simulated world begins at; it runs on from there. Now unless given. */
  clock?: Date
  /** What chance goes by: the same seed, the same run. 1 unless given. */
  seed?: number
  /**
   * A factor for all of Microsoft's limits, or `off`; the environment's SIMULATOR_LIMITS unless given, as published
   * without either.
   */
  limits?: Scale
}

/** What the command prints when it is ready. */
export interface ReadyLine {
  ready: true
  login: string
  graph: string
  exchange: string
  /** Base addresses of the first partner's CIPP: its API, and where technicians go. */
  cipp?: string
  cippPortal?: string
  control: string
  dns: string
  apps: ReadyApp[]
  tenants: ReadyTenant[]
}

/** A running simulated cloud, with its control API as methods. */
export class Simulator {
  constructor(
    private readonly simulation: Simulation,
    private readonly server: HttpServer,
    private readonly names: DnsServer,
    private readonly traffic: TrafficLog,
  ) {}

  /** Base address; the first path segment after it is a Microsoft host. */
  get url(): string {
    return this.server.url
  }

  get login(): string {
    return `${this.url}/${clouds.global.login}`
  }

  get graph(): string {
    return `${this.url}/${clouds.global.graph}`
  }

  get control(): string {
    return `${this.url}/_control`
  }

  /** The API of the first partner's CIPP. */
  get cipp(): string | undefined {
    const [instance] = cippInstances(this.simulation.world)
    return instance && `${this.url}/${instance.apiHost}`
  }

  /** Where technicians open it. */
  get cippPortal(): string | undefined {
    const [instance] = cippInstances(this.simulation.world)
    return instance && `${this.url}/${instance.portalHost}`
  }

  /** Address and port of the name server, over UDP and TCP. */
  get dns(): string {
    return this.names.address
  }

  /** The registered apps with their current credentials. */
  get apps(): ReadyApp[] {
    return readyApps(this.simulation)
  }

  get tenants(): ReadyTenant[] {
    return readyTenants(this.simulation)
  }

  get readyLine(): ReadyLine {
    const { url, login, graph, cipp, cippPortal, control, dns, apps, tenants } = this
    return {
      ready: true,
      login,
      graph,
      exchange: `${url}/${clouds.global.exchange}`,
      ...(cipp === undefined || cippPortal === undefined ? {} : { cipp, cippPortal }),
      control,
      dns,
      apps,
      tenants,
    }
  }

  /** The simulated time. */
  now(): Date {
    return this.simulation.clock.now()
  }

  advanceClock(seconds: number): void {
    this.simulation.clock.advance(seconds)
  }

  setClock(moment: Date): void {
    this.simulation.clock.set(moment)
  }

  /** Back to the first moment of the scenario; with another seed, chance goes another way. */
  reset(seed?: number): void {
    this.simulation.reset(seed)
  }

  /** All limits, or one of data/limits.json. */
  scaleLimits(scale: Scale, limit?: string): void {
    this.simulation.limits.setScale(scale, limit)
  }

  /** The last requests, newest first. */
  requests(): LoggedRequest[] {
    return this.simulation.requests.list()
  }

  state(): ReturnType<typeof describeState> {
    this.simulation.agenda.runUntil(this.now())
    return describeState(this.simulation)
  }

  /** What happens to one tenant, named by id or domain. */
  tenant(idOrDomain: string): Changes {
    return new Changes(this.simulation, findTenant(this.simulation, idOrDomain))
  }

  addFault(plan: FaultPlan): Fault {
    return this.simulation.faults.add(plan)
  }

  removeFault(id: string): boolean {
    return this.simulation.faults.remove(id)
  }

  clearFaults(tenantId?: string): void {
    this.simulation.faults.clear(tenantId)
  }

  /** What a workload presents with a federated credential. */
  mintAssertion(plan: AssertionPlan): Promise<string> {
    return mintAssertion(this.simulation.keys, plan)
  }

  async stop(): Promise<void> {
    await Promise.all([this.server.close(), this.names.close()])
    await this.traffic.close()
  }
}

/** Starts Microsoft's simulated cloud on loopback. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const keys = await loadSigningKeys()
  const simulation = new Simulation(
    options.scenario ?? 'one-healthy-tenant',
    new Clock(options.clock),
    keys,
    options.seed,
    options.limits ?? readScale(process.env['SIMULATOR_LIMITS'] || '1'),
  )
  const file = options.trafficFile === undefined ? process.env['SIMULATOR_TRAFFIC'] : options.trafficFile
  const traffic = new TrafficLog(file || undefined)
  const server = new HttpServer(simulation, traffic)
  const names = new DnsServer(simulation)
  await server.listen(options.port ?? 0)
  await names.listen()
  simulation.dns = names.address
  return new Simulator(simulation, server, names, traffic)
}
