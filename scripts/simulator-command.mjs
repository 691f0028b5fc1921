import { inRepository } from './root.mjs'

/** The command that starts the simulated cloud with a scenario, as the API takes it. */
export function simulatorCommand(scenario) {
  return JSON.stringify([process.execPath, inRepository('packages/simulator/dist/main.js'), '--scenario', scenario])
}
