import type { Permission, PermissionSet } from '@tenantry/core'
import { serviceSets } from './service-sets.js'

const GRAPH = 'Microsoft Graph'

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
    permissions: [
      read('RoleManagement.Read.Directory', 'Reads role definitions, assignments and their rules.', 'medium'),
      read('RoleManagementPolicy.Read.AzureADGroup', 'Reads the rules of groups that hold roles.'),
    ],
  },
  {
    id: 'applications',
    name: 'Applications',
    feature: 'Applications with their credentials, owners and permissions',
    permissions: [
      read('Application.Read.All', 'Reads app registrations and enterprise applications, never a secret.', 'medium'),
    ],
  },
  {
    id: 'directorySettings',
    name: 'Directory settings',
    feature: 'Password rules, consent, device settings and domains',
    permissions: [
      read('GroupSettings.Read.All', 'Reads password rules, consent settings and who may create groups.'),
      read('Domain.Read.All', 'Reads how each domain signs people in.'),
      read('Policy.Read.DeviceConfiguration', 'Reads who may join and register devices.'),
      read('Policy.Read.B2BManagementPolicy', 'Reads which domains guests may be invited from.'),
    ],
  },
  {
    id: 'auditLog',
    name: 'Audit log',
    feature: 'Who changed what, beside each change that is found',
    permissions: [read('AuditLog.Read.All', 'Reads changes of the directory and who made them.', 'medium')],
  },
  {
    id: 'accessReviews',
    name: 'Access reviews',
    feature: 'Reviews of guests, groups and roles',
    licence: 'Microsoft Entra ID P2',
    permissions: [read('AccessReview.Read.All', 'Reads how access reviews are set up.', 'medium')],
  },
  {
    id: 'licenceUse',
    name: 'Use of licences',
    feature: 'How many people use what Entra ID P1 and P2 allow',
    permissions: [read('Reports.Read.All', 'Reads the report on the use of premium licences.', 'medium')],
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
    id: 'tenantSettings',
    name: 'Microsoft 365 settings',
    feature: 'Settings of Forms, and which apps people may get by themselves',
    permissions: [
      read('OrgSettings-Forms.Read.All', 'Reads the settings of Forms, no form and no answer.'),
      read('OrgSettings-AppsAndServices.Read.All', 'Reads whether people may get apps and trials by themselves.'),
    ],
  },
  {
    id: 'intune',
    name: 'Intune',
    feature: 'Policies and settings of device management',
    licence: 'Microsoft Intune',
    permissions: [
      read('DeviceManagementConfiguration.Read.All', 'Reads policies, enrolment and settings of devices.', 'medium'),
      read('DeviceManagementManagedDevices.Read.All', 'Reads when inactive devices are cleaned up.', 'medium'),
    ],
  },
  {
    id: 'identityDefender',
    name: 'Defender for Identity',
    feature: 'Sensors of Defender for Identity and what ails them',
    licence: 'Microsoft Defender for Identity',
    permissions: [
      read('SecurityIdentitiesHealth.Read.All', 'Reads health issues of sensors.'),
      read('SecurityIdentitiesSensors.Read.All', 'Reads which sensors there are.'),
    ],
  },
  {
    id: 'hunting',
    name: 'Exposure and app governance',
    feature: 'Critical assets, exposed credentials and applications with too many permissions',
    licence: 'Microsoft Defender XDR',
    permissions: [
      read(
        'ThreatHunting.Read.All',
        'Asks three tables of advanced hunting: assets, how they hang together, and applications. Allows far more.',
        'high',
      ),
    ],
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
  ...serviceSets,
]
