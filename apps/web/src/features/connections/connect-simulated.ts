import type { QueryClient } from '@tanstack/vue-query'
import { initialValues } from '@tenantry/ui'
import { ProblemError } from '../../api/problem.js'
import type { Connection } from '../../api/shapes.js'
import { createConnection } from '../../queries/connections.js'
import { providerQuery, startSimulator } from '../../queries/providers.js'
import { setsByDefault } from './permission-sets.js'

/** Starts the simulated cloud where needed and connects to the first app there that a person could connect to. */
export async function connectSimulated(
  queryClient: QueryClient,
  organizationId: string,
  providerId: string,
): Promise<Connection> {
  const provider = await queryClient.ensureQueryData(providerQuery(organizationId, providerId))
  const { apps, tenants } = await startSimulator(organizationId)
  for (const kind of provider.connectionKinds) {
    const app = apps.find((candidate) => candidate.kind === kind.simulatedApp && candidate.clientSecret !== null)
    const credentialKind = provider.credentialKinds.find(
      ({ id, fields }) => kind.credentials.includes(id) && fields.some(({ name }) => name === 'clientSecret'),
    )
    if (!app || !credentialKind) continue
    const { tenantId, clientSecret, values } = app
    const known = kind.fields.filter(({ name }) => values[name] !== undefined).map(({ name }) => [name, values[name]])
    return createConnection(organizationId, {
      name: tenants.find(({ id }) => id === tenantId)?.name ?? app.name,
      providerId,
      kind: kind.id,
      simulated: true,
      sets: setsByDefault(provider.permissionSets, kind.id),
      config: { ...initialValues(kind.fields), ...Object.fromEntries(known) },
      credential: { kind: credentialKind.id, values: { clientSecret } },
    })
  }
  throw new ProblemError({
    title: 'The simulated cloud has no app to connect to',
    status: 0,
    detail: `It offers no app of a kind that ${provider.name} connects with.`,
    code: 'simulator_empty',
    fix: 'Start Tenantry with another scenario of the simulator.',
    retryable: false,
  })
}
