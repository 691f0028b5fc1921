import { X509Certificate } from 'node:crypto'
import { AppError, type CredentialLife, type Identity, type TenantFacts, unexpectedAnswer } from '@tenantry/core'
import { type AppCredential, application } from '@tenantry/m365'
import type { MicrosoftConnection } from './connection.js'
import { looksLikeGuid } from './config.js'
import { MANAGE_AS_APP } from './permissions/permission-sets.js'
import { organizations } from './probes.js'

/** Signs in past the cache and reads what is granted, from the token itself. */
export async function authenticate({ tokens, sets }: MicrosoftConnection): Promise<Identity> {
  const graph = await tokens.forGraph({ fresh: true })
  const exchange = sets.includes('exchange') ? await rolesInExchange(tokens) : []
  return {
    tenantId: graph.tenantId,
    permissions: [...graph.roles, ...(exchange ?? [])],
    ...(exchange === undefined && { inapplicable: [MANAGE_AS_APP] }),
    ...(graph.principalId && { principalId: graph.principalId }),
    ...(graph.appName && { appName: graph.appName }),
  }
}

/** A tenant that never had Exchange has no principal for it: then nothing can be granted there. */
async function rolesInExchange(tokens: MicrosoftConnection['tokens']): Promise<readonly string[] | undefined> {
  try {
    return (await tokens.forExchange({ fresh: true })).roles
  } catch (error) {
    if (error instanceof AppError && error.provenance?.providerCode === 'AADSTS500011') return undefined
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
