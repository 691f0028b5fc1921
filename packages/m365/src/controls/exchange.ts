import type { Control } from '@tenantry/core'
import { mailboxAppsNarrowed } from './exchange/app-access-policies.js'
import { mailboxActionsLogged } from './exchange/audit-actions.js'
import { nobodyBypassesLog } from './exchange/audit-bypass.js'
import { calendarsNotShared } from './exchange/calendar-not-shared-with-all.js'
import { contactsNotShared } from './exchange/contacts-not-shared-with-all.js'
import { ownDomainAsSender } from './exchange/custom-primary-domain.js'
import { customerLockboxOn } from './exchange/customer-lockbox.js'
import { mailboxesOutliveSlips } from './exchange/delicensing-resiliency.js'
import { dkimSigns } from './exchange/dkim-enabled.js'
import { dmarcReportsRequired } from './exchange/dmarc-cisa-rua.js'
import { dmarcReportsReachUs } from './exchange/dmarc-own-contact.js'
import { dmarcPublished } from './exchange/dmarc-published.js'
import { dmarcRejects } from './exchange/dmarc-reject.js'
import { outsideMailMarked } from './exchange/external-sender-warning.js'
import { hybridKeysRemoved } from './exchange/hybrid-legacy-sp-clean.js'
import { mailboxAuditOn } from './exchange/mailbox-audit-on.js'
import { mailTipsOn } from './exchange/mailtips.js'
import { modernSignInOn } from './exchange/modern-auth.js'
import { noAutomaticForwarding } from './exchange/no-auto-forward.js'
import { addInsByAdministrators } from './exchange/outlook-addins.js'
import { personalAccountsOff } from './exchange/owa-personal-accounts.js'
import { foreignStorageOff } from './exchange/owa-storage-providers.js'
import { directSendRejected } from './exchange/reject-direct-send.js'
import { sharedBookingsOff } from './exchange/shared-bookings.js'
import { sharedMailboxesNoSignIn } from './exchange/shared-mailbox-signin.js'
import { smtpSignInOff } from './exchange/smtp-auth-off.js'
import { spfPublished } from './exchange/spf-published.js'
import { rulesKeepMailInside } from './exchange/transport-no-external-forward.js'
import { rulesTrustNoDomain } from './exchange/transport-no-whitelist.js'

/** Controls of Exchange Online and of the records that protect mail. */
export const exchangeControls: readonly Control[] = [
  mailboxAuditOn,
  customerLockboxOn,
  modernSignInOn,
  directSendRejected,
  noAutomaticForwarding,
  spfPublished,
  dkimSigns,
  dmarcPublished,
  dmarcRejects,
  dmarcReportsRequired,
  dmarcReportsReachUs,
  smtpSignInOff,
  contactsNotShared,
  calendarsNotShared,
  outsideMailMarked,
  sharedMailboxesNoSignIn,
  mailboxActionsLogged,
  nobodyBypassesLog,
  rulesKeepMailInside,
  rulesTrustNoDomain,
  mailTipsOn,
  foreignStorageOff,
  personalAccountsOff,
  addInsByAdministrators,
  mailboxesOutliveSlips,
  sharedBookingsOff,
  ownDomainAsSender,
  mailboxAppsNarrowed,
  hybridKeysRemoved,
]
