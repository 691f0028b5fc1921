import { readData } from '../../data.js'
import { resourceObjectId } from '../consent.js'
import { directoryTime } from '../directory.js'
import { guid } from '../ids.js'
import { hasExchange } from '../licences.js'
import type { Entity, Tenant } from '../model.js'
import { EXCHANGE_APP_ID, GRAPH_APP_ID, MICROSOFT_TENANT_ID, type ResourceApi, resourceApis } from '../resources.js'
import { catalogue, type PopulationApp, populationOf } from './population.js'

const DAY = 86_400_000

/** Lets Microsoft 365 on the web open files that are stored elsewhere. */
export const THIRD_PARTY_STORAGE_APP_ID = 'c1f33bc0-bdb4-4248-ba9b-096807ddb43e'

/** Delegated permissions of Microsoft Graph with their ids; those that the seeds consent to. */
export const graphScopes = readData('graph-scopes.json') as Record<string, string>

/** What a service principal has when nothing was said about it. */
export function newServicePrincipal(facts: Entity): Entity {
  return {
    accountEnabled: true,
    addIns: [],
    alternativeNames: [],
    appDisplayName: facts['displayName'],
    appRoleAssignmentRequired: false,
    appRoles: [],
    info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
    keyCredentials: [],
    notificationEmailAddresses: [],
    oauth2PermissionScopes: [],
    passwordCredentials: [],
    replyUrls: [],
    resourceSpecificApplicationPermissions: [],
    servicePrincipalNames: [facts['appId']],
    servicePrincipalType: 'Application',
    tags: [],
    verifiedPublisher: { addedDateTime: null, displayName: null, verifiedPublisherId: null },
    ...facts,
  }
}

/** Microsoft's own, and those that the tenant began with beside the applications of its scenario. */
export function seedServicePrincipals(tenant: Tenant): Entity[] {
  const apis = resourceApis
    .filter(({ appId }) => appId !== EXCHANGE_APP_ID || hasExchange(tenant))
    .map((api) => microsoftApi(tenant, api))
  const known = new Set(resourceApis.map(({ appId }) => appId))
  const others = Object.entries(catalogue.microsoft).filter(([, appId]) => !known.has(appId))
  return [
    ...apis,
    ...others.map(([displayName, appId]) => microsoftApplication(tenant, displayName, appId)),
    ...(tenant.good('third-party storage is off')
      ? [
          {
            ...microsoftApplication(tenant, 'Microsoft 365 third-party storage', THIRD_PARTY_STORAGE_APP_ID),
            accountEnabled: false,
          },
        ]
      : []),
    ...populationOf(tenant).map((app) => population(tenant, app)),
  ]
}

function microsoftApplication(tenant: Tenant, displayName: string, appId: string): Entity {
  return newServicePrincipal({
    id: resourceObjectId(tenant, appId),
    appId,
    appOwnerOrganizationId: MICROSOFT_TENANT_ID,
    displayName,
    signInAudience: 'AzureADMultipleOrgs',
    servicePrincipalNames: [appId],
  })
}

function microsoftApi(tenant: Tenant, api: ResourceApi): Entity {
  return {
    ...microsoftApplication(tenant, api.displayName, api.appId),
    appRoles: [...api.appRoles].map(([value, id]) => ({
      allowedMemberTypes: ['Application'],
      description: value,
      displayName: value,
      id,
      isEnabled: true,
      origin: 'Application',
      value,
    })),
    keyCredentials: api.appId === EXCHANGE_APP_ID ? hybridKeys(tenant) : [],
    oauth2PermissionScopes: api.appId === GRAPH_APP_ID ? scopes() : [],
    servicePrincipalNames: [api.appId, ...api.identifiers],
  }
}

function scopes(): Record<string, unknown>[] {
  return Object.entries(graphScopes).map(([value, id]) => ({
    adminConsentDescription: value,
    adminConsentDisplayName: value,
    id,
    isEnabled: true,
    type: value.endsWith('.All') ? 'Admin' : 'User',
    userConsentDescription: value,
    userConsentDisplayName: value,
    value,
  }))
}

/** What an Exchange hybrid set-up of old leaves on the shared principal. */
function hybridKeys(tenant: Tenant): Record<string, unknown>[] {
  if (!tenant.headcount.onPremisesSync || tenant.good('hybrid keys are removed')) return []
  return [
    {
      customKeyIdentifier: null,
      displayName: 'CN=Microsoft Exchange Server Auth Certificate',
      endDateTime: directoryTime(new Date(tenant.begunAt.getTime() + 600 * DAY)),
      key: null,
      keyId: guid(tenant.id, 'hybrid-key'),
      startDateTime: directoryTime(new Date(tenant.begunAt.getTime() - 1200 * DAY)),
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
    },
  ]
}

const PRINCIPAL_TYPES = {
  saas: 'Application',
  own: 'Application',
  managedIdentity: 'ManagedIdentity',
  agent: 'ServiceIdentity',
} as const

function population(tenant: Tenant, app: PopulationApp): Entity {
  const createdDateTime = directoryTime(new Date(tenant.begunAt.getTime() - app.ageDays * DAY))
  return {
    ...(app.kind === 'agent' ? { '@odata.type': '#microsoft.graph.agentIdentity' } : {}),
    ...newServicePrincipal({
      id: app.servicePrincipalId,
      // An agent has no application of its own: its blueprint's stands behind it.
      appId: app.kind === 'agent' ? guid(tenant.id, 'agent-blueprint') : app.appId,
      appOwnerOrganizationId: app.kind === 'saas' ? guid('publisher', app.publisher ?? '') : tenant.id,
      displayName: app.name,
      servicePrincipalType: PRINCIPAL_TYPES[app.kind],
      signInAudience: app.kind === 'saas' ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
    }),
    accountEnabled: app.kind !== 'saas' || app.index % 9 !== 8,
    alternativeNames:
      app.kind === 'managedIdentity'
        ? ['isExplicit=False', `/subscriptions/${guid(tenant.id, 'azure')}/resourcegroups/operations/${app.name}`]
        : [],
    tags: app.kind === 'managedIdentity' ? [] : ['WindowsAzureActiveDirectoryIntegratedApp'],
    verifiedPublisher: {
      addedDateTime: app.verified ? createdDateTime : null,
      displayName: app.verified ? app.publisher : null,
      verifiedPublisherId: app.verified ? String(1_000_000 + app.index) : null,
    },
    ...(app.kind === 'agent' ? { agentIdentityBlueprintId: guid(tenant.id, 'agent-blueprint'), createdDateTime } : {}),
  }
}
