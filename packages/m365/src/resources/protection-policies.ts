import { defineResource } from '@tenantry/core'
import { z } from 'zod'
import { names, rows } from './rows.js'

const flag = z.boolean().nullish()
const text = z.string().nullish()

const named = z.looseObject({
  Identity: text,
  Name: text,
  IsDefault: flag,
  /** `Standard`, `Strict`, `Custom`, `BuiltIn`. */
  RecommendedPolicyType: text,
})

function protectionPolicies<S extends z.ZodType>(id: string, name: string, cmdlet: string, policy: S) {
  return defineResource({
    id: `defender.${id}`,
    name,
    service: 'Defender for Office 365',
    source: `exo:${cmdlet}`,
    schema: rows(policy),
    key: 'Identity',
    label: 'Identity',
  })
}

const malwarePolicy = named.extend({
  EnableFileFilter: flag,
  FileTypes: names,
  /** `Reject` or `Quarantine`. */
  FileTypeAction: text,
  ZapEnabled: flag,
  EnableInternalSenderAdminNotifications: flag,
  InternalSenderAdminAddress: text,
})

export type MalwarePolicy = z.output<typeof malwarePolicy>

/** https://learn.microsoft.com/powershell/module/exchange/get-malwarefilterpolicy */
export const malwarePolicies = protectionPolicies(
  'malwarePolicies',
  'Anti-malware policies',
  'Get-MalwareFilterPolicy',
  malwarePolicy,
)

const safeAttachmentPolicy = named.extend({
  /** `Allow`, `Block`, `DynamicDelivery`. */
  Action: text,
  Enable: flag,
})

export type SafeAttachmentPolicy = z.output<typeof safeAttachmentPolicy>

/** https://learn.microsoft.com/powershell/module/exchange/get-safeattachmentpolicy */
export const safeAttachmentPolicies = protectionPolicies(
  'safeAttachmentPolicies',
  'Safe Attachments policies',
  'Get-SafeAttachmentPolicy',
  safeAttachmentPolicy,
)

const safeLinksPolicy = named.extend({
  EnableSafeLinksForEmail: flag,
  EnableSafeLinksForTeams: flag,
  EnableSafeLinksForOffice: flag,
  EnableForInternalSenders: flag,
  ScanUrls: flag,
  DeliverMessageAfterScan: flag,
  TrackClicks: flag,
  AllowClickThrough: flag,
  DisableUrlRewrite: flag,
})

export type SafeLinksPolicy = z.output<typeof safeLinksPolicy>

/** https://learn.microsoft.com/powershell/module/exchange/get-safelinkspolicy */
export const safeLinksPolicies = protectionPolicies(
  'safeLinksPolicies',
  'Safe Links policies',
  'Get-SafeLinksPolicy',
  safeLinksPolicy,
)

const antiPhishPolicy = named.extend({
  Enabled: flag,
  EnableTargetedUserProtection: flag,
  /** Each as `Name;address`. */
  TargetedUsersToProtect: names,
  TargetedUserProtectionAction: text,
  EnableOrganizationDomainsProtection: flag,
  EnableTargetedDomainsProtection: flag,
  TargetedDomainsToProtect: names,
  TargetedDomainProtectionAction: text,
  EnableFirstContactSafetyTips: flag,
  EnableSimilarUsersSafetyTips: flag,
  EnableSimilarDomainsSafetyTips: flag,
  EnableUnusualCharactersSafetyTips: flag,
  EnableViaTag: flag,
  EnableUnauthenticatedSender: flag,
  EnableSpoofIntelligence: flag,
  AuthenticationFailAction: text,
  HonorDmarcPolicy: flag,
  DmarcQuarantineAction: text,
  DmarcRejectAction: text,
  PhishThresholdLevel: z.number().nullish(),
  EnableMailboxIntelligence: flag,
  EnableMailboxIntelligenceProtection: flag,
  MailboxIntelligenceProtectionAction: text,
  ExcludedDomains: names,
  ExcludedSenders: names,
})

export type AntiPhishPolicy = z.output<typeof antiPhishPolicy>

/** https://learn.microsoft.com/powershell/module/exchange/get-antiphishpolicy */
export const antiPhishPolicies = protectionPolicies(
  'antiPhishPolicies',
  'Anti-phishing policies',
  'Get-AntiPhishPolicy',
  antiPhishPolicy,
)

const antiSpamPolicy = named.extend({
  /** Open: `MoveToJmf`, `AddXHeader`, `ModifySubject`, `Redirect`, `Delete`, `Quarantine`, `NoAction`. */
  SpamAction: text,
  HighConfidenceSpamAction: text,
  PhishSpamAction: text,
  HighConfidencePhishAction: text,
  BulkSpamAction: text,
  /** `On` or `Off`. */
  MarkAsSpamBulkMail: text,
  BulkThreshold: z.number().nullish(),
  QuarantineRetentionPeriod: z.number().nullish(),
  /** Names, or objects that hold one. */
  AllowedSenderDomains: z.array(z.unknown()).nullish(),
})

export type AntiSpamPolicy = z.output<typeof antiSpamPolicy>

/** https://learn.microsoft.com/powershell/module/exchange/get-hostedcontentfilterpolicy */
export const antiSpamPolicies = protectionPolicies(
  'antiSpamPolicies',
  'Anti-spam policies',
  'Get-HostedContentFilterPolicy',
  antiSpamPolicy,
)

/** https://learn.microsoft.com/powershell/module/exchange/get-hostedconnectionfilterpolicy */
export const connectionFilterPolicies = protectionPolicies(
  'connectionFilterPolicies',
  'Connection filter policies',
  'Get-HostedConnectionFilterPolicy',
  named.extend({ IPAllowList: z.array(z.string()).nullish(), EnableSafeList: flag }),
)

/** https://learn.microsoft.com/powershell/module/exchange/get-atppolicyforo365 */
export const officeProtection = protectionPolicies(
  'officeProtection',
  'Protection of files in SharePoint, OneDrive and Teams',
  'Get-AtpPolicyForO365',
  named.extend({ EnableATPForSPOTeamsODB: flag, EnableSafeDocs: flag, AllowSafeDocsOpen: flag }),
)

/** https://learn.microsoft.com/powershell/module/exchange/get-teamsprotectionpolicy */
export const teamsProtection = protectionPolicies(
  'teamsProtection',
  'Protection of Teams',
  'Get-TeamsProtectionPolicy',
  named.extend({ ZapEnabled: flag }),
)

/** https://learn.microsoft.com/powershell/module/exchange/get-emailtenantsettings */
export const emailTenantSettings = protectionPolicies(
  'emailTenantSettings',
  'Settings of mail protection',
  'Get-EmailTenantSettings',
  named.extend({ EnablePriorityAccountProtection: flag }),
)
