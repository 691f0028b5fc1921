import { guid, secretValue } from '../ids.js'
import type { Application, Certificate, Entity, FederatedCredential, RequiredAccess, Secret, Tenant } from '../model.js'
import { resourceApis } from '../resources.js'

/** The registration behind a directory object, so that the token endpoint knows it; made from the object when there is none. */
export function registrationOf(tenant: Tenant, entity: Entity): Application {
  const existing = tenant.applications.find(({ id }) => id === entity.id)
  if (existing) return existing
  const appId = String(entity['appId'])
  const credentials = (entity['passwordCredentials'] ?? []) as Record<string, string>[]
  const application: Application = {
    id: entity.id,
    appId,
    displayName: String(entity['displayName']),
    homeTenantId: tenant.id,
    audience: entity['signInAudience'] === 'AzureADMyOrg' ? 'AzureADMyOrg' : 'AzureADMultipleOrgs',
    createdAt: new Date(String(entity['createdDateTime'])),
    secrets: credentials.map((credential) => ({
      keyId: String(credential['keyId']),
      value: secretValue(appId, String(credential['displayName'])),
      displayName: String(credential['displayName']),
      startsAt: new Date(String(credential['startDateTime'])),
      endsAt: new Date(String(credential['endDateTime'])),
    })),
    secretsMade: credentials.length,
    certificates: [],
    federatedCredentials: [],
    requiredAccess: requiredAccessOf(entity['requiredResourceAccess']),
    redirectUris: redirectUrisOf(entity['web']),
  }
  tenant.applications.push(application)
  return application
}

/** The application permissions among what a registration asks for. */
export function requiredAccessOf(value: unknown): RequiredAccess[] {
  const resources = (value ?? []) as { resourceAppId: string; resourceAccess: { id: string; type: string }[] }[]
  return resources.flatMap(({ resourceAppId, resourceAccess }) => {
    const api = resourceApis.find(({ appId }) => appId === resourceAppId)
    if (!api) return []
    const names = new Map([...api.appRoles].map(([name, id]) => [id, name]))
    const roles = resourceAccess.flatMap(({ id, type }) => (type === 'Role' ? (names.get(id) ?? []) : []))
    return [{ resourceAppId, roles }]
  })
}

export function redirectUrisOf(web: unknown): string[] {
  return [...(((web ?? {}) as { redirectUris?: string[] }).redirectUris ?? [])]
}

/** https://learn.microsoft.com/graph/api/application-addpassword: two years unless told otherwise. */
const TWO_YEARS = 730 * 86_400_000

export function addSecret(
  application: Application,
  facts: { displayName?: string | null; startDateTime?: string; endDateTime?: string },
  now: Date,
): Secret {
  const number = ++application.secretsMade
  const startsAt = facts.startDateTime === undefined ? now : new Date(facts.startDateTime)
  const secret: Secret = {
    keyId: guid(application.appId, 'secret', number),
    value: secretValue(application.appId, 'secret', number),
    displayName: facts.displayName ?? '',
    startsAt,
    endsAt: facts.endDateTime === undefined ? new Date(startsAt.getTime() + TWO_YEARS) : new Date(facts.endDateTime),
  }
  application.secrets.push(secret)
  return secret
}

/** Public keys that replace those before; a key that came without its value is one that was there. */
export function replaceCertificates(
  application: Application,
  keys: readonly Record<string, unknown>[],
  now: Date,
): void {
  application.certificates = keys.flatMap((given, index): Certificate[] => {
    const kept = application.certificates.find(({ keyId }) => keyId === given['keyId'])
    if (kept) return [kept]
    if (typeof given['key'] !== 'string') return []
    return [
      {
        keyId:
          typeof given['keyId'] === 'string' ? given['keyId'] : guid(application.appId, 'key', index, now.getTime()),
        displayName: typeof given['displayName'] === 'string' ? given['displayName'] : '',
        pem: `-----BEGIN CERTIFICATE-----\n${given['key']}\n-----END CERTIFICATE-----\n`,
        privateKeyPem: '',
        startsAt: typeof given['startDateTime'] === 'string' ? new Date(given['startDateTime']) : now,
        endsAt:
          typeof given['endDateTime'] === 'string'
            ? new Date(given['endDateTime'])
            : new Date(now.getTime() + TWO_YEARS),
      },
    ]
  })
}

/** A credential's audience is one even though the property is a list. */
export function federatedCredential(id: string, facts: Record<string, unknown>): FederatedCredential {
  const audiences = (facts['audiences'] ?? []) as string[]
  return {
    id,
    name: String(facts['name']),
    issuer: String(facts['issuer']),
    subject: String(facts['subject']),
    audience: audiences[0] ?? 'api://AzureADTokenExchange',
  }
}
