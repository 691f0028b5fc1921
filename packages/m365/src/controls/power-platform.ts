import type { Control } from '@tenantry/core'
import { openConnectorsBlocked } from './power-platform/connectors-blocked.js'
import { contentSecurityPolicyOn } from './power-platform/csp.js'
import { defaultEnvironmentGuarded } from './power-platform/dlp-default.js'
import { otherEnvironmentsGuarded } from './power-platform/dlp-others.js'
import { environmentCreationByAdmins } from './power-platform/env-creation.js'
import { isolationListReviewed } from './power-platform/isolation-allowlist.js'
import { pagesByAdmins } from './power-platform/pages.js'
import { sharingWithEveryoneOff } from './power-platform/share-everyone.js'
import { tenantIsolationOn } from './power-platform/tenant-isolation.js'
import { trialEnvironmentsByAdmins } from './power-platform/trial-env.js'

/** Controls of Power Platform. */
export const powerPlatformControls: readonly Control[] = [
  environmentCreationByAdmins,
  trialEnvironmentsByAdmins,
  pagesByAdmins,
  isolationListReviewed,
  contentSecurityPolicyOn,
  sharingWithEveryoneOff,
  defaultEnvironmentGuarded,
  otherEnvironmentsGuarded,
  openConnectorsBlocked,
  tenantIsolationOn,
]
