import type { Company } from '../src/api/shapes.js'

/** A company of a partner that nobody has consented for. */
export const pending: Company = {
  id: '6f0f2a52-3c0e-4d2b-9d3c-1f9f6f1f0001',
  connectionId: '6f0f2a52-3c0e-4d2b-9d3c-1f9f6f1f0002',
  providerTenantId: '6f0f2a52-3c0e-4d2b-9d3c-1f9f6f1f0003',
  name: 'Fabrikam',
  slug: 'fabrikam',
  defaultDomain: null,
  own: false,
  simulated: false,
  relationship: { status: 'active', endsAt: '2027-09-17T00:00:00Z', autoExtends: false, lacksConsentRole: false },
  consent: {
    status: 'pending',
    since: '2026-11-20T08:00:00Z',
    wanted: 2,
    missing: [],
    awaited: false,
    problem: null,
  },
  mailboxes: {
    status: 'pending',
    since: '2026-11-20T08:00:00Z',
    servedBy: null,
    servedByName: null,
    direct: false,
    unreachableSince: null,
    propagatingSince: null,
    elsewhere: [],
    problem: null,
  },
  readySince: null,
  verifiedAt: '2026-11-21T08:00:00Z',
  nextCheckAt: '2026-11-22T08:00:00Z',
  goneAt: null,
  tags: [],
  groups: [],
  domains: [],
  consentRoles: ['Global Administrator', 'Privileged Administrator'],
  inapplicable: [],
  appName: null,
  twins: [],
  note: '',
  mailboxesWanted: true,
  relationships: [
    {
      id: 'r-1',
      name: 'Fabrikam administration',
      status: 'active',
      roles: [{ id: 'pra', name: 'Privileged Administrator' }],
      startsAt: '2026-05-05T00:00:00Z',
      endsAt: '2027-09-17T00:00:00Z',
      autoExtends: false,
    },
  ],
  firstSeenAt: '2026-11-20T08:00:00Z',
  lastSeenAt: '2026-11-21T08:00:00Z',
  granted: [],
  mailboxService: 'Post',
  steps: {
    consent: {
      title: 'Grant admin consent',
      instructions: ['Sign in.', 'Accept.'],
      who: { enough: ['Privileged Administrator', 'Global Administrator'], notEnough: ['App Administrator'] },
    },
    mailboxes: {
      title: 'Assign the post role',
      instructions: ['Open the roles.', 'Add the app.'],
      link: { label: 'roles of this tenant', href: 'https://provider.example/roles' },
      copy: [{ label: 'Client ID', value: 'c-1' }],
      who: { enough: ['Global Administrator'], notEnough: [] },
    },
  },
  whatIf: {
    features: [
      {
        set: 'people',
        name: 'Users',
        feature: 'Users with their status',
        works: { now: false, after: true },
        permissions: [
          { name: 'People.Read', api: 'Graph', why: 'Reads people.', risk: 'medium', write: false, now: 'missing' },
          { name: 'Org.Read', api: 'Graph', why: 'Reads the name.', risk: 'low', write: false, now: 'covered' },
        ],
      },
      {
        set: 'post',
        name: 'Post',
        feature: 'Lists and shared mailboxes',
        works: { now: false, after: true },
        permissions: [
          { name: 'Post.Manage', api: 'Post', why: 'Manages post.', risk: 'high', write: true, now: 'missing' },
        ],
      },
    ],
  },
  usualPropagation: { fromSeconds: 1800, toSeconds: 7200, samples: 0 },
  reviewLink: { label: 'Enterprise application', href: 'https://provider.example/app' },
}

/** The same one with its consent granted. */
export const consented: Company = {
  ...pending,
  defaultDomain: 'fabrikam.example',
  consent: { ...pending.consent, status: 'granted' },
}

/** The same one with everything as it should be. */
export const ready: Company = {
  ...consented,
  mailboxes: { ...pending.mailboxes, status: 'working', servedBy: 'acme', servedByName: 'Acme', direct: true },
  readySince: '2026-11-21T08:00:00Z',
}
