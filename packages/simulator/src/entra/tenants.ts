import type { CloudName } from '../clouds.js'
import type { Tenant } from '../world/model.js'
import type { World } from '../world/world.js'
import { TokenError } from './token-errors.js'

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const DOMAIN = /^(?=.*\.)[a-z0-9]([a-z0-9.-]*[a-z0-9])$/i

/** Names that stand for "whichever tenant the person signs in from". */
export const SHARED_TENANTS = ['common', 'organizations', 'consumers']

export function isGuid(text: string): boolean {
  return GUID.test(text)
}

/** The tenant of a request path, when it is one of this cloud. */
export function findTenantOrRefuse(world: World, cloud: CloudName, segment: string): Tenant {
  if (SHARED_TENANTS.includes(segment.toLowerCase())) throw new TokenError(50059)
  if (!GUID.test(segment) && !DOMAIN.test(segment)) throw new TokenError(900023, { tenant: segment })
  const tenant = world.findTenant(segment)
  if (!tenant || tenant.deleted || tenant.cloud !== cloud) throw new TokenError(90002, { tenant: segment })
  return tenant
}
