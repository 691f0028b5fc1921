import type { Access } from './graph.js'

/**
 * Under which permission each part of a tenant is read. Conditional Access and identity protection take one call a second
 * of all apps of a tenant, logs and reports five in ten seconds; readers that share a limit wait for each other.
 * https://learn.microsoft.com/graph/throttling-limits
 */
export const ORGANIZATION: Access = { set: 'organization', permissions: ['Organization.Read.All'] }
export const LICENCES: Access = { set: 'licences', permissions: ['Organization.Read.All'] }
export const USERS: Access = { set: 'users', permissions: ['User.Read.All'] }
export const GROUPS: Access = { set: 'groups', permissions: ['Group.Read.All'] }
export const DOMAINS: Access = { set: 'directorySettings', permissions: ['Domain.Read.All'] }
export const SETTINGS: Access = { set: 'directorySettings', permissions: ['GroupSettings.Read.All'] }
export const DEVICES: Access = { set: 'directorySettings', permissions: ['Policy.Read.DeviceConfiguration'] }
export const INVITATIONS: Access = {
  set: 'directorySettings',
  permissions: ['Policy.Read.B2BManagementPolicy'],
}
export const POLICIES: Access = { set: 'policies', permissions: ['Policy.Read.All'] }
export const CONDITIONAL_ACCESS: Access = { ...POLICIES, limit: 'conditionalAccess' }
export const DIRECTORY: Access = { set: 'directory', permissions: ['Directory.Read.All'] }
export const APPLICATIONS: Access = { set: 'applications', permissions: ['Application.Read.All'] }
export const ROLES: Access = { set: 'roles', permissions: ['RoleManagement.Read.Directory'] }
export const REGISTRATIONS: Access = { set: 'mfa', permissions: ['AuditLog.Read.All'], limit: 'entraReports' }
export const ACCESS_REVIEWS: Access = { set: 'accessReviews', permissions: ['AccessReview.Read.All'] }
export const LICENCE_USE: Access = { set: 'licenceUse', permissions: ['Reports.Read.All'] }
export const SECURE_SCORE: Access = { set: 'secureScore', permissions: ['SecurityEvents.Read.All'], limit: 'security' }
export const SHAREPOINT: Access = { set: 'sharepoint', permissions: ['SharePointTenantSettings.Read.All'] }
export const FORMS: Access = { set: 'tenantSettings', permissions: ['OrgSettings-Forms.Read.All'] }
export const APPS_AND_SERVICES: Access = {
  set: 'tenantSettings',
  permissions: ['OrgSettings-AppsAndServices.Read.All'],
}
export const INTUNE: Access = { set: 'intune', permissions: ['DeviceManagementConfiguration.Read.All'] }
export const INTUNE_DEVICES: Access = { set: 'intune', permissions: ['DeviceManagementManagedDevices.Read.All'] }
export const IDENTITY_HEALTH: Access = { set: 'identityDefender', permissions: ['SecurityIdentitiesHealth.Read.All'] }
export const IDENTITY_SENSORS: Access = {
  set: 'identityDefender',
  permissions: ['SecurityIdentitiesSensors.Read.All'],
}
export const HUNTING: Access = { set: 'hunting', permissions: ['ThreatHunting.Read.All'], limit: 'hunting' }
