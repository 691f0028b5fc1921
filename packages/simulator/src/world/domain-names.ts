import type { Tenant } from './model.js'

/** The domain of new addresses, unless another is named. */
export function defaultDomain({ domains }: Pick<Tenant, 'domains'>): string {
  return domains.find(({ isDefault }) => isDefault)?.name ?? ''
}

/** The domain that came with the tenant, and stays. */
export function initialDomain({ domains }: Pick<Tenant, 'domains'>): string {
  return domains.find(({ isInitial }) => isInitial)?.name ?? ''
}
