import { Clock } from './clock.js'
import type { SigningKeys } from './entra/signing-keys.js'
import { Faults } from './faults/faults.js'
import { loadScenario } from './world/scenario.js'
import { World } from './world/world.js'

/** What every room of the simulator works with. */
export class Simulation {
  readonly faults = new Faults()
  world: World

  constructor(
    readonly scenarioName: string,
    readonly clock: Clock,
    readonly keys: SigningKeys,
  ) {
    this.world = new World(loadScenario(scenarioName), clock.begin())
  }

  /** Back to the first moment of the scenario: no faults, no changes, the clock where it started. */
  reset(): void {
    this.faults.clear()
    this.world = new World(loadScenario(this.scenarioName), this.clock.begin())
  }
}
