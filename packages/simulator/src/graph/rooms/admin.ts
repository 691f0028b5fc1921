import { readBody } from '../../odata/body.js'
import { propertyNames } from '../../odata/types.js'
import { healthOverviews } from '../../world/policies/service-health.js'
import { GraphError } from '../graph-error.js'
import { noContent } from '../reply.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'
import { needsProduct, needsSharePoint } from './licence-needs.js'
import { mergedChanges } from './merge.js'
import { policyOnly, policyRooms, policyList, policyRules } from './policy-rooms.js'

const HEALTH = '/admin/serviceAnnouncement'

const overviewRules = {
  ...policyRules('serviceHealth', { expands: ['issues'] }),
  defaults: propertyNames('serviceHealth'),
}

const serviceHealthRooms: Room[] = [
  collection(`${HEALTH}/healthOverviews`, overviewRules, (call) => healthOverviews(call.list('serviceIssues'))),
  single(`${HEALTH}/healthOverviews/{id}`, overviewRules, (call) =>
    healthOverviews(call.read('serviceIssues')).find(({ id, service }) => [id, service].includes(key(call))),
  ),
  ...policyRooms(`${HEALTH}/issues`, 'serviceIssues', 'serviceHealthIssue'),
  ...policyRooms(`${HEALTH}/messages`, 'serviceMessages', 'serviceUpdateMessage'),
]

function write(call: GraphCall, set: string, type: string, readOnly: string[]) {
  const [before] = call.tenant.set(set).view()
  if (!before) throw new GraphError('itemNotFound')
  const changes = mergedChanges(before, readBody(call, type, { readOnly }))
  return call.tenant.set(set).update(before.id, changes, call.now.getTime())
}

const SHAREPOINT = '/admin/sharepoint/settings'

/** SharePoint answers a change with what has become of all settings. */
const updateSharePoint: Room = {
  method: 'PATCH',
  path: SHAREPOINT,
  answer(call) {
    needsSharePoint(call)
    validateSharing(call)
    const { id: _id, ...after } = write(call, 'sharePointSettings', 'sharepointSettings', [
      'id',
      'availableManagedPathsForSiteCreation',
    ])
    return { '@odata.context': `${call.root}/$metadata#admin/sharepoint/settings/$entity`, ...after }
  },
}

/** A list that nothing is on would shut everyone out. */
function validateSharing(call: GraphCall): void {
  const [before] = call.tenant.set('sharePointSettings').view()
  const changes = { ...before, ...call.body() }
  const mode = String(changes['sharingDomainRestrictionMode'])
  const domains = changes[mode === 'allowList' ? 'sharingAllowedDomainList' : 'sharingBlockedDomainList']
  if (mode !== 'none' && Array.isArray(domains) && domains.length === 0) {
    throw new GraphError('invalidQuery', { value: `The domain list must not be empty when the mode is '${mode}'.` })
  }
}

const updateReportSettings: Room = {
  method: 'PATCH',
  path: '/admin/reportSettings',
  answer(call) {
    write(call, 'reportSettings', 'adminReportSettings', ['id'])
    return noContent()
  },
}

/** Settings of the organization, each at a path of its own. */
function settings(path: string, set: string, type: string, more: Parameters<typeof policyOnly>[3] = {}): Room {
  return policyOnly(path, set, type, { nameless: true, ...more })
}

const beta = { versions: ['beta'] }

export const adminRooms: Room[] = [
  ...serviceHealthRooms,
  settings(SHAREPOINT, 'sharePointSettings', 'sharepointSettings', { before: needsSharePoint }),
  updateSharePoint,
  settings('/admin/reportSettings', 'reportSettings', 'adminReportSettings'),
  updateReportSettings,
  settings('/admin/people/itemInsights', 'itemInsights', 'insightsSettings'),
  settings('/admin/people/pronouns', 'pronouns', 'pronounsSettings'),
  policyList('/admin/people/profileCardProperties', 'profileCardProperties', 'profileCardProperty'),
  settings('/admin/forms', 'formsSettings', 'adminForms', { ...beta, before: needsProduct('forms') }),
  settings('/admin/appsAndServices', 'appsAndServicesSettings', 'adminAppsAndServices', beta),
  settings('/admin/todo', 'todoSettings', 'adminTodo', beta),
  settings('/admin/microsoft365Apps/installationOptions', 'installationOptions', 'm365AppsInstallationOptions'),
  single('/teamwork/teamsAppSettings', policyRules('teamsAppSettings'), () => undefined),
  policyList('/appCatalogs/teamsApps', 'teamsApps', 'teamsApp', { expands: ['appDefinitions'] }),
  {
    path: '/reports/azureADPremiumLicenseInsight',
    versions: ['beta'],
    answer: premiumLicences,
  },
]

/** How many licences there are, and how many people use what they allow. */
function premiumLicences({ tenant, root }: GraphCall): unknown {
  const { users } = tenant.headcount
  const entitled = (pattern: RegExp) =>
    tenant.purchases
      .filter(({ skuPartNumber }) => pattern.test(skuPartNumber))
      .reduce((sum, { units }) => sum + units, 0)
  const p2 = entitled(/^(SPE_E5|AAD_PREMIUM_P2|EMSPREMIUM|IDENTITY_THREAT_PROTECTION)/)
  const p1 = entitled(/^(SPE_E3|SPB|SPE_F1|AAD_PREMIUM$|EMS$)/)
  const used = (share: number) => Math.min(Math.round(users * share), p1 + p2)
  const riskUsers = tenant.good('there are licences for everyone whose risk is looked at') ? Math.min(users, p2) : users
  return {
    '@odata.context': `${root}/$metadata#reports/azureADPremiumLicenseInsight/$entity`,
    id: tenant.id,
    entitledP1LicenseCount: p1,
    entitledP2LicenseCount: p2,
    entitledTotalLicenseCount: p1 + p2,
    p1FeatureUtilizations: {
      conditionalAccess: { userCount: used(0.9) },
      conditionalAccessGuestUsers: { userCount: 0 },
    },
    p2FeatureUtilizations: {
      riskBasedConditionalAccess: { userCount: p2 > 0 ? riskUsers : 0 },
      riskBasedConditionalAccessGuestUsers: { userCount: 0 },
    },
  }
}
