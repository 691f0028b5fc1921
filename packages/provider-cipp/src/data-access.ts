import type { DataCategory, ForbiddenCall } from '@tenantry/core'

export const dataCategories: readonly DataCategory[] = [
  {
    id: 'tenants',
    name: 'Tenants of CIPP',
    reads: 'Name, domain and id of each tenant that CIPP manages, and which of them it excludes.',
    set: 'core',
  },
  {
    id: 'work',
    name: 'CIPP’s queue and logbook',
    reads: 'How far a bulk consent is, and why it failed in a tenant.',
    set: 'core',
  },
  {
    id: 'mailboxes',
    name: 'Mailboxes and distribution lists',
    reads: 'Names and addresses, members of lists, and who may use a mailbox. Never what is in a mailbox.',
    set: 'mailboxes',
  },
  {
    id: 'settings',
    name: 'Settings of Exchange and Purview',
    reads:
      'Mail flow, protection and audit settings, and of each mailbox its address, kind, forwarding and audit settings; no mail.',
    set: 'core',
  },
]

/** Every function of CIPP that is ever called. */
const FUNCTIONS = [
  'me',
  'ListTenants',
  'ExecExcludeTenant',
  'ExecAppPermissionTemplate',
  'ExecAppApprovalTemplate',
  'ExecAddMultiTenantApp',
  'ListCippQueue',
  'ListLogs',
  'ListExoRequest',
  'EditGroup',
  'AddSharedMailbox',
  'ExecModifyMBPerms',
  'ExecEditMailboxPermissions',
  'ExecCPVPermissions',
]

export const forbiddenCalls: readonly ForbiddenCall[] = [
  {
    pattern: new RegExp(`^\\w+ [^/]+/api/(?!(${FUNCTIONS.join('|')})$)`),
    what: 'users, devices, policies, standards and settings in CIPP, and everything else that this integration does not need',
  },
]
