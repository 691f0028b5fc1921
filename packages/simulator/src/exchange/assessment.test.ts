import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Clock } from '../clock.js'
import { loadSigningKeys } from '../entra/signing-keys.js'
import { Simulation } from '../simulation.js'
import { dkimOf } from '../world/mail-domains.js'
import type { Tenant } from '../world/model.js'
import { type CmdletOutcome, runCmdlet } from './run-cmdlet.js'

/** All tenants of a partner, of every posture and with many kinds of licence, without a server. */
let simulation: Simulation
beforeAll(async () => {
  simulation = new Simulation('msp-50', new Clock(new Date('2026-03-02T08:00:00Z')), await loadSigningKeys())
})
afterAll(() => simulation.reset())

const actor = {
  user: {
    id: '11111111-1111-4111-a111-111111111111',
    displayName: 'Partner',
    userPrincipalName: 'partner@meridian-msp.example',
  },
}

function run(
  tenant: Tenant,
  cmdlet: string,
  parameters: Record<string, unknown> = {},
  roles = ['Exchange Administrator'],
): CmdletOutcome {
  return runCmdlet(tenant, { cmdlet, parameters, roles, actor }, simulation)
}

function valueOf(tenant: Tenant, cmdlet: string, parameters?: Record<string, unknown>): Record<string, unknown>[] {
  const outcome = run(tenant, cmdlet, parameters)
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value
}

const licensed = (sku: string) =>
  simulation.world.tenants.filter(({ purchases }) => purchases.some(({ skuPartNumber }) => skuPartNumber === sku))
const E5 = () => licensed('SPE_E5')[0] as Tenant
const BASIC = () =>
  simulation.world.tenants.find(({ purchases }) =>
    purchases.every(({ skuPartNumber }) => skuPartNumber === 'O365_BUSINESS_PREMIUM'),
  ) as Tenant

