import { defineResource } from '@tenantry/core'
import { z } from 'zod'
import { names, rows } from './rows.js'

const rule = z.looseObject({
  Identity: z.string().nullish(),
  Name: z.string().nullish(),
  /** `Enabled` or `Disabled`. */
  State: z.union([z.string(), z.boolean()]).nullish(),
  /** The lowest goes first. */
  Priority: z.union([z.number(), z.string()]).nullish(),
  MalwareFilterPolicy: z.string().nullish(),
  SafeAttachmentPolicy: z.string().nullish(),
  SafeLinksPolicy: z.string().nullish(),
  AntiPhishPolicy: z.string().nullish(),
  HostedContentFilterPolicy: z.string().nullish(),
  SentTo: names,
  SentToMemberOf: names,
  RecipientDomainIs: names,
  ExceptIfSentTo: names,
  ExceptIfSentToMemberOf: names,
  ExceptIfRecipientDomainIs: names,
})

/** Says to whom a policy applies. Conditions of different kinds must all hold; none at all means everybody. */
export type ProtectionRule = z.output<typeof rule>

function protectionRules(id: string, name: string, cmdlet: string) {
  return defineResource({
    id: `defender.${id}`,
    name,
    service: 'Defender for Office 365',
    source: `exo:${cmdlet}`,
    schema: rows(rule),
    key: 'Identity',
    label: 'Identity',
    volatile: ['RuleVersion'],
  })
}

/** https://learn.microsoft.com/powershell/module/exchange/get-malwarefilterrule */
export const malwareRules = protectionRules('malwareRules', 'Rules of anti-malware policies', 'Get-MalwareFilterRule')

/** https://learn.microsoft.com/powershell/module/exchange/get-safeattachmentrule */
export const safeAttachmentRules = protectionRules(
  'safeAttachmentRules',
  'Rules of Safe Attachments policies',
  'Get-SafeAttachmentRule',
)

/** https://learn.microsoft.com/powershell/module/exchange/get-safelinksrule */
export const safeLinksRules = protectionRules('safeLinksRules', 'Rules of Safe Links policies', 'Get-SafeLinksRule')

/** https://learn.microsoft.com/powershell/module/exchange/get-antiphishrule */
export const antiPhishRules = protectionRules('antiPhishRules', 'Rules of anti-phishing policies', 'Get-AntiPhishRule')

/** https://learn.microsoft.com/powershell/module/exchange/get-hostedcontentfilterrule */
export const antiSpamRules = protectionRules(
  'antiSpamRules',
  'Rules of anti-spam policies',
  'Get-HostedContentFilterRule',
)

/** https://learn.microsoft.com/powershell/module/exchange/get-eopprotectionpolicyrule */
export const eopPresetRules = protectionRules(
  'eopPresetRules',
  'Preset security policies: Exchange Online Protection',
  'Get-EOPProtectionPolicyRule',
)

/** https://learn.microsoft.com/powershell/module/exchange/get-atpprotectionpolicyrule */
export const atpPresetRules = protectionRules(
  'atpPresetRules',
  'Preset security policies: Defender for Office 365',
  'Get-ATPProtectionPolicyRule',
)

/** https://learn.microsoft.com/powershell/module/exchange/get-atpbuiltinprotectionrule */
export const builtInProtectionRules = protectionRules(
  'builtInProtectionRules',
  'Rule of the built-in protection',
  'Get-ATPBuiltInProtectionRule',
)

/** https://learn.microsoft.com/powershell/module/exchange/get-teamsprotectionpolicyrule */
export const teamsProtectionRules = protectionRules(
  'teamsProtectionRules',
  'Rule of the protection of Teams',
  'Get-TeamsProtectionPolicyRule',
)
