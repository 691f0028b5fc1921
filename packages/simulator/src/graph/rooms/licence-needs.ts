import { hasPremium, hasSharePoint } from '../../world/licences.js'
import type { PremiumFeature } from '../../world/model.js'
import { hasProduct, type Product } from '../../world/policies/licensed.js'
import { GraphError } from '../graph-error.js'
import type { GraphCall } from '../room.js'

/** Each workload refuses in words of its own what was not bought. */
export function needsPremium(feature: PremiumFeature) {
  return ({ tenant }: GraphCall): void => {
    if (!hasPremium(tenant, feature)) throw new GraphError('notLicensed')
  }
}

export function needsProduct(product: Product) {
  return ({ tenant }: GraphCall): void => {
    if (!hasProduct(tenant, product)) throw new GraphError('notLicensed')
  }
}

/** Intune answers so in a tenant that has none. */
export function needsIntune({ tenant }: GraphCall): void {
  if (!hasProduct(tenant, 'intune')) {
    throw new GraphError('invalidQuery', { value: 'Request not applicable to target tenant.' })
  }
}

export function needsSharePoint({ tenant }: GraphCall): void {
  if (!hasSharePoint(tenant)) throw new GraphError('itemNotFound')
}
