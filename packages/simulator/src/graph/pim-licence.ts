import { hasPremium } from '../world/licences.js'
import { GraphError } from './graph-error.js'
import type { GraphCall } from './room.js'

/** Privileged Identity Management answers nobody without Entra ID P2. */
export function requirePim({ tenant }: GraphCall): void {
  if (!hasPremium(tenant, 'P2')) throw new GraphError('aadPremiumLicenseRequired')
}
