import type { Permission, PermissionSet } from '@tenantry/core'

const GRAPH = 'Microsoft Graph'
/** Lets an app sign in to Exchange administration. */
export const MANAGE_AS_APP = 'Exchange.ManageAsApp'

const read = (name: string, why: string, risk: Permission['risk'] = 'low'): Permission => ({
  name,
  resource: GRAPH,
  why,
  risk,
  write: false,
})

/** What each feature needs, least privileged permission first. */
export const permissionSets: readonly PermissionSet[] = [
  {
    id: 'organization',
    name: 'Organization',
    feature: 'Connection test, tenant name, domains and subscriptions',
    required: true,
    permissions: [read('Organization.Read.All', 'Proves that the connection works and names the tenant.')],
  },
  {
    id: 'partner',
    name: 'Customers',
    feature: 'Finding your customers and the roles they have delegated to you',
    required: true,
    kinds: ['partnerApp'],
    permissions: [
      read(
        'DelegatedAdminRelationship.Read.All',
        'Lists granular delegated admin relationships with their roles and end dates.',
      ),
    ],
  },
  {
    id: 'users',
    name: 'Users',
    feature: 'Users with their status, e-mail and licences',
    byDefault: true,
    permissions: [read('User.Read.All', 'Reads user profiles, status and assigned licences.', 'medium')],
  },
  {
    id: 'groups',
    name: 'Groups',
    feature: 'Groups with their members and owners',
    byDefault: true,
    permissions: [read('Group.Read.All', 'Lists groups and reads their members.', 'medium')],
  },
  {
    id: 'licences',
    name: 'Licences',
    feature: 'Purchased, assigned and free licences',
    byDefault: true,
    permissions: [read('Organization.Read.All', 'Reads subscribed SKUs and their units.')],
  },
  {
    id: 'apps',
    name: 'Secret expiry',
    feature: 'Reminders before this app’s own secret or certificate expires',
    byDefault: true,
    permissions: [read('Application.Read.All', 'Reads the expiry dates of this app’s own credentials.')],
  },
  {
    id: 'secureScore',
    name: 'Secure Score',
    feature: 'Secure Score and its recommendations',
    byDefault: true,
    permissions: [read('SecurityEvents.Read.All', 'Reads Secure Score and its control profiles.', 'medium')],
  },
  {
    id: 'policies',
    name: 'Policies',
    feature: 'Conditional Access and security policies',
    byDefault: true,
    permissions: [read('Policy.Read.All', 'Reads Conditional Access and other policies.', 'medium')],
  },
  {
    id: 'roles',
    name: 'Directory roles',
    feature: 'Who holds which administrator role',
    permissions: [read('RoleManagement.Read.Directory', 'Reads role definitions and assignments.', 'medium')],
  },
  {
    id: 'signIns',
    name: 'Sign-in activity',
    feature: 'Last sign-in of each user',
    licence: 'Microsoft Entra ID P1',
    permissions: [read('AuditLog.Read.All', 'Reads sign-in activity and audit logs.', 'medium')],
  },
  {
    id: 'mfa',
    name: 'MFA status',
    feature: 'Registered sign-in methods of each user',
    licence: 'Microsoft Entra ID P1',
    permissions: [
      read('UserAuthenticationMethod.Read.All', 'Reads which sign-in methods a user has registered.', 'high'),
      read('AuditLog.Read.All', 'Reads the registration report for all users at once.', 'medium'),
    ],
  },
  {
    id: 'risk',
    name: 'Risky users',
    feature: 'Users whose account may be compromised',
    licence: 'Microsoft Entra ID P2',
    permissions: [read('IdentityRiskyUser.Read.All', 'Lists users at risk.', 'medium')],
  },
  {
    id: 'serviceHealth',
    name: 'Service health',
    feature: 'Microsoft’s own incidents that touch this tenant',
    permissions: [read('ServiceHealth.Read.All', 'Reads the service health dashboard.')],
  },
  {
    id: 'sharepoint',
    name: 'SharePoint settings',
    feature: 'Sharing and tenant settings of SharePoint and OneDrive',
    permissions: [read('SharePointTenantSettings.Read.All', 'Reads tenant settings; no site and no file.')],
  },
  {
    id: 'directory',
    name: 'Whole directory',
    feature: 'Licences, SKUs and organization with one wide permission',
    permissions: [
      read('Directory.Read.All', 'Reads everything in the directory. Wider than any single feature needs.', 'high'),
    ],
  },
  {
    id: 'userChanges',
    name: 'Change users',
    feature: 'Creating, changing and disabling users, after approval',
    permissions: [
      {
        name: 'User.ReadWrite.All',
        resource: GRAPH,
        why: 'Creates, changes, disables and deletes users.',
        risk: 'high',
        write: true,
      },
    ],
  },
  {
    id: 'groupChanges',
    name: 'Change groups',
    feature: 'Creating groups and changing their members, after approval',
    permissions: [
      {
        name: 'Group.ReadWrite.All',
        resource: GRAPH,
        why: 'Creates groups and changes members and owners.',
        risk: 'high',
        write: true,
      },
    ],
  },
  {
    id: 'exchange',
    name: 'Exchange',
    feature: 'Distribution lists, shared mailboxes and mailbox permissions',
    permissions: [
      {
        name: MANAGE_AS_APP,
        resource: 'Office 365 Exchange Online',
        why: 'Lets the app sign in to Exchange administration; what it may do there is set by an Entra role.',
        risk: 'high',
        write: true,
      },
    ],
  },
]