/** Every cmdlet that an assessment reads from Exchange, and what it judges. */
const READ: Record<string, string[]> = {
  'Get-OrganizationConfig': [
    'AuditDisabled',
    'OAuth2ClientProfileEnabled',
    'MailTipsAllTipsEnabled',
    'MailTipsExternalRecipientsTipsEnabled',
    'MailTipsGroupMetricsEnabled',
    'MailTipsLargeAudienceThreshold',
    'CustomerLockboxEnabled',
    'RejectDirectSend',
    'AutoExpandingArchiveEnabled',
    'DefaultAuthenticationPolicy',
    'EwsEnabled',
    'EwsApplicationAccessPolicy',
    'BookingsEnabled',
    'DelayedDelicensingEnabled',
    'IsDehydrated',
  ],
  'Get-TransportConfig': [
    'SmtpClientAuthenticationDisabled',
    'AllowLegacyTLSClients',
    'MessageExpiration',
    'ExternalPostmasterAddress',
  ],
  'Get-TransportRule': [
    'State',
    'Mode',
    'SetSCL',
    'SenderDomainIs',
    'RedirectMessageTo',
    'BlindCopyTo',
    'CopyTo',
    'FromScope',
    'SentToScope',
    'PrependSubject',
    'Priority',
  ],
  'Get-HostedOutboundSpamFilterPolicy': [
    'AutoForwardingMode',
    'RecipientLimitExternalPerHour',
    'RecipientLimitInternalPerHour',
    'RecipientLimitPerDay',
    'ActionWhenThresholdReached',
    'NotifyOutboundSpam',
    'BccSuspiciousOutboundMail',
  ],
  'Get-HostedContentFilterPolicy': [
    'SpamAction',
    'HighConfidenceSpamAction',
    'PhishSpamAction',
    'HighConfidencePhishAction',
    'BulkThreshold',
    'BulkSpamAction',
    'MarkAsSpamBulkMail',
    'SpamZapEnabled',
    'PhishZapEnabled',
    'QuarantineRetentionPeriod',
    'InlineSafetyTipsEnabled',
    'AllowedSenders',
    'AllowedSenderDomains',
  ],
  'Get-HostedConnectionFilterPolicy': ['IPAllowList', 'EnableSafeList'],
  'Get-AntiPhishPolicy': [
    'EnableSpoofIntelligence',
    'HonorDmarcPolicy',
    'DmarcQuarantineAction',
    'DmarcRejectAction',
    'AuthenticationFailAction',
    'EnableUnauthenticatedSender',
    'EnableViaTag',
    'EnableFirstContactSafetyTips',
    'PhishThresholdLevel',
    'TargetedUsersToProtect',
    'EnableOrganizationDomainsProtection',
  ],
  'Get-MalwareFilterPolicy': [
    'EnableFileFilter',
    'FileTypes',
    'FileTypeAction',
    'ZapEnabled',
    'QuarantineTag',
    'EnableInternalSenderAdminNotifications',
  ],
  'Get-SafeLinksPolicy': [
    'EnableSafeLinksForEmail',
    'EnableSafeLinksForTeams',
    'EnableSafeLinksForOffice',
    'TrackClicks',
    'AllowClickThrough',
    'ScanUrls',
    'EnableForInternalSenders',
    'DeliverMessageAfterScan',
    'DisableUrlRewrite',
    'IsBuiltInProtection',
  ],
  'Get-SafeAttachmentPolicy': ['Enable', 'Action', 'QuarantineTag', 'IsBuiltInProtection'],
  'Get-AtpPolicyForO365': ['EnableATPForSPOTeamsODB', 'EnableSafeDocs', 'AllowSafeDocsOpen'],
  'Get-ATPBuiltInProtectionRule': ['ExceptIfSentTo', 'ExceptIfSentToMemberOf', 'ExceptIfRecipientDomainIs'],
  'Get-DkimSigningConfig': ['Domain', 'Enabled', 'Status', 'Selector1CNAME', 'Selector2CNAME', 'Selector1KeySize'],
  'Get-AcceptedDomain': ['DomainName', 'DomainType', 'Default', 'InitialDomain', 'SendingFromDomainDisabled'],
  'Get-RemoteDomain': ['DomainName', 'AutoForwardEnabled', 'AllowedOOFType'],
  'Get-SharingPolicy': ['Enabled', 'Default', 'Domains'],
  'Get-OwaMailboxPolicy': [
    'AdditionalStorageProvidersAvailable',
    'PersonalAccountsEnabled',
    'PersonalAccountCalendarsEnabled',
    'BookingsMailboxCreationEnabled',
    'ConditionalAccessPolicy',
    'IsDefault',
  ],
  'Get-ExternalInOutlook': ['Enabled', 'AllowList'],
  'Get-AdminAuditLogConfig': ['UnifiedAuditLogIngestionEnabled'],
  'Get-CASMailboxPlan': ['PopEnabled', 'ImapEnabled', 'SmtpClientAuthenticationDisabled'],
  'Get-QuarantinePolicy': ['EndUserQuarantinePermissionsValue', 'ESNEnabled'],
  'Get-ReportSubmissionPolicy': ['ReportJunkToCustomizedAddress', 'ReportPhishAddresses', 'ReportChatMessageEnabled'],
  'Get-RoleAssignmentPolicy': ['AssignedRoles', 'IsDefault'],
  'Get-TeamsProtectionPolicy': ['ZapEnabled'],
  'Get-EmailTenantSettings': ['EnablePriorityAccountProtection'],
  'Get-Mailbox': [
    'AuditEnabled',
    'AuditAdmin',
    'AuditDelegate',
    'AuditOwner',
    'AuditLogAgeLimit',
    'PrimarySmtpAddress',
    'ForwardingSmtpAddress',
  ],
  'Get-CASMailbox': ['PopEnabled', 'ImapEnabled', 'SmtpClientAuthenticationDisabled'],
  'Get-MailboxAuditBypassAssociation': ['AuditBypassEnabled'],
}

