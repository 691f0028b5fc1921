import { fail, type Outcome } from '@tenantry/core'
import type { SubscribedSku } from '../../resources/subscribed-skus.js'
import { ENTRA_P2, hasEntraP2 } from '../entra-p2.js'

/** Fails for want of Entra ID P2, without which nothing sees risk, whatever the policies say. */
export function withRiskDetection(skus: readonly SubscribedSku[], judged: Outcome): Outcome {
  if (hasEntraP2(skus)) return judged
  return fail('No subscription brings Entra ID P2, without which Conditional Access sees no risk.', {
    licence: ENTRA_P2,
    evidence: judged.evidence,
    warnings: judged.warnings,
  })
}
