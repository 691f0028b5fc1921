import type { Tenant } from '../../world/model.js'

/** The filter of a management scope, by its name. */
export function recipientFilterOf(tenant: Tenant, name: string): string | undefined {
  const scope = tenant.set('exchangeManagementScopes').view().find('Name', name)
  const filter = scope?.['RecipientFilter']
  return typeof filter === 'string' ? filter : undefined
}
