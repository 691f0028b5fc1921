import { fail, type Outcome } from '@tenantry/core'
import { hasServicePlan, type SubscribedSku } from '../../resources/subscribed-skus.js'

export const DEFENDER_LICENCE = 'Defender for Office 365 Plan 1'

const DEFENDER_PLAN = /^(ATP_ENTERPRISE|THREAT_INTELLIGENCE)/i

/** The failure of a tenant in which nothing brings Defender for Office 365, whatever is set. */
export function withoutDefender(skus: readonly SubscribedSku[] | undefined): Outcome | undefined {
  if (!skus || hasServicePlan(skus, DEFENDER_PLAN)) return undefined
  return fail('No subscription brings Defender for Office 365, so nothing of it works.', { licence: DEFENDER_LICENCE })
}
