import type { ConnectionSetup } from '@tenantry/core'
import type { Simulator } from '@tenantry/simulator'
import { type Answer, open } from './connection.js'
import { TenantReading } from './reading.js'
import { credentialOf, type CredentialId, findApp, SERVICE_SETS } from './setups.js'

/** The only company of a scenario, whose app reads everything; `role` is the Entra role it is given. */
export function company(
  simulator: Simulator,
  options: { role?: string; credential?: CredentialId; answer?: Answer; pageSize?: number } = {},
) {
  const { role, credential = 'federatedCredential', answer, pageSize } = options
  const app = findApp(simulator, 'singleTenant')
  const world = simulator.tenant(app.tenantId)
  world.removeRole()
  if (role !== undefined) world.assignRole({ role })
  const setup: ConnectionSetup = {
    kind: 'singleTenantApp',
    config: { tenantId: app.tenantId, clientId: app.clientId, cloud: 'global' },
    credential: credentialOf(app, credential),
    sets: SERVICE_SETS,
  }
  const workloadToken = () => simulator.mintAssertion({ subject: app.federated?.subject ?? '' })
  const opened = open(simulator, setup, {
    workloadToken,
    ...(answer && { answer }),
    ...(pageSize !== undefined && { pageSize }),
  })
  return { ...opened, world, reading: new TenantReading(opened.microsoft) }
}
