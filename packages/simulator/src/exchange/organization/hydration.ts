import { pick } from '../../world/ids.js'
import type { Tenant } from '../../world/model.js'

const SETTING = 'OrganizationConfig'

/** Small tenants that nobody ever customized share Microsoft's objects until somebody does. */
export function beganDehydrated(tenant: Tenant): boolean {
  return tenant.headcount.users < 40 && pick(3, tenant.id, 'dehydrated') === 0
}

export function isDehydrated(tenant: Tenant): boolean {
  const [organization] = tenant.set(`exchange/${SETTING}`).view()
  return organization?.['IsDehydrated'] === true
}