describe('an assessment', () => {
  it.each(Object.entries(READ))('reads %s with what it judges', (cmdlet, properties) => {
    const [first] = valueOf(E5(), cmdlet)
    expect(Object.keys(first ?? {})).toEqual(expect.arrayContaining(properties))
  })

  it.each([
    'HostedContentFilterRule',
    'HostedOutboundSpamFilterRule',
    'AntiPhishRule',
    'MalwareFilterRule',
    'SafeLinksRule',
    'SafeAttachmentRule',
    'EOPProtectionPolicyRule',
    'ATPProtectionPolicyRule',
    'InboundConnector',
    'OutboundConnector',
    'AuthenticationPolicy',
    'PhishSimOverridePolicy',
    'ApplicationAccessPolicy',
  ])('reads Get-%s in every tenant that has it', (noun) => {
    const found = licensed('SPE_E5').flatMap((tenant) => valueOf(tenant, `Get-${noun}`))
    expect(found.every(({ Identity }) => typeof Identity === 'string')).toBe(true)
  })

  it('does not know the cmdlets of Defender without its licence', () => {
    for (const cmdlet of [
      'Get-SafeLinksPolicy',
      'Get-SafeAttachmentPolicy',
      'Get-AtpPolicyForO365',
      'Get-ATPProtectionPolicyRule',
    ]) {
      expect(run(BASIC(), cmdlet)).toMatchObject({
        ok: false,
        status: 400,
        message: expect.stringContaining('is not recognized'),
      })
    }
    expect(run(BASIC(), 'Get-AntiPhishPolicy').ok).toBe(true)
  })

  it('names every policy that a rule refers to', () => {
    const pairs = [
      ['HostedContentFilterRule', 'HostedContentFilterPolicy'],
      ['MalwareFilterRule', 'MalwareFilterPolicy'],
      ['AntiPhishRule', 'AntiPhishPolicy'],
      ['SafeLinksRule', 'SafeLinksPolicy'],
      ['EOPProtectionPolicyRule', 'HostedContentFilterPolicy'],
      ['ATPProtectionPolicyRule', 'SafeLinksPolicy'],
    ] as const
    for (const tenant of licensed('SPE_E5')) {
      for (const [rule, policy] of pairs) {
        const names = valueOf(tenant, `Get-${policy}`).map(({ Identity }) => Identity)
        for (const referring of valueOf(tenant, `Get-${rule}`)) expect(names).toContain(referring[policy])
      }
    }
  })

  it('finds the better run tenants better', () => {
    const share = (posture: string) => {
      const values = simulation.world.tenants
        .filter((tenant) => tenant.posture === posture && run(tenant, 'Get-OrganizationConfig').ok)
        .flatMap((tenant) => [
          valueOf(tenant, 'Get-OrganizationConfig')[0]?.['RejectDirectSend'] === true,
          valueOf(tenant, 'Get-OrganizationConfig')[0]?.['AuditDisabled'] === false,
          valueOf(tenant, 'Get-TransportConfig')[0]?.['SmtpClientAuthenticationDisabled'] === true,
          valueOf(tenant, 'Get-ExternalInOutlook')[0]?.['Enabled'] === true,
          String(valueOf(tenant, 'Get-HostedConnectionFilterPolicy')[0]?.['IPAllowList']) === '',
        ])
      return values.filter(Boolean).length / values.length
    }
    expect(share('excellent')).toBeGreaterThan(0.85)
    expect(share('poor')).toBeLessThan(0.4)
  })

  it('sees the signing of mail as DNS has it', () => {
    for (const tenant of licensed('SPE_E3')) {
      const shown = valueOf(tenant, 'Get-DkimSigningConfig')
      for (const { domain, enabled, selectors } of dkimOf(tenant).filter((dkim) => dkim.enabled)) {
        expect(shown.find(({ Domain }) => Domain === domain)).toMatchObject({
          Enabled: enabled,
          Selector1CNAME: selectors[0].target,
          Selector2CNAME: selectors[1].target,
        })
      }
    }
  })

  it('reads the same bytes from the same seed', async () => {
    const again = new Simulation('msp-50', new Clock(new Date('2026-03-02T08:00:00Z')), await loadSigningKeys())
    const same = again.world.findTenant(E5().id) as Tenant
    for (const cmdlet of ['Get-Mailbox', 'Get-AntiPhishPolicy', 'Get-TransportRule']) {
      expect(JSON.stringify(runCmdlet(same, { cmdlet, roles: ['Global Reader'], actor }, again))).toBe(
        JSON.stringify(run(E5(), cmdlet)),
      )
    }
  })
})
