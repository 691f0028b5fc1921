import { X509Certificate } from 'node:crypto'
import type { EntitySet } from '../../store/entity-set.js'
import { resourceObjectId } from '../consent.js'
import { directoryTime } from '../directory.js'
import type {
  Application,
  Certificate,
  Entity,
  FederatedCredential,
  Secret,
  ServicePrincipal,
  Tenant,
} from '../model.js'
import { resourceApis } from '../resources.js'
import type { World } from '../world.js'
import { newApplication } from './applications.js'
import { newServicePrincipal } from './service-principals.js'

/** What a mirrored object says, how it looks when it is new, and since when it is there. */
interface Mirrored {
  facts: Entity
  whole?: (facts: Entity) => Entity
  at: Date
}

const mirrored = new WeakMap<Tenant, Map<string, Set<string>>>()

/**
 * Applications that get tokens, their principals and their grants are kept where the token endpoint reads them. This
 * brings the directory's objects into line with what has become of them since; every read of those objects begins so.
 */
export function mirrorRegistrations(world: World, tenant: Tenant, now: Date): void {
  reinstate(tenant)
  const principals = tenant.servicePrincipals.filter(({ knownAt }) => knownAt <= now)
  mirror(
    tenant,
    'applications',
    now,
    tenant.applications.map((application) => mirroredApplication(tenant, application)),
  )
  mirror(tenant, 'federatedIdentityCredentials', now, tenant.applications.flatMap(mirroredCredentials))
  mirror(
    tenant,
    'servicePrincipals',
    now,
    principals.map((principal) => mirroredPrincipal(world, principal)),
  )
  mirror(
    tenant,
    'appRoleAssignments',
    now,
    principals.flatMap((principal) => mirroredGrants(tenant, principal, now)),
  )
}

interface Retired {
  applications: Application[]
  servicePrincipals: ServicePrincipal[]
}

const retired = new WeakMap<Tenant, Retired>()

/** A registration or a principal whose object was deleted: it gets no tokens, until the object is restored. */
export function retire(tenant: Tenant, set: keyof Retired, id: string): void {
  const all = retired.get(tenant) ?? { applications: [], servicePrincipals: [] }
  retired.set(tenant, all)
  if (set === 'applications') {
    all.applications.push(...tenant.applications.filter((one) => one.id === id))
    tenant.applications = tenant.applications.filter((one) => one.id !== id)
  } else {
    all.servicePrincipals.push(...tenant.servicePrincipals.filter((one) => one.id === id))
    tenant.servicePrincipals = tenant.servicePrincipals.filter((one) => one.id !== id)
  }
  mirrored.get(tenant)?.get(set)?.delete(id)
}

/** What came back from the recycle bin gets tokens again. */
function reinstate(tenant: Tenant): void {
  const all = retired.get(tenant)
  if (!all) return
  const isBack = (set: keyof Retired) => (one: { id: string }) => tenant.set(set).view().get(one.id) !== undefined
  for (const application of all.applications.filter(isBack('applications'))) {
    if (!tenant.applications.some(({ id }) => id === application.id)) tenant.applications.push(application)
  }
  for (const principal of all.servicePrincipals.filter(isBack('servicePrincipals'))) {
    if (tenant.servicePrincipals.some(({ id }) => id === principal.id)) continue
    tenant.servicePrincipals.push(principal)
    tenant.removedAppIds.delete(principal.appId)
  }
  all.applications = all.applications.filter((one) => !isBack('applications')(one))
  all.servicePrincipals = all.servicePrincipals.filter((one) => !isBack('servicePrincipals')(one))
}

function mirror(tenant: Tenant, name: string, now: Date, objects: Mirrored[]): void {
  const set = tenant.set(name)
  const before = mirrored.get(tenant)?.get(name)
  const view = set.view()
  const ids = new Set<string>()
  for (const { facts, whole, at } of objects) {
    ids.add(facts.id)
    const shown = view.get(facts.id)
    if (shown) update(set, shown, facts, now)
    else set.create(whole?.(facts) ?? facts, at.getTime())
  }
  for (const id of before ?? []) if (!ids.has(id) && view.get(id)) set.remove(id, now.getTime())
  const all = mirrored.get(tenant) ?? new Map<string, Set<string>>()
  mirrored.set(tenant, all.set(name, ids))
}

