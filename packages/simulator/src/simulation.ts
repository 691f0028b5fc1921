import { Agenda } from './agenda.js'
import { Clock } from './clock.js'
import type { SigningKeys } from './entra/signing-keys.js'
import { Faults } from './faults/faults.js'
import { RequestLog } from './http/request-log.js'
import { type Scale, Throttle } from './throttling/throttle.js'
import { loadScenario } from './world/scenario.js'
import { World } from './world/world.js'

/** What every room of the simulator works with. */
export class Simulation {
  faults: Faults
  limits: Throttle
  requests = new RequestLog()
  agenda = new Agenda()
  world: World
  /** Address and port of the name server, once it listens. */
  dns: string | undefined

  constructor(
    readonly scenarioName: string,
    readonly clock: Clock,
    readonly keys: SigningKeys,
    /** What chance goes by: the same seed, the same run. */
    public seed = 1,
    private readonly scale: Scale = 1,
  ) {
    this.faults = new Faults(clock, seed)
    this.limits = new Throttle(clock, scale)
    this.world = this.#begin()
  }

  /** Back to the first moment of the scenario: no faults, no changes; clock, limits and chance where they started. */
  reset(seed = this.seed): void {
    this.seed = seed
    this.faults = new Faults(this.clock, seed)
    this.limits = new Throttle(this.clock, this.scale)
    this.requests = new RequestLog()
    this.agenda = new Agenda()
    this.world = this.#begin()
  }

  /** The world of the scenario, with what goes wrong in it from the first moment. */
  #begin(): World {
    const scenario = loadScenario(this.scenarioName)
    const world = new World(scenario, this.clock.begin())
    for (const tenant of scenario.tenants) {
      for (const fault of tenant.faults ?? []) this.faults.add({ ...fault, tenantId: world.tenantOf(tenant).id })
    }
    return world
  }
}
