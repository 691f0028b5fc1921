import { randomBytes } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Application, ServicePrincipal, Tenant } from '../world/model.js'
import type { ResourceApi } from '../world/resources.js'
import type { Proof } from './client-authentication.js'
import type { SigningKey } from './signing-keys.js'
import { pick } from '../world/ids.js'
import { rolesOf } from '../world/roles.js'

/** What every app-only token carries beside the directory roles of its principal. */
const DEFAULT_DIRECTORY_ROLE = '0997a1d0-0d1d-4acb-b408-d5ca73121e90'

export interface IssuedToken {
  token_type: 'Bearer'
  expires_in: number
  ext_expires_in: number
  access_token: string
}

interface TokenSubject {
  tenant: Tenant
  application: Application
  servicePrincipal: ServicePrincipal
  resource: ResourceApi
  /** The resource as the caller named it. */
  audience: string
  proof: Proof
}

/**
 * Issues an app-only token. Its roles are those granted by now, and stay so however the grants change; without any,
 * the claim is missing. https://learn.microsoft.com/entra/identity-platform/access-tokens#token-lifetime
 */
export async function issueToken(subject: TokenSubject, key: SigningKey, now: Date): Promise<IssuedToken> {
  const { tenant, application, servicePrincipal, resource, audience, proof } = subject
  const issuedAt = Math.floor(now.getTime() / 1000)
  const uti = randomBytes(16).toString('base64url')
  const lifetime = 3600 + pick(1800, uti) - 1
  const roles = servicePrincipal.grants
    .filter((grant) => grant.resourceAppId === resource.appId && grant.inTokensAt <= now)
    .map((grant) => grant.role)
  const replicatedAt = now.getTime() - tenant.propagation.tokenSeconds * 1000
  const token = await new SignJWT({
    aud: audience,
    iss: `https://sts.windows.net/${tenant.id}/`,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + lifetime,
    app_displayname: application.displayName,
    appid: application.appId,
    appidacr: proof,
    idp: `https://sts.windows.net/${tenant.id}/`,
    idtyp: 'app',
    oid: servicePrincipal.id,
    ...(roles.length > 0 ? { roles } : {}),
    sub: servicePrincipal.id,
    tid: tenant.id,
    uti,
    ver: '1.0',
    wids: [...rolesOf(tenant, servicePrincipal.id, replicatedAt), DEFAULT_DIRECTORY_ROLE],
  })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: key.kid, kid: key.kid })
    .sign(key.privateKey)
  return { token_type: 'Bearer', expires_in: lifetime, ext_expires_in: lifetime, access_token: token }
}
