import { readData } from '../../data.js'
import { defaultDomain } from '../../world/domain-names.js'
import type { Entity, Tenant } from '../../world/model.js'
import type { ConfigurationKind } from '../configuration-cmdlets.js'
import { hasDefender, hasSafeDocuments } from '../licences.js'
import { configuration } from '../shapes.js'
import { customPolicy, presetName, type Preset, presetsOf } from './presets.js'

const attachmentTypes = readData('attachment-types.json') as { common: string[]; extended: string[] }

/** The default policy, those of the preset security policies that are on, and one that somebody made. */
function policies(
  tenant: Tenant,
  noun: string,
  parts: {
    default?: [name: string, facts: Record<string, unknown>]
    preset: (preset: Preset) => Record<string, unknown>
    custom: Record<string, unknown>
    builtIn?: Record<string, unknown>
  },
): Entity[] {
  const presets = presetsOf(tenant).map((preset) =>
    configuration(tenant, noun, presetName(tenant, preset), {
      RecommendedPolicyType: preset,
      IsDefault: false,
      ...parts.preset(preset),
    }),
  )
  const custom = customPolicy(tenant, noun)
  return [
    ...(parts.builtIn
      ? [configuration(tenant, noun, 'Built-In Protection Policy', { IsBuiltInProtection: true, ...parts.builtIn })]
      : []),
    ...presets,
    ...(custom ? [configuration(tenant, noun, custom, { IsDefault: false, ...parts.custom })] : []),
    ...(parts.default ? [configuration(tenant, noun, parts.default[0], { IsDefault: true, ...parts.default[1] })] : []),
  ]
}

function contentFilters(tenant: Tenant): Entity[] {
  const strictActions = {
    SpamAction: 'Quarantine',
    HighConfidenceSpamAction: 'Quarantine',
    PhishSpamAction: 'Quarantine',
    BulkSpamAction: 'Quarantine',
  }
  const goodActions = { SpamAction: 'MoveToJmf', HighConfidenceSpamAction: 'Quarantine', PhishSpamAction: 'Quarantine' }
  const allowed = tenant.good('allowed-sender-domains') ? [] : ['partner.example', 'newsletter.example']
  return policies(tenant, 'HostedContentFilterPolicy', {
    preset: (preset) => ({
      ...(preset === 'Strict' ? strictActions : goodActions),
      BulkThreshold: preset === 'Strict' ? 5 : 6,
      QuarantineRetentionPeriod: 30,
    }),
    custom: { ...goodActions, BulkThreshold: 6, QuarantineRetentionPeriod: 30 },
    default: [
      'Default',
      {
        ...(tenant.good('spam-actions')
          ? goodActions
          : { SpamAction: 'AddXHeader', HighConfidenceSpamAction: 'MoveToJmf', PhishSpamAction: 'MoveToJmf' }),
        AllowedSenderDomains: allowed,
        AllowedSenders: tenant.good('allowed-senders') ? [] : ['billing@supplier.example'],
        BulkThreshold: tenant.good('bulk-threshold') ? 6 : 7,
        QuarantineRetentionPeriod: tenant.good('quarantine-retention') ? 30 : 15,
      },
    ],
  })
}

function malwareFilters(tenant: Tenant): Entity[] {
  const types = tenant.good('attachment-types') ? attachmentTypes.extended : attachmentTypes.common
  const notify = tenant.good('malware-notify')
    ? { EnableInternalSenderAdminNotifications: true, InternalSenderAdminAddress: `security@${defaultDomain(tenant)}` }
    : {}
  return policies(tenant, 'MalwareFilterPolicy', {
    preset: () => ({
      EnableFileFilter: true,
      FileTypes: attachmentTypes.common,
      FileTypeAction: 'Reject',
      ZapEnabled: true,
    }),
    custom: { FileTypes: attachmentTypes.common, ...notify },
    default: [
      'Default',
      {
        EnableFileFilter: tenant.good('file-filter'),
        FileTypes: tenant.good('file-types') ? types : ['ace', 'apk', 'app', 'dex', 'jar', 'reg'],
        ZapEnabled: tenant.good('malware-zap'),
        ...notify,
      },
    ],
  })
}

function antiPhish(tenant: Tenant): Entity[] {
  const defender = hasDefender(tenant)
  const people = Math.min(3, tenant.headcount.users)
  const protectedUsers = Array.from({ length: people }, (_, index) => tenant.set('users').seed.at(index)).map(
    (user) => `${String(user['displayName'])};${String(user['mail'])}`,
  )
  const impersonation = {
    EnableTargetedUserProtection: true,
    TargetedUsersToProtect: protectedUsers,
    TargetedUserProtectionAction: 'Quarantine',
    EnableOrganizationDomainsProtection: true,
    EnableTargetedDomainsProtection: true,
    TargetedDomainsToProtect: ['partner.example'],
    TargetedDomainProtectionAction: 'Quarantine',
    EnableMailboxIntelligenceProtection: true,
    MailboxIntelligenceProtectionAction: 'Quarantine',
    EnableSimilarUsersSafetyTips: true,
    EnableSimilarDomainsSafetyTips: true,
    EnableUnusualCharactersSafetyTips: true,
  }
  const good = { EnableFirstContactSafetyTips: true, AuthenticationFailAction: 'Quarantine' }
  const all = (level: number) => ({ ...good, ...(defender ? { ...impersonation, PhishThresholdLevel: level } : {}) })
  return policies(tenant, 'AntiPhishPolicy', {
    preset: (preset) => all(preset === 'Strict' ? 4 : 3),
    custom: all(3),
    default: [
      'Office365 AntiPhish Default',
      {
        ...(tenant.good('first-contact-tips') ? good : {}),
        ...(defender && tenant.good('impersonation') ? impersonation : {}),
        ...(defender && tenant.good('phish-threshold') ? { PhishThresholdLevel: 3 } : {}),
        EnableSpoofIntelligence: tenant.good('spoof-intelligence'),
        HonorDmarcPolicy: tenant.good('honor-dmarc'),
      },
    ],
  })
}

