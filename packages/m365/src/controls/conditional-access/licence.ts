import { fail, type Outcome } from '@tenantry/core'
import { hasServicePlan, type SubscribedSku } from '../../resources/subscribed-skus.js'

/** Fails for want of Entra ID P2, without which nothing sees risk, whatever the policies say. */
export function withRiskDetection(skus: readonly SubscribedSku[], judged: Outcome): Outcome {
  if (hasServicePlan(skus, 'AAD_PREMIUM_P2')) return judged
  return fail('No subscription brings Entra ID P2, without which Conditional Access sees no risk.', {
    licence: 'Entra ID P2',
    evidence: judged.evidence,
    warnings: judged.warnings,
  })
}
