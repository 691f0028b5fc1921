import type { PermissionLattice } from '@tenantry/core'

/**
 * Application permissions of Microsoft Graph and the narrower ones that each includes, as far as this plugin asks for
 * them. https://learn.microsoft.com/graph/permissions-reference
 */
export const lattice: PermissionLattice = {
  // Not User.ReadWrite.All and Group.ReadWrite.All: it creates and changes users and groups, but may not delete them.
  'Directory.ReadWrite.All': ['Directory.Read.All'],
  'Directory.Read.All': [
    'Application.Read.All',
    'Domain.Read.All',
    'Group.Read.All',
    'GroupSettings.Read.All',
    'LicenseAssignment.Read.All',
    'Organization.Read.All',
    'RoleManagement.Read.Directory',
    'User.Read.All',
  ],
  'User.ReadWrite.All': ['User.Read.All'],
  'User.Read.All': ['User.ReadBasic.All'],
  'Group.ReadWrite.All': ['Group.Read.All', 'GroupMember.ReadWrite.All'],
  'Group.Read.All': ['GroupMember.Read.All', 'GroupSettings.Read.All', 'Group.ReadBasic.All'],
  'GroupMember.ReadWrite.All': ['GroupMember.Read.All'],
  'GroupMember.Read.All': ['GroupMember.ReadBasic.All', 'Group.ReadBasic.All'],
  'Organization.ReadWrite.All': ['Organization.Read.All'],
  'Organization.Read.All': ['LicenseAssignment.Read.All'],
  'Application.ReadWrite.All': ['Application.Read.All'],
  'RoleManagement.Read.All': ['RoleManagement.Read.Directory'],
  'RoleManagement.ReadWrite.Directory': ['RoleManagement.Read.Directory'],
  'SecurityEvents.ReadWrite.All': ['SecurityEvents.Read.All'],
  'IdentityRiskyUser.ReadWrite.All': ['IdentityRiskyUser.Read.All'],
  'UserAuthenticationMethod.ReadWrite.All': ['UserAuthenticationMethod.Read.All'],
  'DelegatedAdminRelationship.ReadWrite.All': ['DelegatedAdminRelationship.Read.All'],
  'SharePointTenantSettings.ReadWrite.All': ['SharePointTenantSettings.Read.All'],
  'Domain.ReadWrite.All': ['Domain.Read.All'],
  'GroupSettings.ReadWrite.All': ['GroupSettings.Read.All'],
  'Policy.ReadWrite.B2BManagementPolicy': ['Policy.Read.B2BManagementPolicy'],
  'Policy.ReadWrite.DeviceConfiguration': ['Policy.Read.DeviceConfiguration'],
  'RoleManagementPolicy.ReadWrite.AzureADGroup': ['RoleManagementPolicy.Read.AzureADGroup'],
  'AccessReview.ReadWrite.All': ['AccessReview.Read.All'],
  'OrgSettings-Forms.ReadWrite.All': ['OrgSettings-Forms.Read.All'],
  'OrgSettings-AppsAndServices.ReadWrite.All': ['OrgSettings-AppsAndServices.Read.All'],
  'DeviceManagementConfiguration.ReadWrite.All': ['DeviceManagementConfiguration.Read.All'],
  'DeviceManagementManagedDevices.ReadWrite.All': ['DeviceManagementManagedDevices.Read.All'],
  'SecurityIdentitiesHealth.ReadWrite.All': ['SecurityIdentitiesHealth.Read.All'],
}
