import type { PermissionLattice, PermissionSet } from '@tenantry/core'

export const CORE_READ = 'CIPP.Core.Read'
export const APPLICATIONS = 'Tenant.Application.ReadWrite'
export const TEMPLATES = 'Tenant.ApplicationTemplates.ReadWrite'
export const MAILBOXES = 'Exchange.Mailbox.ReadWrite'
export const GROUPS = 'Identity.Group.ReadWrite'
export const SETTINGS = 'CIPP.AppSettings.ReadWrite'

const RESOURCE = 'CIPP'

export const permissionSets: readonly PermissionSet[] = [
  {
    id: 'core',
    name: 'Tenants',
    feature: 'Seeing which tenants CIPP manages, and reading Exchange through it',
    required: true,
    permissions: [
      {
        name: CORE_READ,
        resource: RESOURCE,
        why: 'Lists tenants, queues and the logbook, and runs reading commands of Exchange.',
        risk: 'medium',
        write: false,
      },
    ],
  },
  {
    id: 'bulkConsent',
    name: 'Bulk consent',
    feature: 'Granting consent in many tenants at once',
    byDefault: true,
    permissions: [
      {
        name: TEMPLATES,
        resource: RESOURCE,
        why: 'Keeps the list of permissions that our app is given.',
        risk: 'medium',
        write: true,
      },
      {
        name: APPLICATIONS,
        resource: RESOURCE,
        why: 'Adds our app to customers’ tenants with these permissions.',
        risk: 'high',
        write: true,
      },
    ],
  },
  {
    id: 'mailboxes',
    name: 'Exchange through CIPP',
    feature: 'Distribution lists, shared mailboxes and mailbox permissions where our app has no role',
    byDefault: true,
    permissions: [
      {
        name: MAILBOXES,
        resource: RESOURCE,
        why: 'Makes shared mailboxes and changes who may use a mailbox, after approval.',
        risk: 'high',
        write: true,
      },
      {
        name: GROUPS,
        resource: RESOURCE,
        why: 'Changes who is on a distribution list, after approval.',
        risk: 'high',
        write: true,
      },
    ],
  },
  {
    id: 'refresh',
    name: 'Refresh CIPP',
    feature: 'Asking CIPP to renew its own permissions in a tenant, and seeing which tenants it excludes',
    permissions: [
      {
        name: SETTINGS,
        resource: RESOURCE,
        why: 'Starts a refresh (CPV) of CIPP’s own app in one tenant. Only the role admin or a custom role has it.',
        risk: 'high',
        write: true,
      },
    ],
  },
]

/** In CIPP the right to change holds the right to read. */
export const lattice: PermissionLattice = Object.fromEntries(
  [
    'CIPP.Core',
    'CIPP.AppSettings',
    'Tenant.Application',
    'Tenant.ApplicationTemplates',
    'Exchange.Mailbox',
    'Identity.Group',
  ].map((name) => [`${name}.ReadWrite`, [`${name}.Read`]]),
)

const READS = [CORE_READ, 'Tenant.Application.Read', 'Exchange.Mailbox.Read', 'Identity.Group.Read']
const WRITES = ['CIPP.Core.ReadWrite', APPLICATIONS, TEMPLATES, MAILBOXES, GROUPS]

/** What CIPP’s own roles include, as far as it matters here. */
export const ownRoles = {
  readonly: READS,
  editor: [...READS, ...WRITES],
  admin: [...READS, ...WRITES, SETTINGS],
} as const
