import { X509Certificate } from 'node:crypto'
import { type CredentialLife, type Identity, type TenantFacts, unexpectedAnswer } from '@tenantry/core'
import { type AppCredential, application } from '@tenantry/m365'
import type { Cloud } from './clouds.js'
import { looksLikeGuid } from './config.js'
import { cloudOf, type MicrosoftConnection } from './connection.js'
import { EXCHANGE_ONLINE, EXCHANGE_PROTECTION, serviceRoleIds, serviceSets } from './permissions/service-sets.js'
import { organizations } from './probes.js'
import { isUnknownThere } from './token-errors.js'

/** Signs in past the cache, at each service that a feature needs, and reads what is granted from the tokens themselves. */
export async function authenticate({ config, tokens, sets }: MicrosoftConnection): Promise<Identity> {
  const graph = await tokens.forGraph({ fresh: true })
  const services = await Promise.all(
    servicesOf(sets, cloudOf(config)).map(async (service) => ({ service, granted: await grantedIn(service, tokens) })),
  )
  const inapplicable = services.flatMap(({ service, granted }) => (granted ? [] : Object.keys(service.roles)))
  return {
    tenantId: graph.tenantId,
    permissions: [...graph.roles, ...services.flatMap(({ granted }) => granted ?? [])],
    ...(inapplicable.length > 0 && { inapplicable }),
    ...(graph.principalId && { principalId: graph.principalId }),
    ...(graph.appName && { appName: graph.appName }),
  }
}

interface Service {
  /** Its address, or its app id where each tenant has an address of its own. */
  resource: string
  /** What its roles are called in tokens, by our names. */
  roles: Readonly<Record<string, string>>
}

/** Services other than Microsoft Graph whose permissions these features need. */
function servicesOf(sets: readonly string[], cloud: Cloud): Service[] {
  const services = new Map<string, Record<string, string>>()
  const needed = serviceSets.filter(({ id }) => sets.includes(id)).flatMap(({ permissions }) => permissions)
  for (const { name } of needed) {
    const role = serviceRoleIds[name]
    if (role) services.set(role.resource, { ...services.get(role.resource), [name]: role.value ?? name })
  }
  const addresses: Record<string, string> = {
    [EXCHANGE_ONLINE]: `https://${cloud.exchange}`,
    [EXCHANGE_PROTECTION]: `https://${cloud.compliance}`,
  }
  return [...services].map(([resource, roles]) => ({ resource: addresses[resource] ?? resource, roles }))
}

/** Permissions granted there, by our names. A tenant that never had the service has no principal for it: nothing can be. */
async function grantedIn(
  { resource, roles }: Service,
  tokens: MicrosoftConnection['tokens'],
): Promise<string[] | undefined> {
  try {
    const token = await tokens.forResource(resource, { fresh: true })
    const ours = Object.fromEntries(Object.entries(roles).map(([name, value]) => [value, name]))
    return token.roles.flatMap((role) => ours[role] ?? [])
  } catch (error) {
    if (isUnknownThere(error)) return undefined
    throw error
  }
}

/** Names the tenant. */
export async function describeTenant({ graph }: MicrosoftConnection): Promise<TenantFacts> {
  const [organization] = (await organizations(graph)).value
  if (!organization) throw unexpectedAnswer({ service: 'Microsoft Graph', what: 'no organization' })
  const domain = organization.verifiedDomains.find(({ isDefault }) => isDefault)?.name
  return {
    tenantId: organization.id,
    name: organization.displayName,
    ...(domain && { defaultDomain: domain }),
  }
}

/**
 * Reads when the credential in use ends. A secret is known again by its hint, which is its first three characters; one
 * that signs in has not ended yet. Where two could be meant, neither is claimed.
 * https://learn.microsoft.com/graph/api/resources/passwordcredential
 */
export async function credentialLife(connection: MicrosoftConnection): Promise<CredentialLife | undefined> {
  const { config, credential, graph, clock } = connection
  if (credential.kind === 'clientCertificate') {
    return { expiresAt: new Date(new X509Certificate(credential.values.certificate).validTo).toISOString() }
  }
  if (credential.kind === 'federatedCredential' || !connection.sets.includes('apps')) return undefined
  if (!looksLikeGuid(config.clientId)) return undefined
  const app = await graph.get(
    `/applications(appId='${config.clientId}')?$select=id,appId,passwordCredentials,keyCredentials`,
    application,
    { purpose: 'Read when the secret expires', permissions: ['Application.Read.All'], feature: 'Secret expiry' },
  )
  const describe = (kind: 'secret' | 'certificate') => (entry: AppCredential) => ({
    id: entry.keyId,
    kind,
    ...(entry.hint && { hint: entry.hint }),
    ...(entry.displayName && { name: entry.displayName }),
    ...(entry.startDateTime && { startsAt: entry.startDateTime }),
    ...(entry.endDateTime && { expiresAt: entry.endDateTime }),
  })
  const all = [
    ...app.passwordCredentials.map(describe('secret')),
    ...app.keyCredentials.map(describe('certificate')),
  ].toSorted((a, b) => (b.startsAt ?? '').localeCompare(a.startsAt ?? ''))
  const alive = ({ expiresAt }: { expiresAt?: string }) => !expiresAt || Date.parse(expiresAt) > clock.now().getTime()
  const alike = all.filter(
    (entry) =>
      entry.kind === 'secret' && entry.hint && credential.values.clientSecret.startsWith(entry.hint) && alive(entry),
  )
  const ours = alike.length === 1 ? alike[0] : undefined
  return { all, ...(ours?.expiresAt && { expiresAt: ours.expiresAt }) }
}
