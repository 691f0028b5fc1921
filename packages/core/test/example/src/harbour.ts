import { definePlugin, field, type Permission } from '@tenantry/core'
import { z } from 'zod'
import { HarbourClient } from './harbour-client.js'

const read = (name: string, why: string): Permission => ({ name, resource: 'Harbour', why, risk: 'low', write: false })

/** A directory of berths and boats: everything a provider has, as small as it gets. */
export const harbour = definePlugin({
  contract: 1,
  id: 'harbour',
  name: 'Harbour',
  description: 'Berths and boats of a marina.',
  categories: ['Boats'],
  connectionKinds: [
    {
      id: 'marina',
      name: 'One marina',
      description: 'A marina connects its own account.',
      config: z.object({
        account: field(z.string().trim().min(1), {
          label: 'Account',
          help: 'Shown at the top of the Harbour console.',
        }),
        clientId: field(z.string().trim().min(1), { label: 'Client ID' }),
      }),
      binds: ['account', 'clientId'],
      credentials: ['clientSecret'],
      guide: {
        creates: ['An API client in your Harbour account'],
        needs: ['Access to the Harbour console'],
        steps: [
          {
            id: 'client',
            title: 'Create an API client',
            instructions: ['Open API clients, choose New, and copy its ID and secret into the form below.'],
            link: { label: 'API clients', href: 'https://console.harbour.example/clients' },
            who: { enough: ['harbourMaster'] },
            provenBy: 'authentication',
          },
        ],
      },
    },
  ],
  credentialKinds: [
    {
      id: 'clientSecret',
      name: 'Client secret',
      description: 'A password of the API client.',
      advice: 'Renew it once a year.',
      schema: z.object({
        secret: field(z.string().trim().min(1), { label: 'Client secret', secret: true }),
      }),
    },
  ],
  roles: [{ id: 'harbourMaster', name: 'Harbour master' }],
  permissionSets: [
    {
      id: 'account',
      name: 'Account',
      feature: 'The name of the marina',
      required: true,
      permissions: [read('account.read', 'Names the marina.')],
    },
    {
      id: 'boats',
      name: 'Boats',
      feature: 'The list of boats',
      byDefault: true,
      permissions: [read('boats.read', 'Lists boats.')],
    },
    {
      id: 'crew',
      name: 'Crew',
      feature: 'The people of the marina',
      permissions: [read('crew.read', 'Lists the crew.')],
    },
  ],
  lattice: { 'boats.manage': ['boats.read'] },
  dataCategories: [
    { id: 'boats', name: 'Boats', reads: 'Name and berth of each boat.', set: 'boats' },
    { id: 'crew', name: 'Crew', reads: 'Name and address of each person.', set: 'crew' },
  ],
  forbiddenCalls: [{ pattern: /\/logbooks(\/|$)/i, what: 'logbooks' }],
  errors: [],
  requestIdHeaders: ['x-request-id'],
  hosts: () => ['login.harbour.example', 'api.harbour.example'],
  connect: ({ config, credential }, host) =>
    new HarbourClient(
      {
        account: String(config.account),
        clientId: String(config.clientId),
        secret: String(credential.values.secret),
      },
      host,
    ),
  authenticate: (client) => client.signIn(),
  describeTenant: async (client) => {
    const { id, name } = await client.account()
    return { tenantId: id, name }
  },
  probes: [
    {
      id: 'account.read',
      name: 'Read the account',
      set: 'account',
      permissions: ['account.read'],
      run: async (client) => (await client.account()).name,
    },
    {
      id: 'boats.read',
      name: 'List boats',
      set: 'boats',
      permissions: ['boats.read'],
      run: async (client) => `${(await client.boats()).length} boats`,
    },
  ],
  inTenant: (client, { tenantId }) => client.inMarina(tenantId),
  capabilities: { people: { kinds: ['marina'], users: (client, limit) => client.crew(limit) } },
})
