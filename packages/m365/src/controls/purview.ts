import type { Control } from '@tenantry/core'
import { alertsReachSomebody } from './purview/alert-policies-evidence.js'
import { auditLogOn } from './purview/audit-on.js'
import { auditLogKept } from './purview/audit-retention.js'
import { personalDataBlocked } from './purview/dlp-block.js'
import { copilotCovered } from './purview/dlp-copilot.js'
import { appsKeptFromData } from './purview/dlp-endpoint-apps.js'
import { personalDataProtectedEverywhere } from './purview/dlp-locations.js'
import { peopleTold } from './purview/dlp-notify.js'
import { personalDataProtected } from './purview/dlp-pii.js'
import { restrictedAppsListed } from './purview/dlp-restricted-apps.js'
import { labelsPublished } from './purview/labels-published.js'

/** Controls of Purview: data loss prevention, labels and the audit log. */
export const purviewControls: readonly Control[] = [
  personalDataProtected,
  personalDataProtectedEverywhere,
  personalDataBlocked,
  peopleTold,
  copilotCovered,
  auditLogOn,
  auditLogKept,
  labelsPublished,
  alertsReachSomebody,
  appsKeptFromData,
  restrictedAppsListed,
]
