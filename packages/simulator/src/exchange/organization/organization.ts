import { initialDomain } from '../../world/domain-names.js'
import { pick } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import type { Cmdlet } from '../cmdlet.js'
import { NOTHING } from '../cmdlet.js'
import { configurationSet, type ConfigurationKind } from '../configuration-cmdlets.js'
import { ExchangeError } from '../exchange-error.js'
import { hasCustomerLockbox } from '../licences.js'
import { configuration, shapeOf } from '../shapes.js'
import { exchangeTimeUtc } from '../wire.js'
import { beganDehydrated, isDehydrated } from './hydration.js'

function organization(tenant: Tenant): Entity[] {
  return [
    configuration(tenant, 'OrganizationConfig', initialDomain(tenant), {
      AuditDisabled: !tenant.good('mailbox-audit-on'),
      BookingsEnabled: !tenant.good('bookings'),
      CustomerLockboxEnabled: hasCustomerLockbox(tenant) && tenant.good('customer-lockbox'),
      DefaultAuthenticationPolicy:
        tenant.good('authentication-policy') && !beganDehydrated(tenant) ? 'Block Basic Auth' : null,
      DelayedDelicensingEnabled: tenant.good('delicensing-resiliency'),
      DisplayName: tenant.name,
      EwsEnabled: tenant.good('ews') ? false : null,
      IsDehydrated: beganDehydrated(tenant),
      MailTipsAllTipsEnabled: tenant.good('mail-tips'),
      MailTipsExternalRecipientsTipsEnabled: tenant.good('mail-tips-external'),
      MailTipsLargeAudienceThreshold: tenant.good('mail-tips-audience') ? 25 : 100,
      OAuth2ClientProfileEnabled: tenant.good('modern-authentication'),
      RejectDirectSend: tenant.good('reject-direct-send'),
    }),
  ]
}

function transport(tenant: Tenant): Entity[] {
  return [
    configuration(tenant, 'TransportConfig', 'Transport Settings', {
      AllowLegacyTLSClients: !tenant.good('legacy-tls'),
      SmtpClientAuthenticationDisabled: tenant.good('smtp-auth'),
    }),
  ]
}

function sharingPolicies(tenant: Tenant): Entity[] {
  const calendar = tenant.good('calendar-sharing')
    ? ['partner.example:CalendarSharingFreeBusySimple']
    : ['Anonymous:CalendarSharingFreeBusyReviewer', '*:CalendarSharingFreeBusySimple']
  const contacts = tenant.good('contact-sharing') ? [] : ['*:ContactsSharing']
  return [
    configuration(tenant, 'SharingPolicy', 'Default Sharing Policy', {
      Domains: [...calendar, ...contacts],
      Enabled: !tenant.good('sharing-policy-off'),
    }),
  ]
}

function owaPolicies(tenant: Tenant): Entity[] {
  return [
    configuration(tenant, 'OwaMailboxPolicy', 'OwaMailboxPolicy-Default', {
      AdditionalStorageProvidersAvailable: !tenant.good('owa-storage-providers'),
      PersonalAccountsEnabled: !tenant.good('owa-personal-accounts'),
      PersonalAccountCalendarsEnabled: !tenant.good('owa-personal-calendars'),
      BookingsMailboxCreationEnabled: !tenant.good('owa-bookings'),
      ConditionalAccessPolicy: tenant.good('owa-conditional-access') ? 'ReadOnly' : 'Off',
    }),
  ]
}

const ROLES = [
  'MyTeamMailboxes',
  'MyTextMessaging',
  'MyDistributionGroups',
  'MyMailSubscriptions',
  'MyBaseOptions',
  'MyVoiceMail',
  'MyProfileInformation',
  'MyContactInformation',
  'MyRetentionPolicies',
  'MyDistributionGroupMembership',
]
const ADD_INS = ['My ReadWriteMailbox Apps', 'My Custom Apps', 'My Marketplace Apps']

function roleAssignmentPolicies(tenant: Tenant): Entity[] {
  const assigned = [...(tenant.good('outlook-add-ins') ? [] : ADD_INS), ...ROLES]
  return [
    configuration(tenant, 'RoleAssignmentPolicy', 'Default Role Assignment Policy', {
      AssignedRoles: assigned,
      RoleAssignments: assigned.map((role) => `${role}-Default Role Assignment Policy`),
      Description: 'This policy grants end users the permission to set their options in Outlook on the web.',
    }),
  ]
}

function auditLog(tenant: Tenant): Entity[] {
  const on = tenant.good('unified-audit-log')
  return [
    configuration(tenant, 'AdminAuditLogConfig', 'Admin Audit Log Settings', {
      UnifiedAuditLogIngestionEnabled: on,
      UnifiedAuditLogFirstOptInDate: on ? exchangeTimeUtc(tenant.createdAt) : null,
    }),
  ]
}

