import { definePlugin, field, type Host, type Identity, type PluginDefinition } from '@tenantry/core'
import { z } from 'zod'

/** What its client is: the door it was given. */
type Client = Host

const IDENTITY: Identity = { tenantId: 'the-rock', permissions: ['lamp.read'] }

/** The smallest provider there can be: it signs in without asking anyone. `changes` make it a worse one. */
export function lighthouse(changes: Partial<PluginDefinition<Client>> = {}) {
  return definePlugin<Client>({
    contract: 1,
    id: 'lighthouse',
    name: 'Lighthouse',
    description: 'One lamp on one rock.',
    categories: [],
    connectionKinds: [
      {
        id: 'lamp',
        name: 'One lamp',
        description: 'A lamp.',
        config: z.object({ rock: field(z.string(), { label: 'Rock' }) }),
        binds: ['rock'],
        credentials: ['key'],
        guide: { creates: [], needs: [], steps: [] },
      },
    ],
    credentialKinds: [
      {
        id: 'key',
        name: 'Key',
        description: 'A key.',
        advice: 'The only one.',
        schema: z.object({ key: field(z.string(), { label: 'Key', secret: true }) }),
      },
    ],
    roles: [],
    permissionSets: [
      {
        id: 'lamp',
        name: 'Lamp',
        feature: 'Whether the lamp burns',
        required: true,
        permissions: [{ name: 'lamp.read', resource: 'Lighthouse', why: 'Reads the lamp.', risk: 'low', write: false }],
      },
    ],
    lattice: {},
    dataCategories: [],
    forbiddenCalls: [],
    errors: [],
    requestIdHeaders: [],
    hosts: () => ['api.lighthouse.example'],
    connect: (_setup, host) => host,
    authenticate: () => Promise.resolve(IDENTITY),
    probes: [
      {
        id: 'lamp.read',
        name: 'Read the lamp',
        set: 'lamp',
        permissions: ['lamp.read'],
        run: () => Promise.resolve('It burns'),
      },
    ],
    ...changes,
  })
}

/** The body of a request that connects a lighthouse. */
export const lamp = (name: string) => ({
  providerId: 'lighthouse',
  kind: 'lamp',
  name,
  sets: [],
  config: { rock: 'The rock' },
  credential: { kind: 'key', values: { key: 'a key that opens the lamp room' } },
})
