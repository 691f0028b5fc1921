import { guid } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'
import { emergencyAccounts } from './emergency-accounts.js'

export function seedAdminConsentRequestPolicy(tenant: Tenant): Entity[] {
  const isEnabled = tenant.good('users can ask for consent')
  const [reviewer] = emergencyAccounts(tenant)
  const notify = isEnabled && tenant.good('reviewers of consent are told')
  return [
    complete('adminConsentRequestPolicy', {
      id: 'adminConsentRequestPolicy',
      isEnabled,
      version: isEnabled ? 1 : 0,
      notifyReviewers: notify,
      remindersEnabled: notify,
      requestDurationInDays: isEnabled ? 30 : 0,
      reviewers:
        isEnabled && reviewer
          ? [{ query: `/v1.0/users/${reviewer}`, queryType: 'MicrosoftGraph', queryRoot: null }]
          : [],
    }),
  ]
}

/** A permission grant policy with the conditions under which consent is allowed. */
function grantPolicy(id: string, displayName: string, description: string, includes: Partial<Entity>[]): Entity {
  const conditions = includes.map((condition, index) =>
    complete('permissionGrantConditionSet', {
      permissionClassification: 'all',
      permissionType: 'delegated',
      resourceApplication: 'any',
      permissions: ['all'],
      clientApplicationIds: ['all'],
      clientApplicationTenantIds: ['all'],
      clientApplicationPublisherIds: ['all'],
      clientApplicationsFromVerifiedPublisherOnly: false,
      ...condition,
      id: guid('permission grant policy', id, index),
    }),
  )
  return { ...complete('permissionGrantPolicy', { id, displayName, description }), includes: conditions, excludes: [] }
}

/** https://learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies */
export function seedPermissionGrantPolicies(tenant: Tenant): Entity[] {
  return [
    grantPolicy(
      'microsoft-all-application-permissions',
      'All application permissions, for any client app',
      'Includes all application permissions (app roles), for all APIs, for any client application.',
      [{ permissionType: 'application' }],
    ),
    grantPolicy(
      'microsoft-application-admin',
      'Application Admin Policy',
      'Permissions consentable by Application Administrators.',
      [{}, { permissionType: 'application' }],
    ),
    grantPolicy(
      'microsoft-company-admin',
      'Company Admin Policy',
      'Permissions consentable by Company Administrators.',
      [{}, { permissionType: 'application' }],
    ),
    grantPolicy(
      'microsoft-user-default-legacy',
      'Default User Consent Policy',
      'All permissions consentable by member type users by default.',
      [{}],
    ),
    grantPolicy(
      'microsoft-user-default-low',
      'Default User Low Risk Policy',
      'All low risk permissions are consentable by member type users by default.',
      [
        {
          permissionClassification: 'low',
          clientApplicationTenantIds: [tenant.id],
        },
        { permissionClassification: 'low', clientApplicationsFromVerifiedPublisherOnly: true },
      ],
    ),
    grantPolicy(
      'microsoft-user-default-recommended',
      "Microsoft's recommended current settings for user consent",
      'Permissions consentable based on what Microsoft currently recommends.',
      [{}],
    ),
  ]
}
