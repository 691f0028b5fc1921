import { AppError, type Resource } from '@tenantry/core'
import { acceptedDomains } from '../resources/accepted-domains.js'
import { adminAuditLogConfig } from '../resources/admin-audit-log-config.js'
import { applicationAccessPolicies } from '../resources/application-access-policies.js'
import { auditBypassAssociations } from '../resources/audit-bypass-associations.js'
import { auditRetentionPolicies } from '../resources/audit-retention-policies.js'
import { dkimSigningConfigs } from '../resources/dkim-signing-configs.js'
import { dlpPolicies, dlpRules } from '../resources/dlp.js'
import { exchangeMailboxes } from '../resources/exchange-mailboxes.js'
import { externalInOutlook } from '../resources/external-in-outlook.js'
import { inboundConnectors } from '../resources/inbound-connectors.js'
import { labelPolicies } from '../resources/label-policies.js'
import { managementRoleAssignments } from '../resources/management-role-assignments.js'
import { organizationConfig } from '../resources/organization-config.js'
import { outboundSpamPolicies } from '../resources/outbound-spam-policies.js'
import { owaMailboxPolicies } from '../resources/owa-mailbox-policies.js'
import { protectionAlerts } from '../resources/protection-alerts.js'
import * as policies from '../resources/protection-policies.js'
import * as rules from '../resources/protection-rules.js'
import { remoteDomains } from '../resources/remote-domains.js'
import { reportSubmissionPolicies } from '../resources/report-submission-policies.js'
import { roleAssignmentPolicies } from '../resources/role-assignment-policies.js'
import { sharingPolicies } from '../resources/sharing-policies.js'
import { transportConfig } from '../resources/transport-config.js'
import { transportRules } from '../resources/transport-rules.js'
import type { ExchangeRead } from './mailbox-reads.js'

/** How configuration is read with a cmdlet, whatever the way to Exchange is. */
export interface ConfigurationRead {
  resource: Resource
  /** Where the cmdlet runs: in Exchange Online, or in Security & Compliance. */
  at: 'exchange' | 'compliance'
  read: ExchangeRead
  /** The licence that the cmdlet comes with. */
  licence?: string
  /** Objects without lists among their values, save those named here, whose members hold no blanks. */
  flat?: readonly string[]
}

const DEFENDER = 'Microsoft Defender for Office 365'
const DEFENDER_2 = 'Microsoft Defender for Office 365 Plan 2'
const DLP = 'Microsoft 365 E3, or another licence with data loss prevention'

/** Without it a cmdlet that knows the parameter stops after a thousand objects. */
const all = { ResultSize: 'Unlimited' }
const none: readonly string[] = []

const exchange: readonly Omit<ConfigurationRead, 'at' | 'read'>[] = [
  { resource: acceptedDomains, flat: none },
  { resource: adminAuditLogConfig },
  { resource: applicationAccessPolicies, flat: none },
  { resource: dkimSigningConfigs, flat: none },
  { resource: externalInOutlook },
  { resource: inboundConnectors },
  { resource: organizationConfig },
  { resource: outboundSpamPolicies },
  { resource: owaMailboxPolicies },
  { resource: remoteDomains, flat: none },
  { resource: reportSubmissionPolicies },
  { resource: roleAssignmentPolicies },
  { resource: sharingPolicies },
  { resource: transportConfig },
  { resource: transportRules },
  { resource: managementRoleAssignments, flat: none },
  { resource: exchangeMailboxes, flat: ['AuditAdmin', 'AuditDelegate', 'AuditOwner'] },
  { resource: auditBypassAssociations, flat: none },
  { resource: policies.malwarePolicies },
  { resource: policies.antiPhishPolicies },
  { resource: policies.antiSpamPolicies },
  { resource: policies.connectionFilterPolicies },
  { resource: policies.safeAttachmentPolicies, licence: DEFENDER },
  { resource: policies.safeLinksPolicies, licence: DEFENDER },
  { resource: policies.officeProtection, licence: DEFENDER },
  { resource: policies.teamsProtection, licence: DEFENDER_2 },
  { resource: policies.emailTenantSettings, licence: DEFENDER_2 },
  { resource: rules.malwareRules },
  { resource: rules.antiPhishRules },
  { resource: rules.antiSpamRules },
  { resource: rules.eopPresetRules },
  { resource: rules.safeAttachmentRules, licence: DEFENDER },
  { resource: rules.safeLinksRules, licence: DEFENDER },
  { resource: rules.atpPresetRules, licence: DEFENDER },
  { resource: rules.builtInProtectionRules, licence: DEFENDER },
  { resource: rules.teamsProtectionRules, licence: DEFENDER_2 },
]

const compliance: readonly Omit<ConfigurationRead, 'at' | 'read'>[] = [
  { resource: protectionAlerts },
  { resource: dlpPolicies, licence: DLP },
  { resource: dlpRules, licence: DLP },
  { resource: labelPolicies },
  { resource: auditRetentionPolicies },
]

/** Of lists with an entry for each mailbox, no more than what is judged. */
const details: Readonly<Record<string, Pick<ExchangeRead, 'parameters' | 'select'>>> = {
  [acceptedDomains.id]: { parameters: all },
  [remoteDomains.id]: { parameters: all },
  [inboundConnectors.id]: { parameters: all },
  [transportRules.id]: { parameters: all },
  [exchangeMailboxes.id]: {
    parameters: all,
    select: [
      'ExternalDirectoryObjectId',
      'DisplayName',
      'PrimarySmtpAddress',
      'RecipientTypeDetails',
      'AuditEnabled',
      'AuditLogAgeLimit',
      'AuditAdmin',
      'AuditDelegate',
      'AuditOwner',
      'ForwardingAddress',
      'ForwardingSmtpAddress',
      'DeliverToMailboxAndForward',
    ],
  },
  [auditBypassAssociations.id]: { parameters: all, select: ['Identity', 'Name', 'AuditBypassEnabled'] },
}

function complete(at: ConfigurationRead['at']) {
  return (entry: Omit<ConfigurationRead, 'at' | 'read'>): ConfigurationRead => {
    const { id, name, source } = entry.resource
    const purpose = `Read ${name.slice(0, 1).toLowerCase()}${name.slice(1)}`
    return { ...entry, at, read: { name: source.replace(/^\w+:/, ''), purpose, ...details[id] } }
  }
}

/** Everything of a tenant's configuration that cmdlets tell. */
export const configurationReads: readonly ConfigurationRead[] = [
  ...exchange.map(complete('exchange')),
  ...compliance.map(complete('compliance')),
]

/** A cmdlet that the same roles may run and that needs no licence, to tell a missing licence from a missing role. */
export const withoutLicence: Readonly<Record<ConfigurationRead['at'], ExchangeRead>> = {
  exchange: {
    name: 'Get-HostedConnectionFilterPolicy',
    select: ['Name'],
    purpose: 'See whether protection may be read',
  },
  compliance: { name: 'Get-ProtectionAlert', select: ['Name'], purpose: 'See whether Purview may be read' },
}

/** Cmdlets that a role or a licence does not give are unknown to the service. */
export function isUnknownCommand(error: unknown): boolean {
  return error instanceof AppError && /The term '[^']*' is not recognized/.test(error.why)
}

/** An object without the words on the types of its values, which stand beside them. */
export function withoutNotes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNotes)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([name]) => !/@(odata|data)\./.test(name))
  return Object.fromEntries(members.map(([name, inner]) => [name, withoutNotes(inner)]))
}
