import type { CloudName } from '../clouds.js'
import { isGuid } from '../world/ids.js'
import type { Tenant } from '../world/model.js'
import type { World } from '../world/world.js'
import { TokenError } from './token-errors.js'

const DOMAIN = /^(?=.*\.)[a-z0-9]([a-z0-9.-]*[a-z0-9])$/i

/** Names that stand for "whichever tenant the person signs in from". */
export const SHARED_TENANTS = ['common', 'organizations', 'consumers']

/** The tenant of a request path, when it is one of this cloud. */
export function findTenantOrRefuse(world: World, cloud: CloudName, segment: string): Tenant {
  if (SHARED_TENANTS.includes(segment.toLowerCase())) throw new TokenError(50059)
  if (!isGuid(segment) && !DOMAIN.test(segment)) throw new TokenError(900023, { tenant: segment })
  const tenant = world.findTenant(segment)
  if (!tenant || tenant.deleted || tenant.cloud !== cloud) throw new TokenError(90002, { tenant: segment })
  return tenant
}
