import { defineError } from '@tenantry/core'

/** This server runs without the simulated cloud. */
export const simulatorOff = defineError({
  code: 'simulator_off',
  status: 409,
  title: 'The simulated cloud is off',
  why: () => 'This server was started without the simulated cloud.',
  fix: () => 'Start it with SIMULATOR_URL or SIMULATOR_COMMAND set, or connect a real tenant.',
  health: 'serviceError',
  example: {},
})

/** The simulated cloud did not start. */
export const simulatorFailed = defineError({
  code: 'simulator_failed',
  status: 503,
  title: 'The simulated cloud did not start',
  why: (p: { reason: string }) => `The simulated cloud could not be used: ${p.reason}.`,
  fix: () => 'Look at the server’s log, then try again.',
  health: 'serviceError',
  retryable: true,
  example: { reason: 'it ended with code 1' },
})
