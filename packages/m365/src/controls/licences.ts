import type { Control } from '@tenantry/core'
import { subscriptionsInForce } from './licences/expiring.js'
import { p2Covered } from './licences/p2-coverage.js'
import { secureScoreHolds } from './licences/secure-score.js'

/** Controls of subscriptions and of Secure Score. */
export const licenceControls: readonly Control[] = [p2Covered, subscriptionsInForce, secureScoreHolds]
