import type { ConfigurationKind } from '../exchange/configuration-cmdlets.js'
import { hasAdvancedAudit, hasDefender, hasDlp, hasDlpEverywhere } from '../exchange/licences.js'
import { configuration } from '../exchange/shapes.js'
import { defaultDomain } from '../world/domain-names.js'
import { guid } from '../world/ids.js'
import type { Entity, Tenant } from '../world/model.js'

/** Alert policies that every tenant has, and those that come with Defender. */
const ALERTS: { name: string; category: string; operation: string; severity?: string; defender?: true }[] = [
  { name: 'Suspicious email sending patterns detected', category: 'ThreatManagement', operation: 'CompromisedAccount' },
  {
    name: 'Suspicious connector activity',
    category: 'ThreatManagement',
    operation: 'CompromisedConnector',
    severity: 'High',
  },
  {
    name: 'Suspicious Email Forwarding Activity',
    category: 'ThreatManagement',
    operation: 'MailRedirect',
    severity: 'High',
  },
  { name: 'Messages have been delayed', category: 'MailFlow', operation: 'MailFlowDelayed', severity: 'High' },
  {
    name: 'Tenant restricted from sending unprovisioned email',
    category: 'ThreatManagement',
    operation: 'TenantRestrictedUnprovisioned',
    severity: 'High',
  },
  {
    name: 'Tenant restricted from sending email',
    category: 'ThreatManagement',
    operation: 'TenantRestricted',
    severity: 'High',
  },
  {
    name: 'User restricted from sending email',
    category: 'ThreatManagement',
    operation: 'UserRestricted',
    severity: 'High',
  },
  {
    name: 'Creation of forwarding/redirect rule',
    category: 'ThreatManagement',
    operation: 'New-InboxRule',
    severity: 'Informational',
  },
  {
    name: 'Elevation of Exchange admin privilege',
    category: 'AccessGovernance',
    operation: 'Add-RoleGroupMember',
    severity: 'Low',
  },
  {
    name: 'Email messages containing malware removed after delivery',
    category: 'ThreatManagement',
    operation: 'MalwareZap',
    severity: 'Informational',
    defender: true,
  },
  {
    name: 'A potentially malicious URL click was detected',
    category: 'ThreatManagement',
    operation: 'UrlClick',
    severity: 'High',
    defender: true,
  },
]

function protectionAlerts(tenant: Tenant): Entity[] {
  return ALERTS.filter(({ defender }) => !defender || hasDefender(tenant)).map(
    ({ name, category, operation, severity }) => {
      const notified = tenant.good('alert-recipients') ? [`security@${defaultDomain(tenant)}`] : ['TenantAdmins']
      return configuration(tenant, 'ProtectionAlert', name, {
        Category: category,
        Operation: [operation],
        Severity: severity ?? 'Medium',
        Disabled: !tenant.good('alerts') && !tenant.good(`alert ${name}`),
        NotifyUser: tenant.good(`recipients of ${name}`) ? notified : [],
        ImmutableId: guid(tenant.id, 'ProtectionAlert', name),
      })
    },
  )
}

const SENSITIVE = [
  'Credit Card Number',
  'U.S. Social Security Number (SSN)',
  'U.S. Individual Taxpayer Identification Number (ITIN)',
]
const EVERYWHERE = 'Exchange, SharePoint, OneDriveForBusiness, Teams, EndpointDevices'
const DLP_POLICY = 'Default Office 365 DLP policy'

function dlpPolicies(tenant: Tenant): Entity[] {
  if (!tenant.good('dlp')) return []
  const everywhere = hasDlpEverywhere(tenant) && tenant.good('dlp-everywhere')
  return [
    configuration(tenant, 'DlpCompliancePolicy', DLP_POLICY, {
      ExchangeLocation: ['All'],
      SharePointLocation: ['All'],
      OneDriveLocation: ['All'],
      TeamsLocation: everywhere ? ['All'] : [],
      EndpointDlpLocation: everywhere ? ['All'] : [],
      EnforcementPlanes: tenant.good('dlp-copilot') ? ['CopilotExperiences'] : [],
      Mode: tenant.good('dlp-enforced') ? 'Enable' : 'TestWithNotifications',
      Workload: everywhere ? EVERYWHERE : 'Exchange, SharePoint, OneDriveForBusiness',
    }),
  ]
}

