import type { Control } from '@tenantry/core'
import { investigationsAct } from './defender/air-remediation.js'
import { alertsWatched } from './defender/alerts-monitored.js'
import { antiPhishingSetWell } from './defender/antiphish-baseline.js'
import { dangerousAttachmentsBlocked } from './defender/attachment-types-full.js'
import { builtInProtectionForAll } from './defender/builtin-no-exceptions.js'
import { bulkMailTreatedAsSpam } from './defender/bulk-threshold.js'
import { runnableAttachmentsBlocked } from './defender/click-to-run-blocked.js'
import { cloudAppsConnected } from './defender/cloud-apps-connected.js'
import { criticalAssetsDecided } from './defender/critical-assets-approved.js'
import { internalMalwareReported } from './defender/malware-internal-notify.js'
import { mailReachesFilters } from './defender/mx-or-enhanced-filtering.js'
import { noAllowedSenderDomains } from './defender/no-allowed-sender-domains.js'
import { identitySensorsHealthy } from './defender/no-health-issues.js'
import { noAllowedAddresses } from './defender/no-ip-allow-list.js'
import { outboundPolicyStopsForwarding } from './defender/outbound-no-forward.js'
import { outboundSpamLimited } from './defender/outbound-spam.js'
import { ownDomainsProtectedFromImpersonation } from './defender/own-domain-impersonation.js'
import { partnerDomainsProtectedFromImpersonation } from './defender/partner-domain-impersonation.js'
import { phishingTakenSeriously } from './defender/phish-threshold.js'
import { everyoneInDefenderPreset } from './defender/preset-all-atp.js'
import { everyoneInEopPreset } from './defender/preset-all-eop.js'
import { presetsOn } from './defender/preset-enabled.js'
import { priorityAccountsProtected } from './defender/priority-accounts.js'
import { privilegedCredentialsSafe } from './defender/privileged-exposed-credentials.js'
import { quarantineKept } from './defender/quarantine-retention.js'
import { requiredAlertsOn } from './defender/required-alerts.js'
import { maliciousAttachmentsKept } from './defender/safe-attachments.js'
import { sharedFilesScanned } from './defender/safe-attachments-spo.js'
import { safeDocumentsOn } from './defender/safe-docs.js'
import { linksChecked } from './defender/safe-links.js'
import { downloadsScanned } from './defender/safe-links-scan.js'
import { clicksRecorded } from './defender/safe-links-track.js'
import { safeListOff } from './defender/safe-list-off.js'
import { safetyTipsShown } from './defender/safety-tips.js'
import { sensitiveAccountsInStrictDefender } from './defender/sensitive-strict-atp.js'
import { sensitiveAccountsInStrictEop } from './defender/sensitive-strict-eop.js'
import { spamKeptFromInboxes } from './defender/spam-not-in-inbox.js'
import { priorityAccountsOnStrict } from './defender/strict-priority.js'
import { peopleProtectedFromImpersonation } from './defender/user-impersonation.js'
import { malwarePurgedLater } from './defender/zap-mail.js'
import { teamsMessagesPurged } from './defender/zap-teams.js'

/** Controls of Defender: mail, links, attachments, alerts, identity and exposure. */
export const defenderControls: readonly Control[] = [
  presetsOn,
  everyoneInEopPreset,
  everyoneInDefenderPreset,
  sensitiveAccountsInStrictEop,
  sensitiveAccountsInStrictDefender,
  runnableAttachmentsBlocked,
  malwarePurgedLater,
  maliciousAttachmentsKept,
  sharedFilesScanned,
  peopleProtectedFromImpersonation,
  ownDomainsProtectedFromImpersonation,
  partnerDomainsProtectedFromImpersonation,
  safetyTipsShown,
  requiredAlertsOn,
  alertsWatched,
  spamKeptFromInboxes,
  noAllowedSenderDomains,
  linksChecked,
  downloadsScanned,
  clicksRecorded,
  noAllowedAddresses,
  safeListOff,
  antiPhishingSetWell,
  phishingTakenSeriously,
  dangerousAttachmentsBlocked,
  internalMalwareReported,
  outboundSpamLimited,
  outboundPolicyStopsForwarding,
  teamsMessagesPurged,
  priorityAccountsProtected,
  priorityAccountsOnStrict,
  safeDocumentsOn,
  bulkMailTreatedAsSpam,
  quarantineKept,
  builtInProtectionForAll,
  mailReachesFilters,
  identitySensorsHealthy,
  privilegedCredentialsSafe,
  criticalAssetsDecided,
  cloudAppsConnected,
  investigationsAct,
]