function authenticationPolicies(tenant: Tenant): Entity[] {
  if (beganDehydrated(tenant)) return []
  return tenant.good('authentication-policy') ? [configuration(tenant, 'AuthenticationPolicy', 'Block Basic Auth')] : []
}

const PLANS = ['ExchangeOnlineEnterprise', 'ExchangeOnline', 'ExchangeOnlineDeskless']

function casPlans(tenant: Tenant): Entity[] {
  const closed = tenant.good('legacy-protocols')
  return PLANS.map((plan) =>
    configuration(tenant, 'CASMailboxPlan', `${plan}-${pick(1e9, tenant.id, plan)}`, {
      DisplayName: plan,
      ImapEnabled: !closed,
      PopEnabled: !closed,
    }),
  )
}

/** Which apps with mailbox rights are confined to some mailboxes. */
function applicationAccess(tenant: Tenant): Entity[] {
  if (!tenant.good('application-access-policy')) return []
  return tenant.applications.map(({ appId, displayName }) =>
    configuration(tenant, 'ApplicationAccessPolicy', `${tenant.id}\\${appId}`, {
      AppId: appId,
      Description: `Confines ${displayName} to some mailboxes.`,
      ScopeName: 'Mailboxes of applications',
      ScopeIdentity: 'Mailboxes of applications',
    }),
  )
}

export const organizationKinds: ConfigurationKind[] = [
  { noun: 'OrganizationConfig', area: 'organization', verbs: ['Get', 'Set'], single: true, seed: organization },
  {
    noun: 'TransportConfig',
    area: 'organization',
    verbs: ['Get', 'Set'],
    single: true,
    customized: true,
    seed: transport,
  },
  {
    noun: 'SharingPolicy',
    area: 'organization',
    verbs: ['Get', 'Set', 'New', 'Remove'],
    customized: true,
    seed: sharingPolicies,
  },
  {
    noun: 'OwaMailboxPolicy',
    area: 'organization',
    verbs: ['Get', 'Set', 'New', 'Remove'],
    customized: true,
    seed: owaPolicies,
  },
  {
    noun: 'RoleAssignmentPolicy',
    area: 'roles',
    verbs: ['Get', 'Set', 'New', 'Remove'],
    customized: true,
    seed: roleAssignmentPolicies,
  },
  {
    noun: 'ExternalInOutlook',
    area: 'organization',
    verbs: ['Get', 'Set'],
    single: true,
    seed: (tenant) => [
      configuration(tenant, 'ExternalInOutlook', initialDomain(tenant), { Enabled: tenant.good('external-tag') }),
    ],
  },
  { noun: 'AdminAuditLogConfig', area: 'audit', verbs: ['Get', 'Set'], single: true, customized: true, seed: auditLog },
  {
    noun: 'AuthenticationPolicy',
    area: 'organization',
    verbs: ['Get', 'Set', 'New', 'Remove'],
    customized: true,
    seed: authenticationPolicies,
  },
  { noun: 'CASMailboxPlan', area: 'recipients', verbs: ['Get', 'Set'], seed: casPlans },
  { noun: 'ApplicationAccessPolicy', area: 'organization', verbs: ['Get', 'New', 'Remove'], seed: applicationAccess },
]

export const organizationCmdlets: Cmdlet[] = [
  {
    name: 'Enable-OrganizationCustomization',
    area: 'organization',
    parameters: [],
    run({ tenant, now }) {
      if (!isDehydrated(tenant)) throw new ExchangeError('alreadyHydrated')
      const set = configurationSet(tenant, { noun: 'OrganizationConfig' })
      const [current] = set.view()
      if (current) set.update(current.id, { IsDehydrated: false }, now.getTime())
      return NOTHING
    },
  },
  {
    name: 'Get-MailboxPlan',
    area: 'recipients',
    parameters: ['Identity', 'ResultSize', 'Filter', 'AllMailboxPlanReleases'],
    *run(call) {
      const shape = shapeOf('CASMailboxPlan')
      let position = 0
      for (const plan of configurationSet(call.tenant, { noun: 'CASMailboxPlan' }).view()) {
        const facts = Object.fromEntries(Object.entries(plan).filter(([name]) => !(name in shape)))
        const shown = {
          ...facts,
          DisplayName: plan['DisplayName'],
          IsDefault: position === 0,
          RetentionPolicy: 'Default MRM Policy',
          RoleAssignmentPolicy: 'Default Role Assignment Policy',
        }
        yield { position: position++, show: () => shown }
      }
    },
  },
]
