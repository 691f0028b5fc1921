import type { Control } from '@tenantry/core'
import { appleCertificateFresh } from './intune/apns-expiry.js'
import { attackSurfaceReduced } from './intune/asr.js'
import { disksEncrypted } from './intune/bitlocker.js'
import { goneDevicesCleanedUp } from './intune/cleanup-rule.js'
import { deviceLogsCollected } from './intune/diagnostics.js'
import { lapsConfigured } from './intune/laps-policy.js'
import { secondAdministratorApproves } from './intune/multi-admin-approval.js'
import { unjudgedDevicesNotCompliant } from './intune/noncompliant-default.js'
import { personalDevicesKeptOut } from './intune/personal-enrolment-blocked.js'

/** Controls of Intune. */
export const intuneControls: readonly Control[] = [
  unjudgedDevicesNotCompliant,
  personalDevicesKeptOut,
  goneDevicesCleanedUp,
  appleCertificateFresh,
  secondAdministratorApproves,
  disksEncrypted,
  lapsConfigured,
  attackSurfaceReduced,
  deviceLogsCollected,
]
