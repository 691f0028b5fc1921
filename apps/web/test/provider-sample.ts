import type { ConnectionTest, ProviderDetail } from '../src/api/shapes.js'

/** A provider that is nobody’s, to show that the console knows none by name. */
export const provider: ProviderDetail = {
  id: 'acme',
  name: 'Acme',
  description: 'Acme’s cloud.',
  categories: ['Cloud'],
  enabled: true,
  globallyDisabled: false,
  connections: 0,
  connectionKinds: [
    {
      id: 'app',
      name: 'One account',
      description: 'An app of one account.',
      fields: [
        { name: 'accountId', label: 'Account ID', type: 'text', required: true },
        {
          name: 'region',
          label: 'Region',
          type: 'choice',
          required: false,
          initial: 'eu',
          choices: [
            { value: 'eu', label: 'Europe', fills: { portal: 'eu.acme.example' } },
            { value: 'us', label: 'America', fills: { portal: 'us.acme.example' } },
          ],
        },
      ],
      binds: ['accountId'],
      credentials: ['key', 'secret'],
      reachesOthers: false,
      guide: {
        creates: ['An app'],
        needs: ['An administrator'],
        steps: [
          {
            id: 'register',
            title: 'Register an app',
            instructions: ['Choose New app.'],
            link: { label: 'New app', href: 'https://{portal}/new' },
            who: { enough: ['admin'], notEnough: ['reader'] },
          },
          {
            id: 'consent',
            title: 'Grant consent',
            instructions: ['Choose Grant.'],
            link: { label: 'Permissions', href: 'https://{portal}/apps/{accountId}' },
            who: { enough: ['admin'] },
            provenBy: 'permissions',
          },
          {
            id: 'agents',
            title: 'Tell the agents',
            instructions: ['Tell them.'],
            who: { enough: ['admin'] },
          },
          {
            id: 'connect',
            title: 'Test and save',
            instructions: ['Choose Test connection.'],
            who: { enough: ['admin'] },
            provenBy: 'apiCalls',
          },
        ],
      },
    },
  ],
  credentialKinds: [
    {
      id: 'key',
      name: 'Key pair',
      description: 'A key pair.',
      advice: 'Best.',
      fields: [{ name: 'privateKey', label: 'Private key', type: 'secretMultiline', required: true }],
    },
    {
      id: 'secret',
      name: 'Secret',
      description: 'A password.',
      advice: 'Quick.',
      fields: [{ name: 'secret', label: 'App secret', type: 'secret', required: true }],
    },
  ],
  roles: [
    { id: 'admin', name: 'Administrator' },
    { id: 'reader', name: 'Reader' },
  ],
  permissionSets: [
    {
      id: 'base',
      name: 'Base',
      feature: 'The test',
      required: true,
      permissions: [{ name: 'Base.Read', resource: 'Acme', why: 'Reads the base.', risk: 'low', write: false }],
    },
    {
      id: 'people',
      name: 'People',
      feature: 'People',
      byDefault: true,
      permissions: [{ name: 'People.Read', resource: 'Acme', why: 'Reads people.', risk: 'medium', write: false }],
    },
    {
      id: 'elsewhere',
      name: 'Elsewhere',
      feature: 'Of another kind',
      byDefault: true,
      kinds: ['other'],
      permissions: [{ name: 'Else.Read', resource: 'Acme', why: 'Reads else.', risk: 'low', write: false }],
    },
  ],
  dataCategories: [],
  neverReads: ['letters'],
  activityLinks: [],
  hasManifest: false,
}

/** A test in which everything passed. */
export const passedTest: ConnectionTest = {
  startedAt: '2026-11-21T12:00:00Z',
  durationMs: 900,
  health: 'connected',
  notes: [],
  surplus: [],
  tenant: { tenantId: 'a-1', name: 'Contoso' },
  checks: {
    authentication: { status: 'passed', durationMs: 300 },
    permissions: { status: 'passed', durationMs: 0, items: [] },
    apiCalls: { status: 'passed', durationMs: 600, items: [] },
  },
}

/** A test in which sign-in failed. */
export const refusedTest: ConnectionTest = {
  ...passedTest,
  health: 'authenticationError',
  tenant: undefined,
  problem: {
    code: 'secret_invalid',
    title: 'The secret is wrong',
    why: 'It is not accepted.',
    fix: 'Copy the Value.',
    retryable: false,
    health: 'authenticationError',
  },
  checks: {
    authentication: { status: 'failed', durationMs: 300 },
    permissions: { status: 'skipped', durationMs: 0, items: [] },
    apiCalls: { status: 'skipped', durationMs: 0, items: [] },
  },
}
