import { appsAndServicesSettings } from '@tenantry/m365/resources/apps-and-services-settings'
import { directorySubscriptions } from '@tenantry/m365/resources/directory-subscriptions'
import { formsSettings } from '@tenantry/m365/resources/forms-settings'
import { identityHealthIssues, identitySensors } from '@tenantry/m365/resources/identity-defender'
import { intuneAppleCertificate } from '@tenantry/m365/resources/intune-apple-certificate'
import { intuneApprovalPolicies } from '@tenantry/m365/resources/intune-approval-policies'
import { intuneCleanupRules } from '@tenantry/m365/resources/intune-cleanup-rules'
import { intuneEnrollment } from '@tenantry/m365/resources/intune-enrollment'
import { intunePolicies } from '@tenantry/m365/resources/intune-policies'
import { intuneSettings } from '@tenantry/m365/resources/intune-settings'
import { premiumLicenceInsight } from '@tenantry/m365/resources/premium-licence-insight'
import { secureScoreProfiles, secureScores } from '@tenantry/m365/resources/secure-scores'
import { sharePointSettings } from '@tenantry/m365/resources/sharepoint-settings'
import { subscribedSkus } from '@tenantry/m365/resources/subscribed-skus'
import {
  APPS_AND_SERVICES,
  FORMS,
  IDENTITY_HEALTH,
  IDENTITY_SENSORS,
  INTUNE,
  INTUNE_DEVICES,
  LICENCES,
  LICENCE_USE,
  ORGANIZATION,
  SECURE_SCORE,
  SHAREPOINT,
} from './access.js'
import type { GraphClient } from '../graph-client.js'
import { anything, callFor, list, listBy, type MicrosoftReader, one } from './graph.js'

const readScores = callFor(secureScores, SECURE_SCORE)

/** Graph has one a day, the newest first, each with all that it is made of: a month of them is a page. */
async function* latestScores(graph: GraphClient) {
  const { value } = await graph.page(`${secureScores.source}?$top=30`, anything, readScores)
  yield { items: value }
}

/** What the services of Microsoft 365 show of themselves through Graph. */
export const serviceReaders: readonly MicrosoftReader[] = [
  list(subscribedSkus, LICENCES),
  list(directorySubscriptions, ORGANIZATION),
  one(premiumLicenceInsight, LICENCE_USE),
  listBy(secureScores, SECURE_SCORE, ({ graph }) => latestScores(graph)),
  list(secureScoreProfiles, SECURE_SCORE),
  one(sharePointSettings, SHAREPOINT, { service: 'SharePoint' }),
  one(formsSettings, FORMS),
  one(appsAndServicesSettings, APPS_AND_SERVICES),
  one(intuneSettings, INTUNE),
  list(intunePolicies, INTUNE),
  list(intuneEnrollment, INTUNE),
  list(intuneApprovalPolicies, INTUNE),
  one(intuneAppleCertificate, INTUNE),
  list(intuneCleanupRules, INTUNE_DEVICES),
  list(identityHealthIssues, IDENTITY_HEALTH, { path: `/beta${identityHealthIssues.source}` }),
  list(identitySensors, IDENTITY_SENSORS, { path: `/beta${identitySensors.source}` }),
]
