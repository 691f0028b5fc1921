import { activityBasedTimeoutPolicies } from '@tenantry/m365/resources/activity-based-timeout-policies'
import { adminConsentRequestPolicy } from '@tenantry/m365/resources/admin-consent-request-policy'
import { defaultAppManagementPolicy } from '@tenantry/m365/resources/app-management-policies'
import { authenticationMethodsPolicy } from '@tenantry/m365/resources/authentication-methods-policy'
import { authorizationPolicy } from '@tenantry/m365/resources/authorization-policy'
import { conditionalAccessPolicies } from '@tenantry/m365/resources/conditional-access-policies'
import { deviceRegistrationPolicy } from '@tenantry/m365/resources/device-registration-policy'
import { domains } from '@tenantry/m365/resources/domains'
import { groupSettings } from '@tenantry/m365/resources/group-settings'
import { namedLocations } from '@tenantry/m365/resources/named-locations'
import { securityDefaults } from '@tenantry/m365/resources/security-defaults'
import { legacyPolicies } from '@tenantry/m365/resources/sts-policies'
import type { GraphClient } from '../graph-client.js'
import { CONDITIONAL_ACCESS, DEVICES, DOMAINS, INVITATIONS, POLICIES, SETTINGS } from './access.js'
import { anything, callFor, list, listBy, type MicrosoftReader, one } from './graph.js'

const readInvitations = callFor(legacyPolicies, INVITATIONS)

/** They have a path of their own today, which says their type in place of them. https://learn.microsoft.com/graph/api/policyroot-list-b2bmanagementpolicies */
async function* invitations(graph: GraphClient, from = '/beta/policies/b2bManagementPolicies') {
  for await (const { value, next } of graph.pages(from, anything, readInvitations)) {
    const items = value.map((policy) => ({ ...policy, type: 'B2BManagementPolicy' }))
    yield { items, ...(next !== undefined && { next }) }
  }
}

/** Policies and settings of the directory; beta where v1.0 does not show all that is judged. */
export const entraPolicyReaders: readonly MicrosoftReader[] = [
  list(conditionalAccessPolicies, CONDITIONAL_ACCESS, { path: '/beta/identity/conditionalAccess/policies' }),
  list(namedLocations, CONDITIONAL_ACCESS),
  one(authenticationMethodsPolicy, POLICIES, { path: '/beta/policies/authenticationMethodsPolicy' }),
  one(authorizationPolicy, POLICIES),
  one(securityDefaults, POLICIES),
  one(adminConsentRequestPolicy, POLICIES),
  one(defaultAppManagementPolicy, POLICIES),
  list(activityBasedTimeoutPolicies, POLICIES),
  listBy(legacyPolicies, INVITATIONS, ({ graph }, _context, from) => invitations(graph, from)),
  one(deviceRegistrationPolicy, DEVICES),
  list(groupSettings, SETTINGS),
  list(domains, DOMAINS),
]
