import { type BulkConsentProgress, definePlugin, field, type Host, tenantNotManaged } from '@tenantry/core'
import { z } from 'zod'

/** What the pilot does when it is asked, and what it was asked for. */
export interface PilotWorld {
  /** Provider ids of tenants that it does not reach. */
  unreachable: Set<string>
  /** Called with the tenants of each order; its answer is the ticket. */
  order: (tenantIds: string[], appId: string) => unknown
  /** What it says about each tenant of a ticket. */
  progress: (ticket: unknown) => BulkConsentProgress[] | Promise<BulkConsentProgress[]>
  deadlineSeconds: number
  /** Whether mailboxes of a tenant can be managed through it; throws what keeps it from telling. */
  serves: (tenantId: string) => boolean
}

/** Its client is the door it was given, in one tenant or in none. */
type Client = Host & { tenantId?: string }

/** A provider that acts in the tenants of another: it consents in bulk and serves mailboxes. It calls nobody. */
export function pilot(world: PilotWorld) {
  return definePlugin<Client>({
    contract: 1,
    id: 'pilot',
    name: 'Pilot',
    description: 'Brings ships of others into the harbour.',
    categories: [],
    connectionKinds: [
      {
        id: 'boat',
        name: 'Pilot boat',
        description: 'A boat.',
        config: z.object({ port: field(z.string(), { label: 'Port' }) }),
        binds: ['port'],
        credentials: ['key'],
        guide: { creates: [], needs: [], steps: [] },
        simulatedApp: 'boat',
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
    permissionSets: [],
    lattice: {},
    dataCategories: [],
    forbiddenCalls: [],
    errors: [],
    requestIdHeaders: [],
    hosts: () => ['api.pilot.example'],
    connect: (_setup, host) => host,
    authenticate: () => Promise.resolve({ tenantId: 'the-port', permissions: [] }),
    probes: [],
    inTenant: (host, { tenantId }) => ({ ...host, tenantId }),
    capabilities: {
      bulkConsent: {
        kinds: ['boat'],
        reach: (_client, tenants) =>
          Promise.resolve(
            tenants.map(({ tenantId, name = tenantId }) => ({
              tenantId,
              ...(world.unreachable.has(tenantId) && {
                problem: tenantNotManaged({ provider: 'Pilot', tenant: name, reason: 'it is not in its list' }),
              }),
            })),
          ),
        start: (_client, { request, tenants }) =>
          Promise.resolve(
            world.order(
              tenants.map(({ tenantId }) => tenantId),
              request.appId,
            ),
          ),
        poll: async (_client, ticket) => world.progress(ticket),
        deadlineSeconds: () => world.deadlineSeconds,
      },
      mailboxes: {
        kinds: ['boat'],
        service: 'Exchange',
        probe: async ({ tenantId = '' }) => {
          if (!world.serves(tenantId)) {
            throw tenantNotManaged({ provider: 'Pilot', tenant: tenantId, reason: 'it is not in its list' })
          }
          return undefined
        },
        lists: () => Promise.resolve([]),
        members: () => Promise.resolve([]),
        changeMember: () => Promise.resolve(),
        sharedMailboxes: () => Promise.resolve([]),
        createSharedMailbox: (_client, mailbox) => Promise.resolve({ id: mailbox.address, ...mailbox }),
        permissions: () => Promise.resolve([]),
        changePermission: () => Promise.resolve(),
      },
    },
  })
}

/** The body of a request that connects a pilot. */
export const boat = (name: string, simulated = true) => ({
  providerId: 'pilot',
  kind: 'boat',
  name,
  simulated,
  sets: [],
  config: { port: 'The port' },
  credential: { kind: 'key', values: { key: 'a key that opens the wheelhouse' } },
})
