import type { Control } from '@tenantry/core'
import { legacyAuthBlocked } from './entra/legacy-auth-blocked.js'

/** Controls of identities, sign-ins, roles and applications. */
export const entraControls: readonly Control[] = [legacyAuthBlocked]
