import type { Tenant } from './model.js'

/** The first label of the tenant's SharePoint hosts: that of the domain it was made with. */
export function sharePointName(tenant: Tenant): string {
  return (
    tenant.domains
      .find(({ isInitial }) => isInitial)
      ?.name.split('.')[0]
      ?.toLowerCase() ?? ''
  )
}
