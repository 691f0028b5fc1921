import { hasPremium } from '../world/licences.js'
import type { PremiumFeature } from '../world/model.js'
import { GraphError } from './graph-error.js'
import type { GraphCall } from './room.js'

/** Entra's logs and reports need a premium licence, each feature with a refusal of its own. */
export function requirePremium(feature: PremiumFeature) {
  return ({ tenant }: GraphCall): void => {
    if (hasPremium(tenant, feature)) return
    throw new GraphError(feature === 'P1' ? 'nonPremiumTenant' : 'notLicensed')
  }
}