function update(set: EntitySet, shown: Entity, facts: Entity, now: Date): void {
  const changes = Object.entries(facts).filter(([name, value]) => JSON.stringify(shown[name]) !== JSON.stringify(value))
  if (changes.length > 0) set.update(shown.id, Object.fromEntries(changes), now.getTime())
}

function mirroredApplication(tenant: Tenant, application: Application): Mirrored {
  return {
    at: application.createdAt,
    whole: (facts) =>
      newApplication(tenant, {
        ...facts,
        requiredResourceAccess: application.requiredAccess.map(({ resourceAppId, roles }) => ({
          resourceAppId,
          resourceAccess: roles.map((role) => ({
            id: resourceApis.find(({ appId }) => appId === resourceAppId)?.appRoles.get(role),
            type: 'Role',
          })),
        })),
        signInAudience: application.audience,
      }),
    facts: {
      id: application.id,
      appId: application.appId,
      createdDateTime: directoryTime(application.createdAt),
      displayName: application.displayName,
      // Of an application of the population the keys are only shown: nobody has their certificates.
      ...(application.certificates.length > 0 ? { keyCredentials: application.certificates.map(keyCredential) } : {}),
      passwordCredentials: application.secrets.map(passwordCredential),
      web: web(tenant, application),
    },
  }
}

function web(tenant: Tenant, application: Application): Record<string, unknown> {
  const shown = tenant.set('applications').view().get(application.id)?.['web'] as Record<string, unknown> | undefined
  return {
    ...(shown ?? (newApplication(tenant, { id: application.id })['web'] as Record<string, unknown>)),
    redirectUris: application.redirectUris,
  }
}

/** Of a secret only the hint is ever shown. */
export function passwordCredential(secret: Secret): Record<string, unknown> {
  return {
    customKeyIdentifier: null,
    displayName: secret.displayName,
    endDateTime: directoryTime(secret.endsAt),
    hint: secret.value.slice(0, 3),
    keyId: secret.keyId,
    secretText: null,
    startDateTime: directoryTime(secret.startsAt),
  }
}

function keyCredential(certificate: Certificate): Record<string, unknown> {
  return {
    customKeyIdentifier: Buffer.from(
      new X509Certificate(certificate.pem).fingerprint.replaceAll(':', ''),
      'hex',
    ).toString('base64'),
    displayName: certificate.displayName,
    endDateTime: directoryTime(certificate.endsAt),
    key: null,
    keyId: certificate.keyId,
    startDateTime: directoryTime(certificate.startsAt),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
  }
}

function mirroredCredentials(application: Application): Mirrored[] {
  return application.federatedCredentials.map((credential: FederatedCredential) => ({
    at: application.createdAt,
    facts: {
      id: credential.id,
      applicationId: application.id,
      audiences: [credential.audience],
      issuer: credential.issuer,
      name: credential.name,
      subject: credential.subject,
    },
  }))
}

function mirroredPrincipal(world: World, principal: ServicePrincipal): Mirrored {
  const application = world.findApplication(principal.appId)
  return {
    at: principal.knownAt,
    whole: (facts) => newServicePrincipal({ ...facts, tags: ['WindowsAzureActiveDirectoryIntegratedApp'] }),
    facts: {
      id: principal.id,
      accountEnabled: principal.enabled,
      appId: principal.appId,
      appOwnerOrganizationId: application?.homeTenantId ?? null,
      displayName: principal.displayName,
      replyUrls: application?.redirectUris ?? [],
      signInAudience: application?.audience ?? null,
    },
  }
}

function mirroredGrants(tenant: Tenant, principal: ServicePrincipal, now: Date): Mirrored[] {
  return principal.grants
    .filter(({ createdAt }) => createdAt <= now)
    .map((grant) => ({
      at: grant.createdAt,
      facts: {
        id: grant.id,
        appRoleId: grant.roleId,
        createdDateTime: directoryTime(grant.createdAt),
        principalDisplayName: principal.displayName,
        principalId: principal.id,
        principalType: 'ServicePrincipal',
        resourceDisplayName: resourceApis.find(({ appId }) => appId === grant.resourceAppId)?.displayName ?? null,
        resourceId: resourceObjectId(tenant, grant.resourceAppId),
      },
    }))
}
