import type { Probe } from '@tenantry/core'
import { organization } from '@tenantry/m365'
import { z } from 'zod'
import type { MicrosoftConnection } from './connection.js'
import type { GraphCall, GraphClient } from './graph-client.js'
import { permissionSets } from './permissions/permission-sets.js'
import { wholeObject } from './whole-object.js'

const answered = z.object({ value: z.array(organization) })

/** Reads the organization: the cheapest proof that token, grant and tenant work together. */
export function organizations(graph: GraphClient) {
  return graph.get('/organization?$select=id,displayName,verifiedDomains', answered, {
    purpose: 'Read the organization',
    permissions: ['Organization.Read.All'],
    feature: 'Organization',
  })
}

const page = z.object({ value: z.array(z.unknown()) })
const rows = z.object({ results: z.array(z.unknown()) })

function probe(
  set: string,
  name: string,
  permissions: readonly string[],
  run: (graph: GraphClient, call: GraphCall) => Promise<string | undefined>,
): Probe<MicrosoftConnection> {
  const { feature, licence } = permissionSets.find(({ id }) => id === set) ?? { feature: name, licence: undefined }
  const call: GraphCall = { purpose: name, permissions, feature, ...(licence && { licence }) }
  return { id: `${set}.read`, name, set, permissions, run: ({ graph }) => run(graph, call) }
}

/** A probe that reads one page of a collection. */
function reads(
  set: string,
  name: string,
  path: string,
  permissions: readonly string[],
  fact?: (count: number) => string,
): Probe<MicrosoftConnection> {
  return probe(set, name, permissions, async (graph, call) => {
    const { value } = await graph.get(path, page, call)
    return fact?.(value.length)
  })
}

/** A probe that reads one object. */
function readsOne(set: string, name: string, path: string, permissions: readonly string[]): Probe<MicrosoftConnection> {
  return probe(set, name, permissions, async (graph, call) => {
    await graph.get(path, wholeObject, call)
    return undefined
  })
}

/** One cheap call per feature, each with the page that documents it under learn.microsoft.com/graph/api. */
export const probes: readonly Probe<MicrosoftConnection>[] = [
  {
    id: 'organization.read',
    name: 'Read the organization',
    set: 'organization',
    permissions: ['Organization.Read.All'],
    async run({ graph }) {
      const [found] = (await organizations(graph)).value
      return found?.displayName
    },
  },
  reads('partner', 'List customers', '/tenantRelationships/delegatedAdminRelationships?$top=1&$select=id', [
    'DelegatedAdminRelationship.Read.All',
  ]),
  reads('users', 'Read a user', '/users?$top=1&$select=id', ['User.Read.All']),
  reads('groups', 'Read a group', '/groups?$top=1&$select=id', ['Group.Read.All']),
  reads('licences', 'Read subscribed SKUs', '/subscribedSkus?$select=id,skuId', ['Organization.Read.All'], (count) =>
    count === 1 ? '1 SKU' : `${count} SKUs`,
  ),
  reads('secureScore', 'Read Secure Score', '/security/secureScores?$top=1', ['SecurityEvents.Read.All']),
  reads('policies', 'Read Conditional Access policies', '/identity/conditionalAccess/policies?$top=1&$select=id', [
    'Policy.Read.All',
  ]),
  reads(
    'roles',
    'Read role definitions',
    '/roleManagement/directory/roleDefinitions?$filter=isBuiltIn%20eq%20true&$top=1&$select=id',
    ['RoleManagement.Read.Directory'],
  ),
  reads('applications', 'Read an application', '/servicePrincipals?$top=1&$select=id', ['Application.Read.All']),
  reads('directorySettings', 'Read directory settings', '/groupSettings?$top=1&$select=id', ['GroupSettings.Read.All']),
  reads('auditLog', 'Read the audit log', '/auditLogs/directoryAudits?$top=1', ['AuditLog.Read.All']),
  reads('accessReviews', 'Read access reviews', '/identityGovernance/accessReviews/definitions?$top=1&$select=id', [
    'AccessReview.Read.All',
  ]),
  readsOne('licenceUse', 'Read the use of licences', '/beta/reports/azureADPremiumLicenseInsight', [
    'Reports.Read.All',
  ]),
  readsOne('tenantSettings', 'Read settings of apps and services', '/beta/admin/appsAndServices', [
    'OrgSettings-AppsAndServices.Read.All',
  ]),
  readsOne('intune', 'Read settings of Intune', '/deviceManagement?$select=settings', [
    'DeviceManagementConfiguration.Read.All',
  ]),
  reads('identityDefender', 'Read health issues of sensors', '/beta/security/identities/healthIssues?$top=1', [
    'SecurityIdentitiesHealth.Read.All',
  ]),
  probe('hunting', 'Read an asset', ['ThreatHunting.Read.All'], async (graph, call) => {
    await graph.query('/security/runHuntingQuery', { Query: 'ExposureGraphNodes | take 1' }, rows, call)
    return undefined
  }),
  reads('signIns', 'Read a sign-in', '/auditLogs/signIns?$top=1', ['AuditLog.Read.All']),
  reads('mfa', 'Read registered methods', '/reports/authenticationMethods/userRegistrationDetails?$top=1', [
    'AuditLog.Read.All',
  ]),
  reads('risk', 'Read users at risk', '/identityProtection/riskyUsers?$top=1&$select=id', [
    'IdentityRiskyUser.Read.All',
  ]),
  reads('serviceHealth', 'Read service health', '/admin/serviceAnnouncement/healthOverviews?$top=1', [
    'ServiceHealth.Read.All',
  ]),
  {
    id: 'sharepoint.read',
    name: 'Read SharePoint settings',
    set: 'sharepoint',
    permissions: ['SharePointTenantSettings.Read.All'],
    async run({ graph }) {
      await graph.get('/admin/sharepoint/settings', z.looseObject({ sharingCapability: z.string() }), {
        purpose: 'Read SharePoint settings',
        permissions: ['SharePointTenantSettings.Read.All'],
        feature: 'SharePoint settings',
      })
      return undefined
    },
  },
  {
    id: 'apps.read',
    name: 'Read this app’s credentials',
    set: 'apps',
    permissions: ['Application.Read.All'],
    async run({ graph, config }) {
      await graph.get(
        `/servicePrincipals(appId='${config.clientId}')?$select=id,appId,accountEnabled`,
        z.looseObject({ id: z.string() }),
        {
          purpose: 'Read this app’s service principal',
          permissions: ['Application.Read.All'],
          feature: 'Secret expiry',
        },
      )
      return undefined
    },
  },
]
