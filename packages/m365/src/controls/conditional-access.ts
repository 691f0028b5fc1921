import type { Control } from '@tenantry/core'
import { legacyAuthBlocked } from './conditional-access/legacy-auth-blocked.js'

/** Controls of Conditional Access. */
export const conditionalAccessControls: readonly Control[] = [legacyAuthBlocked]
