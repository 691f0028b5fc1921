import type { Control } from '@tenantry/core'
import { requestsAnswered } from './identity/admin-consent-notify.js'
import { consentCanBeRequested } from './identity/admin-consent-workflow.js'
import { appRegistrationByAdministrators } from './identity/app-registration-admins-only.js'
import { methodGroupsExist } from './identity/auth-method-groups-exist.js'
import { methodsInOnePlace } from './identity/auth-methods-migrated.js'
import { authenticatorShowsContext } from './identity/authenticator-context.js'
import { authenticatorOn } from './identity/authenticator-enabled.js'
import { companionAppsOff } from './identity/authenticator-lite-off.js'
import { ownWordsBanned } from './identity/banned-passwords.js'
import { passwordsCheckedOnPremises } from './identity/banned-passwords-onprem.js'
import { recoveryKeysWithSupport } from './identity/bitlocker-self-read-off.js'
import { globalAdministratorsNotLocal } from './identity/device-ga-not-local-admin.js'
import { joinLimited } from './identity/device-join-limited.js'
import { deviceQuotaSmall } from './identity/device-quota.js'
import { registrantsNotLocal } from './identity/device-registrant-not-local-admin.js'
import { signUpByMailOff } from './identity/email-signup-off.js'
import { passkeysChecked } from './identity/fido2-attestation.js'
import { passkeysOn } from './identity/fido2-enabled.js'
import { guestsOwnNoGroups } from './identity/group-guest-owner-off.js'
import { ownersConsentOff } from './identity/group-owner-consent-off.js'
import { ownersDecideNothing } from './identity/group-owner-requests.js'
import { guestAccessLimited } from './identity/guest-access-limited.js'
import { invitationsToNamedDomains } from './identity/guest-domains-allowlist.js'
import { guestsInOneGroup } from './identity/guest-dynamic-group.js'
import { invitationsLimited } from './identity/guest-invite-limited.js'
import { lapsOn } from './identity/laps.js'
import { linkedInApart } from './identity/linkedin-off.js'
import { lockoutLongEnough } from './identity/lockout-duration.js'
import { lockoutSoonEnough } from './identity/lockout-threshold.js'
import { logsReachSecurity } from './identity/logs-to-soc.js'
import { formsScanned } from './identity/m365-forms-phishing.js'
import { groupCreationLimited } from './identity/m365-group-creation-off.js'
import { groupsNotPublic } from './identity/m365-groups-not-public.js'
import { swaysStayInside } from './identity/m365-sway-external.js'
import { foreignStorageClosed } from './identity/m365-third-party-storage.js'
import { ownPurchasesOff } from './identity/m365-user-owned-apps.js'
import { oldPowerShellBlocked } from './identity/msol-powershell-blocked.js'
import { groupPagesClosed } from './identity/mygroups-restricted.js'
import { numbersMatched } from './identity/number-matching.js'
import { passwordHashesSynchronized } from './identity/password-hash-sync.js'
import { passwordsDoNotExpire } from './identity/passwords-never-expire.js'
import { perUserMfaOff } from './identity/per-user-mfa-off.js'
import { falseAlarmsReported } from './identity/report-suspicious.js'
import { riskyConsentOff } from './identity/risky-consent-off.js'
import { seamlessSignOnOff } from './identity/seamless-sso-off.js'
import { securityGroupCreationOff } from './identity/security-group-creation-off.js'
import { smsSignInOff } from './identity/sms-signin-off.js'
import { administratorsResetNothing } from './identity/sspr-admins-off.js'
import { everyoneResetsAlone } from './identity/sspr-all.js'
import { stayingSignedInNotOffered } from './identity/stay-signed-in-hidden.js'
import { takeoverBlocked } from './identity/sync-takeover-blocked.js'
import { safestMethodFirst } from './identity/system-preferred-mfa.js'
import { passesWorkOnce } from './identity/tap.js'
import { tenantCreationOff } from './identity/tenant-creation-off.js'
import { userConsentRestricted } from './identity/user-consent-restricted.js'
import { everyoneCanMfa } from './identity/users-mfa-capable.js'
import { membersReadDirectory } from './identity/users-read-directory.js'
import { weakMethodsOff } from './identity/weak-auth-methods-off.js'

/** Controls of accounts, how they sign in, what they may do, and of devices. */
export const identityControls: readonly Control[] = [
  appRegistrationByAdministrators,
  guestAccessLimited,
  invitationsLimited,
  membersReadDirectory,
  tenantCreationOff,
  securityGroupCreationOff,
  recoveryKeysWithSupport,
  oldPowerShellBlocked,
  administratorsResetNothing,
  signUpByMailOff,
  userConsentRestricted,
  consentCanBeRequested,
  requestsAnswered,
  riskyConsentOff,
  ownersConsentOff,
  groupCreationLimited,
  guestsOwnNoGroups,
  ownWordsBanned,
  passwordsCheckedOnPremises,
  lockoutLongEnough,
  lockoutSoonEnough,
  joinLimited,
  deviceQuotaSmall,
  globalAdministratorsNotLocal,
  registrantsNotLocal,
  lapsOn,
  passwordsDoNotExpire,
  passwordHashesSynchronized,
  seamlessSignOnOff,
  takeoverBlocked,
  authenticatorShowsContext,
  methodsInOnePlace,
  weakMethodsOff,
  authenticatorOn,
  companionAppsOff,
  numbersMatched,
  passkeysOn,
  passkeysChecked,
  passesWorkOnce,
  smsSignInOff,
  safestMethodFirst,
  falseAlarmsReported,
  methodGroupsExist,
  perUserMfaOff,
  everyoneCanMfa,
  invitationsToNamedDomains,
  guestsInOneGroup,
  groupsNotPublic,
  formsScanned,
  ownPurchasesOff,
  foreignStorageClosed,
  logsReachSecurity,
  everyoneResetsAlone,
  stayingSignedInNotOffered,
  linkedInApart,
  groupPagesClosed,
  ownersDecideNothing,
  swaysStayInside,
]
