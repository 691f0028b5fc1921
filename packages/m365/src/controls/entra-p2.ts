import { hasServicePlan, type SubscribedSku } from '../resources/subscribed-skus.js'

export const ENTRA_P2 = 'Entra ID P2'

/** Whether the tenant has the plan that Privileged Identity Management, access reviews and the detection of risk need. */
export function hasEntraP2(skus: readonly SubscribedSku[]): boolean {
  return hasServicePlan(skus, 'AAD_PREMIUM_P2')
}
