import type { Control } from '@tenantry/core'
import { entraControls } from './controls/entra.js'

/** Every control of Microsoft 365. */
export const m365Controls: readonly Control[] = [...entraControls]
