import type { Control } from '@tenantry/core'
import { adminMfa } from './conditional-access/admin-mfa.js'
import { adminPortalsRestricted } from './conditional-access/admin-portals-restricted.js'
import { adminSignInFrequency } from './conditional-access/admin-signin-frequency.js'
import { agentRiskBlocked } from './conditional-access/agent-risk-blocked.js'
import { allAppsAllUsers } from './conditional-access/all-apps-all-users.js'
import { allApps } from './conditional-access/all-apps.js'
import { appEnforced } from './conditional-access/app-enforced.js'
import { approvedAppDeprecated } from './conditional-access/approved-app-deprecated.js'
import { authTransferBlocked } from './conditional-access/auth-transfer-blocked.js'
import { azureDevOps } from './conditional-access/azure-devops.js'
import { azureManagementMfa } from './conditional-access/azure-management-mfa.js'
import { breakGlassExcluded } from './conditional-access/break-glass-excluded.js'
import { breakGlassFido2 } from './conditional-access/break-glass-fido2.js'
import { deviceCodeBlocked } from './conditional-access/device-code-blocked.js'
import { deviceOrMfa } from './conditional-access/device-or-mfa.js'
import { deviceRegistrationMfa } from './conditional-access/device-registration-mfa.js'
import { groupsProtected } from './conditional-access/groups-protected.js'
import { guestMfa } from './conditional-access/guest-mfa.js'
import { highSignInRiskBlocked } from './conditional-access/high-signin-risk-blocked.js'
import { highUserRiskBlocked } from './conditional-access/high-user-risk-blocked.js'
import { idleTimeout } from './conditional-access/idle-timeout.js'
import { insiderRisk } from './conditional-access/insider-risk.js'
import { intuneEnrolEveryTime } from './conditional-access/intune-enrol-every-time.js'
import { legacyAuthBlocked } from './conditional-access/legacy-auth-blocked.js'
import { managedDeviceMfaRegistration } from './conditional-access/managed-device-mfa-registration.js'
import { managedDeviceRequired } from './conditional-access/managed-device-required.js'
import { mdmCompliantOnly } from './conditional-access/mdm-compliant-only.js'
import { mediumSignInRiskBlocked } from './conditional-access/medium-signin-risk-blocked.js'
import { mfaAllUsers } from './conditional-access/mfa-all-users.js'
import { mfaPhishResistantAdmins } from './conditional-access/mfa-phish-resistant-admins.js'
import { mfaPhishResistantAll } from './conditional-access/mfa-phish-resistant-all.js'
import { mobileAppProtection } from './conditional-access/mobile-app-protection.js'
import { namedLocation } from './conditional-access/named-location.js'
import { noDeletedRefs } from './conditional-access/no-deleted-refs.js'
import { noEmptyTarget } from './conditional-access/no-empty-target.js'
import { noExclusionGaps } from './conditional-access/no-exclusion-gaps.js'
import { nonpersistentBrowser } from './conditional-access/nonpersistent-browser.js'
import { riskNotification } from './conditional-access/risk-notification.js'
import { riskSeparate } from './conditional-access/risk-separate.js'
import { securityDefaultsOrPolicies } from './conditional-access/security-defaults.js'
import { securityInfoRegistration } from './conditional-access/security-info-registration.js'
import { signInFrequencyAll } from './conditional-access/signin-frequency-all.js'
import { signInFrequencyUnmanaged } from './conditional-access/signin-frequency-unmanaged.js'
import { syncAccountExcluded } from './conditional-access/sync-account-excluded.js'
import { tokenProtection } from './conditional-access/token-protection.js'
import { unknownPlatforms } from './conditional-access/unknown-platforms.js'
import { untrustedLocations } from './conditional-access/untrusted-locations.js'

/** Controls of Conditional Access, and of what stands beside it. */
export const conditionalAccessControls: readonly Control[] = [
  adminMfa,
  adminPortalsRestricted,
  adminSignInFrequency,
  agentRiskBlocked,
  allAppsAllUsers,
  allApps,
  appEnforced,
  approvedAppDeprecated,
  authTransferBlocked,
  azureDevOps,
  azureManagementMfa,
  breakGlassExcluded,
  breakGlassFido2,
  deviceCodeBlocked,
  deviceOrMfa,
  deviceRegistrationMfa,
  groupsProtected,
  guestMfa,
  highSignInRiskBlocked,
  highUserRiskBlocked,
  idleTimeout,
  insiderRisk,
  intuneEnrolEveryTime,
  legacyAuthBlocked,
  managedDeviceMfaRegistration,
  managedDeviceRequired,
  mdmCompliantOnly,
  mediumSignInRiskBlocked,
  mfaAllUsers,
  mfaPhishResistantAdmins,
  mfaPhishResistantAll,
  mobileAppProtection,
  namedLocation,
  noDeletedRefs,
  noEmptyTarget,
  noExclusionGaps,
  nonpersistentBrowser,
  riskNotification,
  riskSeparate,
  securityDefaultsOrPolicies,
  securityInfoRegistration,
  signInFrequencyAll,
  signInFrequencyUnmanaged,
  syncAccountExcluded,
  tokenProtection,
  unknownPlatforms,
  untrustedLocations,
]
