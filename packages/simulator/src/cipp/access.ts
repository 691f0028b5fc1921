import { type HttpReply, type HttpRequest } from '../http/exchange.js'
import type { ApiClient } from '../world/api-clients.js'
import { fieldOf, type Endpoint, plain, valueOf } from './call.js'
import { addressOf, isWithin } from './easy-auth.js'
import type { CippInstance } from './instance.js'
import type { Managed } from './managed-tenants.js'
import { baseRoleAllows, type CustomRole, customRoleAllows, isBaseRole } from './roles.js'

const NOT_ALLOWED = 'Access to this CIPP API endpoint is not allowed, '

/** The role of clients that have none. */
const DEFAULT_ROLE = 'cipp-api'

/** The refusal, or the custom role that let the call in. */
export type Access = { refusal: HttpReply } | { role: CustomRole | undefined }

/** CIPP's own judgement, behind App Service Authentication: address, role, permission. */
export function judge(
  instance: CippInstance,
  client: ApiClient,
  request: HttpRequest,
  name: string,
  { permission }: Endpoint,
): Access {
  const refuse = (text: string) => ({ refusal: plain(403, `${NOT_ALLOWED}${text}`) })
  // It says permission, and means the address.
  if (!isWithin(addressOf(request), client.ipRanges))
    return refuse('the API Client does not have the required permission')
  if (permission === undefined) return { role: undefined }
  const roleName = client.role ?? DEFAULT_ROLE
  if (isBaseRole(roleName)) {
    if (baseRoleAllows(roleName, permission)) return { role: undefined }
    return refuse(`the '${roleName}' base role does not have the required permission: ${permission}`)
  }
  const role = instance.customRoles.get(roleName)
  if (!role || role.permissions.length === 0) return refuse('the user does not have the required permission')
  if (role.blockedEndpoints.includes(name)) {
    return refuse(`the custom role '${roleName}' has blocked this endpoint: ${name}`)
  }
  if (!customRoleAllows(role, permission)) return refuse(`you do not have the required permission: ${permission}`)
  return { role }
}

/** What a role that is limited to some tenants says to a call about others. */
export function judgeTenant(
  instance: CippInstance,
  role: CustomRole,
  asked: { query: string | undefined; body: unknown },
  { permission = '', anyTenant }: Endpoint,
  find: (filter: string) => Managed | undefined,
): HttpReply | undefined {
  if (!role.allowedTenants || anyTenant) return undefined
  const refused = plain(403, 'Access to this tenant is not allowed')
  for (const filter of tenantsAsked(asked) ?? [instance.partner.id]) {
    if (filter.toLowerCase() === 'alltenants') {
      if (!permission.endsWith('.Read')) return refused
      continue
    }
    const tenant = find(filter)?.tenant
    if (!tenant || !role.allowedTenants.has(tenant.id)) return refused
  }
  return undefined
}

/** The tenants that a request names, wherever it does. */
function tenantsAsked({ query, body }: { query: string | undefined; body: unknown }): string[] | undefined {
  if (query !== undefined) return [query]
  const field = fieldOf(body, 'tenantFilter') ?? fieldOf(body, 'tenantId')
  const found = [field ?? []].flat().flatMap((one) => (typeof one === 'string' ? one : (valueOf(one) ?? [])))
  return found.length > 0 ? found : undefined
}
