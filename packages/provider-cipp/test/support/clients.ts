import type { ConnectionSetup } from '@tenantry/core'
import type { ReadyApp, Simulator } from '@tenantry/simulator'

/** An API client of the simulated partner's CIPP, by what is special about it. */
export function apiClient(simulator: Simulator, client: string): ReadyApp {
  const app = simulator.apps.find((candidate) => candidate.kind === 'cipp' && candidate.client === client)
  if (!app) throw new Error(`There is no API client “${client}”`)
  return app
}

/** Where the API is, as a person would enter it, and where technicians go. */
export function origins(simulator: Simulator): { api: string; portal: string } {
  const hostOf = (base: string | undefined) => new URL(base ?? '').pathname.slice(1)
  return { api: `https://${hostOf(simulator.cipp)}`, portal: `https://${hostOf(simulator.cippPortal)}` }
}

/** What the connect form would hand over. */
export function setupOf(
  simulator: Simulator,
  client: string,
  changes: Partial<ConnectionSetup['config']> = {},
): ConnectionSetup {
  const { tenantId, clientId, clientSecret } = apiClient(simulator, client)
  return {
    kind: 'apiClient',
    config: { baseUrl: origins(simulator).api, tenantId, clientId, ...changes },
    credential: { kind: 'clientSecret', values: { clientSecret } },
    sets: ['bulkConsent', 'mailboxes'],
  }
}
