import { accessReviews } from '@tenantry/m365/resources/access-reviews'
import { exchangePermissionHolders, graphPermissionHolders } from '@tenantry/m365/resources/app-role-assignments'
import { applicationOwners, servicePrincipalOwners } from '@tenantry/m365/resources/application-owners'
import { applications } from '@tenantry/m365/resources/applications'
import { classifiedServicePrincipals } from '@tenantry/m365/resources/classified-service-principals'
import { groups } from '@tenantry/m365/resources/groups'
import { organizations } from '@tenantry/m365/resources/organizations'
import { registrationDetails } from '@tenantry/m365/resources/registration-details'
import { servicePrincipals } from '@tenantry/m365/resources/service-principals'
import { ACCESS_REVIEWS, APPLICATIONS, GROUPS, ORGANIZATION, REGISTRATIONS } from './access.js'
import { list, type MicrosoftReader } from './graph.js'

const OF_GROUPS = [
  'id',
  'displayName',
  'isAssignableToRole',
  'isManagementRestricted',
  'groupTypes',
  'membershipRule',
  'membershipRuleProcessingState',
  'securityEnabled',
  'mailEnabled',
  'onPremisesSyncEnabled',
  'resourceProvisioningOptions',
  'visibility',
]

/** Without the scopes and roles of APIs, which are Microsoft's own catalogue and most of the answer. */
const OF_PRINCIPALS = [
  'id',
  'appId',
  'displayName',
  'accountEnabled',
  'appOwnerOrganizationId',
  'servicePrincipalType',
  'signInAudience',
  'tags',
  'passwordCredentials',
  'keyCredentials',
]

const OF_APPLICATIONS = [
  'id',
  'appId',
  'displayName',
  'createdDateTime',
  'signInAudience',
  'requiredResourceAccess',
  'passwordCredentials',
  'keyCredentials',
]

/** The most that a page takes; a list with relationships is left to Graph's own size of pages. */
const selecting = (path: string, properties: readonly string[]) => ({
  path: `${path}?$select=${properties.join(',')}&$top=999`,
})
const expanding = (path: string, select: string, expand: string) => ({
  path: `${path}?$select=${select}&$expand=${expand}`,
})
const OWNERS = 'owners($select=id,displayName,userPrincipalName)'

/** What is in the directory. */
export const entraDirectoryReaders: readonly MicrosoftReader[] = [
  list(organizations, ORGANIZATION),
  list(groups, GROUPS, selecting('/groups', OF_GROUPS)),
  list(servicePrincipals, APPLICATIONS, selecting('/servicePrincipals', OF_PRINCIPALS)),
  list(applications, APPLICATIONS, selecting('/applications', OF_APPLICATIONS)),
  list(applicationOwners, APPLICATIONS, expanding('/applications', 'id,appId,displayName', OWNERS)),
  list(servicePrincipalOwners, APPLICATIONS, expanding('/servicePrincipals', 'id,appId,displayName', OWNERS)),
  list(
    classifiedServicePrincipals,
    APPLICATIONS,
    expanding('/servicePrincipals', 'id,appId,displayName', 'delegatedPermissionClassifications'),
  ),
  list(graphPermissionHolders, APPLICATIONS, { path: `${graphPermissionHolders.source}?$top=999` }),
  list(exchangePermissionHolders, APPLICATIONS, {
    path: `${exchangePermissionHolders.source}?$top=999`,
    service: 'Exchange',
  }),
  list(registrationDetails, REGISTRATIONS, { path: `${registrationDetails.source}?$top=999` }),
  list(accessReviews, ACCESS_REVIEWS),
]