const SAFE_LINKS = {
  EnableSafeLinksForEmail: true,
  EnableSafeLinksForTeams: true,
  EnableSafeLinksForOffice: true,
  EnableForInternalSenders: true,
  ScanUrls: true,
  DeliverMessageAfterScan: true,
  TrackClicks: true,
  AllowClickThrough: false,
}

function safeLinks(tenant: Tenant): Entity[] {
  return policies(tenant, 'SafeLinksPolicy', {
    builtIn: {
      ...SAFE_LINKS,
      EnableForInternalSenders: false,
      AllowClickThrough: true,
      DisableUrlRewrite: true,
      RecommendedPolicyType: 'BuiltIn',
    },
    preset: () => SAFE_LINKS,
    custom: {
      ...SAFE_LINKS,
      EnableForInternalSenders: tenant.good('safe-links-internal'),
      ScanUrls: tenant.good('safe-links-scan'),
      TrackClicks: tenant.good('safe-links-track'),
      AllowClickThrough: !tenant.good('safe-links-click-through'),
    },
  })
}

function safeAttachments(tenant: Tenant): Entity[] {
  return policies(tenant, 'SafeAttachmentPolicy', {
    builtIn: { Action: 'Block', RecommendedPolicyType: 'BuiltIn' },
    preset: () => ({ Action: 'Block' }),
    custom: { Action: tenant.good('safe-attachments') ? 'DynamicDelivery' : 'Allow' },
  })
}

function atpPolicy(tenant: Tenant): Entity[] {
  const documents = hasSafeDocuments(tenant)
  return [
    configuration(tenant, 'AtpPolicyForO365', 'Default', {
      EnableATPForSPOTeamsODB: tenant.good('safe-attachments-spo'),
      EnableSafeDocs: documents && tenant.good('safe-documents'),
      AllowSafeDocsOpen: !tenant.good('safe-documents-open'),
    }),
  ]
}

function connectionFilters(tenant: Tenant): Entity[] {
  return [
    configuration(tenant, 'HostedConnectionFilterPolicy', 'Default', {
      IPAllowList: tenant.good('ip-allow-list') ? [] : ['203.0.113.25', '198.51.100.0/24'],
      EnableSafeList: !tenant.good('safe-list'),
    }),
  ]
}

function outboundFilters(tenant: Tenant): Entity[] {
  const good = tenant.good('outbound-spam')
  const address = [`security@${defaultDomain(tenant)}`]
  return [
    configuration(tenant, 'HostedOutboundSpamFilterPolicy', 'Default', {
      AutoForwardingMode: tenant.good('outbound-forwarding')
        ? 'Off'
        : tenant.good('outbound-automatic')
          ? 'Automatic'
          : 'On',
      ...(good
        ? {
            RecipientLimitExternalPerHour: 500,
            RecipientLimitInternalPerHour: 1000,
            RecipientLimitPerDay: 1000,
            ActionWhenThresholdReached: 'BlockUser',
            NotifyOutboundSpam: true,
            NotifyOutboundSpamRecipients: address,
            BccSuspiciousOutboundMail: true,
            BccSuspiciousOutboundAdditionalRecipients: address,
          }
        : {}),
    }),
  ]
}

const POLICY = ['Get', 'Set', 'New', 'Remove'] as const

export const policyKinds: ConfigurationKind[] = [
  { noun: 'HostedContentFilterPolicy', area: 'protection', verbs: POLICY, customized: true, seed: contentFilters },
  {
    noun: 'HostedConnectionFilterPolicy',
    area: 'protection',
    verbs: ['Get', 'Set'],
    customized: true,
    seed: connectionFilters,
  },
  {
    noun: 'HostedOutboundSpamFilterPolicy',
    area: 'protection',
    verbs: POLICY,
    customized: true,
    seed: outboundFilters,
  },
  { noun: 'MalwareFilterPolicy', area: 'protection', verbs: POLICY, customized: true, seed: malwareFilters },
  {
    noun: 'AntiPhishPolicy',
    area: 'protection',
    verbs: POLICY,
    customized: true,
    ignored: ['Advanced', 'Impersonation', 'Spoof'],
    seed: antiPhish,
  },
  {
    noun: 'SafeLinksPolicy',
    area: 'protection',
    licence: 'defender',
    verbs: POLICY,
    customized: true,
    seed: safeLinks,
  },
  {
    noun: 'SafeAttachmentPolicy',
    area: 'protection',
    licence: 'defender',
    verbs: POLICY,
    customized: true,
    seed: safeAttachments,
  },
  {
    noun: 'AtpPolicyForO365',
    area: 'protection',
    licence: 'defender',
    verbs: ['Get', 'Set'],
    single: true,
    customized: true,
    seed: atpPolicy,
  },
]
