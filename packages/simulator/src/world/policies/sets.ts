import type { Seed } from '../../store/seed.js'
import type { Entity, Tenant } from '../model.js'
import { seedAccessReviews } from './access-reviews.js'
import { seedAppManagementPolicies, seedDefaultAppManagementPolicy } from './app-management.js'
import { seedAuthenticationMethodsPolicy } from './authentication-methods.js'
import { seedAuthenticationContexts, seedAuthenticationStrengths } from './authentication-strengths.js'
import { seedAuthorizationPolicy } from './authorization-policy.js'
import { seedSensitivityLabels, seedTeamsApps } from './catalogues.js'
import { seedConditionalAccessPolicies } from './conditional-access.js'
import { seedAdminConsentRequestPolicy, seedPermissionGrantPolicies } from './consent-policies.js'
import {
  seedCrossTenantAccessDefault,
  seedCrossTenantAccessPartners,
  seedCrossTenantAccessPolicy,
} from './cross-tenant-access.js'
import { seedAlerts, seedHealthIssues, seedSensors } from './defender.js'
import { seedDeviceRegistrationPolicy } from './device-registration.js'
import { seedGroupSettings } from './group-settings.js'
import {
  seedApplePushCertificate,
  seedCompliancePolicies,
  seedDeviceConfigurations,
  seedDeviceManagementSettings,
  seedEnrollmentConfigurations,
} from './intune-policies.js'
import { seedNamedLocations } from './named-locations.js'
import {
  seedAppsAndServicesSettings,
  seedExternalIdentitiesPolicy,
  seedFormsSettings,
  seedInstallationOptions,
  seedItemInsights,
  seedOnPremisesSynchronization,
  seedProfileCardProperties,
  seedPronouns,
  seedReportSettings,
  seedSharePointSettings,
  seedTodoSettings,
} from './organization-settings.js'
import { seedControlProfiles } from './secure-score.js'
import { seedSecurityDefaults } from './security-defaults.js'
import { seedServiceIssues, seedServiceMessages } from './service-health.js'
import { seedApprovalPolicies, seedCleanupRules, seedConfigurationPolicies } from './settings-catalogue.js'
import {
  seedActivityBasedTimeoutPolicies,
  seedHomeRealmDiscoveryPolicies,
  seedLegacyPolicies,
  seedTokenLifetimePolicies,
} from './sts-policies.js'

/** Policies and settings of a tenant. What Graph shows as one object is a set of one. */
export const policySeeds: Record<string, (tenant: Tenant) => Seed | Entity[]> = {
  conditionalAccessPolicies: seedConditionalAccessPolicies,
  namedLocations: seedNamedLocations,
  authenticationStrengthPolicies: seedAuthenticationStrengths,
  authenticationContexts: seedAuthenticationContexts,
  authorizationPolicy: seedAuthorizationPolicy,
  authenticationMethodsPolicy: seedAuthenticationMethodsPolicy,
  securityDefaults: seedSecurityDefaults,
  adminConsentRequestPolicy: seedAdminConsentRequestPolicy,
  permissionGrantPolicies: seedPermissionGrantPolicies,
  crossTenantAccessPolicy: seedCrossTenantAccessPolicy,
  crossTenantAccessDefault: seedCrossTenantAccessDefault,
  crossTenantAccessPartners: seedCrossTenantAccessPartners,
  deviceRegistrationPolicy: seedDeviceRegistrationPolicy,
  externalIdentitiesPolicy: seedExternalIdentitiesPolicy,
  defaultAppManagementPolicy: seedDefaultAppManagementPolicy,
  appManagementPolicies: seedAppManagementPolicies,
  activityBasedTimeoutPolicies: seedActivityBasedTimeoutPolicies,
  tokenLifetimePolicies: seedTokenLifetimePolicies,
  homeRealmDiscoveryPolicies: seedHomeRealmDiscoveryPolicies,
  claimsMappingPolicies: () => [],
  legacyPolicies: seedLegacyPolicies,
  groupSettings: seedGroupSettings,
  accessReviews: seedAccessReviews,
  sharePointSettings: seedSharePointSettings,
  reportSettings: seedReportSettings,
  itemInsights: seedItemInsights,
  pronouns: seedPronouns,
  profileCardProperties: seedProfileCardProperties,
  formsSettings: seedFormsSettings,
  appsAndServicesSettings: seedAppsAndServicesSettings,
  todoSettings: seedTodoSettings,
  installationOptions: seedInstallationOptions,
  onPremisesSynchronization: seedOnPremisesSynchronization,
  deviceManagement: seedDeviceManagementSettings,
  deviceCompliancePolicies: seedCompliancePolicies,
  deviceConfigurations: seedDeviceConfigurations,
  deviceEnrollmentConfigurations: seedEnrollmentConfigurations,
  applePushNotificationCertificate: seedApplePushCertificate,
  configurationPolicies: seedConfigurationPolicies,
  managedDeviceCleanupRules: seedCleanupRules,
  operationApprovalPolicies: seedApprovalPolicies,
  secureScoreControlProfiles: seedControlProfiles,
  identitySensors: seedSensors,
  identityHealthIssues: seedHealthIssues,
  securityAlerts: seedAlerts,
  sensitivityLabels: seedSensitivityLabels,
  teamsApps: seedTeamsApps,
  serviceIssues: seedServiceIssues,
  serviceMessages: seedServiceMessages,
}
