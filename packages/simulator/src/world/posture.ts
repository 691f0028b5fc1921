import { pick } from './ids.js'
import type { Posture } from './model.js'

/** Of a hundred settings, how many are as they should be. */
const GOOD: Record<Posture, number> = { excellent: 95, good: 75, fair: 50, poor: 20 }

export function isGood(tenantId: string, posture: Posture, setting: string): boolean {
  return pick(100, tenantId, 'posture', setting) < GOOD[posture]
}
