import { type CloudName, cloudOfLogin, clouds } from '../clouds.js'
import type { HttpReply, HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { findTenantOrRefuse, SHARED_TENANTS } from './tenants.js'
import { TokenError } from './token-errors.js'

/** OpenID metadata of a tenant, or of `common` and its like. */
export function openIdConfiguration(
  simulation: Simulation,
  request: HttpRequest,
  cloud: CloudName,
  segment: string,
  version: 'v1' | 'v2',
): HttpReply {
  const shared = SHARED_TENANTS.includes(segment.toLowerCase())
  const tenantId = shared ? '{tenantid}' : findTenantOrRefuse(simulation.world, cloud, segment).id
  const login = request.linkTo(request.host)
  const base = `${login}/${shared ? segment.toLowerCase() : tenantId}`
  const oauth = version === 'v2' ? `${base}/oauth2/v2.0` : `${base}/oauth2`
  return {
    status: 200,
    body: {
      token_endpoint: `${oauth}/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: version === 'v2' ? `${base}/discovery/v2.0/keys` : `${base}/discovery/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: version === 'v2' ? `${login}/${tenantId}/v2.0` : `https://sts.windows.net/${tenantId}/`,
      request_uri_parameter_supported: false,
      authorization_endpoint: `${oauth}/authorize`,
      http_logout_supported: true,
      frontchannel_logout_supported: true,
      end_session_endpoint: `${oauth}/logout`,
      claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'tid', 'oid', 'ver', 'appid', 'roles'],
      tenant_region_scope: cloud === 'china' ? 'AS' : 'NA',
      cloud_instance_name: clouds[cloud].login.replace(/^login\./, ''),
      msgraph_host: clouds[cloud].graph,
    },
  }
}

export function publishedKeys(simulation: Simulation, issuer: string): HttpReply {
  return { status: 200, body: { keys: [{ ...simulation.keys.entra.jwk, issuer }] } }
}

/** `GET /common/discovery/instance`: which hosts belong to which cloud. */
export function instanceDiscovery(request: HttpRequest): HttpReply {
  const asked = new URLSearchParams(request.query).get('authorization_endpoint')
  let host: string
  try {
    host = new URL(asked ?? '').hostname
  } catch {
    throw new TokenError(900144, { value: 'authorization_endpoint' })
  }
  const metadata = Object.values(clouds).map(({ login, aliases }) => ({
    preferred_network: login,
    preferred_cache: aliases[0],
    aliases: [login, ...aliases],
  }))
  if (!cloudOfLogin(host)) throw new TokenError(50049)
  const [, tenant = 'common'] = new URL(asked ?? '').pathname.split('/')
  return {
    status: 200,
    body: {
      tenant_discovery_endpoint: `${request.linkTo(host)}/${tenant}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata,
    },
  }
}