function dlpRules(tenant: Tenant): Entity[] {
  if (!tenant.good('dlp')) return []
  const types = tenant.good('dlp-types') ? SENSITIVE : SENSITIVE.slice(0, 1)
  return [
    configuration(tenant, 'DlpComplianceRule', 'Baseline Rule', {
      ParentPolicyName: DLP_POLICY,
      ContentContainsSensitiveInformation: types.map((name) => ({
        name,
        id: guid('sensitive', name),
        mincount: '1',
        maxcount: '-1',
        minconfidence: '75',
        maxconfidence: '100',
      })),
      BlockAccess: tenant.good('dlp-block'),
      BlockAccessScope: tenant.good('dlp-block-scope') ? 'All' : 'PerUser',
      NotifyUser: tenant.good('dlp-notify') ? ['SiteAdmin', 'LastModifier', 'Owner'] : [],
    }),
  ]
}

const LABELS = ['Personal', 'Public', 'General', 'Confidential', 'Highly Confidential']

function labels(tenant: Tenant): Entity[] {
  if (!tenant.good('sensitivity-labels')) return []
  return LABELS.map((name, index) =>
    configuration(tenant, 'Label', name, {
      DisplayName: name,
      Priority: index,
      Tooltip: `${name} information`,
      ImmutableId: guid(tenant.id, 'Label', name),
    }),
  )
}

function labelPolicies(tenant: Tenant): Entity[] {
  if (!tenant.good('sensitivity-labels')) return []
  return [
    configuration(tenant, 'LabelPolicy', 'Global sensitivity label policy', {
      Labels: LABELS,
      ScopedLabels: LABELS,
      ExchangeLocation: ['All'],
      Enabled: tenant.good('labels-published'),
    }),
  ]
}

function auditRetention(tenant: Tenant): Entity[] {
  if (!hasAdvancedAudit(tenant) || !tenant.good('audit-retention')) return []
  return [configuration(tenant, 'UnifiedAuditLogRetentionPolicy', '12 month retention')]
}

function retention(tenant: Tenant): Entity[] {
  if (!tenant.good('retention')) return []
  return [
    configuration(tenant, 'RetentionCompliancePolicy', 'Keep seven years', {
      ExchangeLocation: ['All'],
      SharePointLocation: ['All'],
    }),
  ]
}

/** The same question is answered here whatever the truth is: it has to be asked of Exchange. */
function auditLogNeverOn(tenant: Tenant): Entity[] {
  return [
    configuration(tenant, 'AdminAuditLogConfig', 'Admin Audit Log Settings', {
      UnifiedAuditLogIngestionEnabled: false,
    }),
  ]
}

const CHANGED = ['Get', 'Set', 'New', 'Remove'] as const

/** Kinds of configuration object of Security & Compliance. */
export const purviewKinds: readonly ConfigurationKind[] = [
  { noun: 'ProtectionAlert', area: 'compliance', verbs: CHANGED, seed: protectionAlerts },
  {
    noun: 'DlpCompliancePolicy',
    area: 'compliance',
    licence: 'dlp',
    verbs: CHANGED,
    ignored: ['IncludeExtendedProperties', 'ForceValidate', 'DistributionDetail'],
    seed: dlpPolicies,
  },
  {
    noun: 'DlpComplianceRule',
    area: 'compliance',
    licence: 'dlp',
    verbs: CHANGED,
    ignored: ['Policy', 'IncludeExecutionRuleGuids'],
    seed: dlpRules,
  },
  {
    noun: 'Label',
    area: 'compliance',
    verbs: CHANGED,
    ignored: ['IncludeDetailedLabelActions', 'SkipValidations'],
    seed: (tenant) => (hasDlp(tenant) ? labels(tenant) : []),
  },
  {
    noun: 'LabelPolicy',
    area: 'compliance',
    verbs: CHANGED,
    seed: (tenant) => (hasDlp(tenant) ? labelPolicies(tenant) : []),
  },
  { noun: 'UnifiedAuditLogRetentionPolicy', area: 'compliance', verbs: CHANGED, seed: auditRetention },
  {
    noun: 'RetentionCompliancePolicy',
    area: 'compliance',
    verbs: CHANGED,
    ignored: ['DistributionDetail', 'ExcludeTeamsPolicy', 'IncludeTestModeResults'],
    seed: retention,
  },
  {
    noun: 'AdminAuditLogConfig',
    set: 'ComplianceAdminAuditLogConfig',
    area: 'audit',
    verbs: ['Get'],
    single: true,
    seed: auditLogNeverOn,
  },
]
