import { directoryTime } from '../directory.js'
import { defaultDomain } from '../domain-names.js'
import { guid, pick, secretValue } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { GRAPH_APP_ID, resourceApis } from '../resources.js'
import { type PopulationApp, populationOf } from './population.js'

const DAY = 86_400_000

/** What a registration has when nothing was said about it. */
export function newApplication(tenant: Tenant, facts: Entity): Entity {
  return {
    addIns: [],
    api: {
      acceptMappedClaims: null,
      knownClientApplications: [],
      oauth2PermissionScopes: [],
      preAuthorizedApplications: [],
      requestedAccessTokenVersion: null,
    },
    appRoles: [],
    identifierUris: [],
    info: {
      logoUrl: null,
      marketingUrl: null,
      privacyStatementUrl: null,
      supportUrl: null,
      termsOfServiceUrl: null,
    },
    keyCredentials: [],
    parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
    passwordCredentials: [],
    publicClient: { redirectUris: [] },
    publisherDomain: defaultDomain(tenant),
    requiredResourceAccess: [],
    signInAudience: 'AzureADMyOrg',
    spa: { redirectUris: [] },
    tags: [],
    verifiedPublisher: { addedDateTime: null, displayName: null, verifiedPublisherId: null },
    web: {
      homePageUrl: null,
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      logoutUrl: null,
      redirectUriSettings: [],
      redirectUris: [],
    },
    ...facts,
  }
}

/** The registrations that a tenant began with, beside those of its scenario. */
export function seedApplications(tenant: Tenant): Entity[] {
  return populationOf(tenant)
    .filter(({ kind }) => kind === 'own')
    .map((app) =>
      newApplication(tenant, {
        id: app.objectId,
        appId: app.appId,
        createdDateTime: directoryTime(new Date(tenant.begunAt.getTime() - app.ageDays * DAY)),
        displayName: app.name,
        ...credentials(tenant, app),
        requiredResourceAccess: [
          {
            resourceAppId: GRAPH_APP_ID,
            resourceAccess: app.permissions.map((role) => ({ id: graphRoleId(role), type: 'Role' })),
          },
        ],
        signInAudience:
          app.index % 4 === 3 && !tenant.good('applications are single-tenant')
            ? 'AzureADMultipleOrgs'
            : 'AzureADMyOrg',
      }),
    )
}

export function graphRoleId(role: string): string | undefined {
  return resourceApis.find(({ appId }) => appId === GRAPH_APP_ID)?.appRoles.get(role)
}

/** Well run: certificates, and no secret. Else secrets that live for years, end soon, or have ended and were left. */
function credentials(tenant: Tenant, app: PopulationApp): Record<string, unknown> {
  const time = (days: number) => directoryTime(new Date(tenant.begunAt.getTime() + days * DAY))
  const password = (name: string, from: number, to: number) => ({
    customKeyIdentifier: null,
    displayName: name,
    endDateTime: time(to),
    hint: secretValue(app.appId, name).slice(0, 3),
    keyId: guid(app.appId, name),
    secretText: null,
    startDateTime: time(from),
  })
  const key = {
    customKeyIdentifier: Buffer.from(guid(app.appId, 'thumbprint').replaceAll('-', ''), 'hex').toString('base64'),
    displayName: `CN=${app.name}`,
    endDateTime: time(200 + pick(300, app.appId, 'key')),
    key: null,
    keyId: guid(app.appId, 'key'),
    startDateTime: time(-100),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
  }
  const noSecrets = tenant.good('applications use no secrets')
  const current = tenant.good('credentials are rotated')
  const passwords = [
    ...(noSecrets ? [] : [password('Secret', -200, app.index % 4 === 0 ? 3450 : 80 + pick(400, app.appId, 'secret'))]),
    ...(current ? [] : [password('Old secret', -900, -5 - pick(300, app.appId, 'old'))]),
    ...(!noSecrets && !current && app.index % 3 === 2 ? [password('Secret to renew', -340, 3 + app.index)] : []),
  ]
  return {
    passwordCredentials: passwords,
    keyCredentials: noSecrets || app.index % 2 === 1 ? [key] : [],
  }
}
