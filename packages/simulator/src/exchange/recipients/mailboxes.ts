import { initialDomain } from '../../world/domain-names.js'
import { guid, pick } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import { type MailboxPlan, mailboxPlanOf } from '../licences.js'
import { directoryFacts, FOREST, shapeOf } from '../shapes.js'
import { exchangeTime, type ExchangeObject, merged } from '../wire.js'
import { type MailboxKind, type MailboxState, seedDelegates, seedProperties, stateOf } from './mailbox-state.js'
import { textOf } from '../text.js'

/** A mailbox: a directory object with what Exchange keeps for it. */
export interface Mailbox {
  user: Entity
  kind: MailboxKind
  plan: MailboxPlan | undefined
  state: MailboxState
}

/**
 * A person has a mailbox while a licence gives one. Mailboxes of no person need none: those of resource accounts, and
 * those of people who have left, which were made shared when the licence was taken away.
 */
export function mailboxOf(tenant: Tenant, user: Entity): Mailbox | undefined {
  if (user['userType'] === 'Guest') return undefined
  const state = stateOf(tenant, user)
  const plan = mailboxPlanOf(user)
  const kind = state.kind ?? resourceKind(user) ?? (plan ? 'UserMailbox' : leaverKind(tenant, user))
  return kind && { user, kind, plan, state }
}

/** Resource accounts of the seed carry their kind; Graph has no such property and does not show it. */
function resourceKind(user: Entity): MailboxKind | undefined {
  return user['mailboxKind'] as MailboxKind | undefined
}

function leaverKind(tenant: Tenant, user: Entity): MailboxKind | undefined {
  const left = user['accountEnabled'] === false && Boolean(user['mail'])
  return left && pick(2, tenant.id, user.id, 'leaver') === 0 ? 'SharedMailbox' : undefined
}

export function* mailboxes(tenant: Tenant, from = 0): Iterable<{ position: number; mailbox: Mailbox }> {
  for (const { position, entity } of tenant.set('users').view().scan(from)) {
    const mailbox = mailboxOf(tenant, entity)
    if (mailbox) yield { position, mailbox }
  }
}

/** Since 2021 a recipient's name in Exchange is the id of its directory object. */
const nameOf = (user: Entity): string => user.id

export function addressOf(user: Entity): string {
  return textOf(user['mail'], textOf(user['userPrincipalName']))
}

export function emailAddresses(user: Entity): string[] {
  const proxies = (user['proxyAddresses'] ?? []) as string[]
  return proxies.length > 0 ? proxies : [`SMTP:${addressOf(user)}`]
}

const AUDITED = {
  AuditAdmin: [
    'Update',
    'MoveToDeletedItems',
    'SoftDelete',
    'HardDelete',
    'SendAs',
    'SendOnBehalf',
    'Create',
    'UpdateFolderPermissions',
    'UpdateInboxRules',
    'UpdateCalendarDelegation',
    'ApplyRecord',
    'MailItemsAccessed',
    'Send',
  ],
  AuditDelegate: [
    'Update',
    'MoveToDeletedItems',
    'SoftDelete',
    'HardDelete',
    'SendAs',
    'SendOnBehalf',
    'Create',
    'UpdateFolderPermissions',
    'UpdateInboxRules',
    'ApplyRecord',
    'MailItemsAccessed',
  ],
  AuditOwner: [
    'Update',
    'MoveToDeletedItems',
    'SoftDelete',
    'HardDelete',
    'UpdateFolderPermissions',
    'UpdateInboxRules',
    'UpdateCalendarDelegation',
    'ApplyRecord',
    'MailItemsAccessed',
    'Send',
  ],
}

const shape = shapeOf('Mailbox')
const SMALL_QUOTAS = {
  ProhibitSendQuota: '49.5 GB (53,150,220,288 bytes)',
  ProhibitSendReceiveQuota: '50 GB (53,687,091,200 bytes)',
  IssueWarningQuota: '49 GB (52,613,349,376 bytes)',
}

/** As Get-Mailbox shows it. */
export function showMailbox(tenant: Tenant, mailbox: Mailbox): ExchangeObject {
  const { user, kind, plan } = mailbox
  const name = nameOf(user)
  const created = new Date(textOf(user['createdDateTime'], tenant.createdAt.toISOString()))
  const exchangeGuid = guid(user.id, 'mailbox')
  const shared = kind === 'SharedMailbox'
  const resource = kind === 'RoomMailbox' || kind === 'EquipmentMailbox'
  const primary = addressOf(user)
  const facts = {
    DefaultAuditSet: ['Admin', 'Delegate', 'Owner'],
    Database: `NAMPR09DG${100 + pick(200, user.id, 'database')}-db${100 + pick(99, user.id, 'db')}`,
    DatabaseGuid: guid(user.id, 'database'),
    ExchangeGuid: exchangeGuid,
    MailboxLocations: [`1;${exchangeGuid};Primary;nampr09.prod.outlook.com;${guid(user.id, 'database')}`],
    Languages: [textOf(user['preferredLanguage'], 'en-US')],
    IsResource: resource,
    IsShared: shared,
    ResourceType: resource ? (kind === 'RoomMailbox' ? 'Room' : 'Equipment') : null,
    RoomMailboxAccountEnabled: kind === 'RoomMailbox' ? user['accountEnabled'] === true : null,
    ...(plan === 'ExchangeOnlineEnterprise' ? {} : SMALL_QUOTAS),
    SamAccountName: `$${guid(user.id, 'sam').slice(0, 6).toUpperCase()}-${guid(user.id, 'sam').slice(-12).toUpperCase()}`,
    ServerLegacyDN:
      '/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Configuration/cn=Servers/cn=DM6PR09MB4321',
    ServerName: 'dm6pr09mb4321',
    Office: textOf(user['officeLocation']),
    UserPrincipalName: user['userPrincipalName'],
    NetID: guid(user.id, 'net-id').replaceAll('-', '').slice(0, 16).toUpperCase(),
    WindowsLiveID: user['userPrincipalName'],
    MicrosoftOnlineServicesID: user['userPrincipalName'],
    MailboxPlan: plan ? `${plan}-${guid(tenant.id, 'mailbox-plan', plan)}` : null,
    PersistedCapabilities:
      plan === 'ExchangeOnlineEnterprise' ? ['BPOS_S_Enterprise'] : plan ? ['BPOS_S_Standard'] : [],
    SKUAssigned: plan !== undefined,
    WhenMailboxCreated: exchangeTime(created),
    UsageLocation: user['usageLocation'] ?? null,
    AccountDisabled: user['accountEnabled'] === false,
    StsRefreshTokensValidFrom: exchangeTime(created),
    IsDirSynced: user['onPremisesSyncEnabled'] === true,
    AddressListMembership: [
      '\\Default Global Address List',
      '\\All Users',
      '\\All Mailboxes(VLV)',
      '\\All Recipients(VLV)',
    ],
    Alias: textOf(user['mailNickname'], primary.split('@')[0]),
    OrganizationalUnit: `${FOREST.toLowerCase()}/Microsoft Exchange Hosted Organizations/${initialDomain(tenant)}`,
    DisplayName: user['displayName'],
    EmailAddresses: emailAddresses(user),
    ExternalDirectoryObjectId: user.id,
    LegacyExchangeDN: `/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=${guid(user.id, 'legacy').replaceAll('-', '')}-${textOf(user['mailNickname'])}`,
    PrimarySmtpAddress: primary,
    WindowsEmailAddress: primary,
    RecipientTypeDetails: kind,
    ObjectCategory: `${FOREST}/Configuration/Schema/Person`,
    ObjectClass: ['top', 'person', 'organizationalPerson', 'user'],
  }
  return merged(
    shape,
    AUDITED,
    facts,
    directoryFacts(tenant, { name, guid: guid(user.id, 'exchange'), created }),
    { GrantSendOnBehalfTo: seedOnBehalf(tenant, mailbox) },
    propertiesOf(tenant, mailbox),
  )
}

/** People who may send on behalf of a mailbox, by their names. */
function seedOnBehalf(tenant: Tenant, { user, kind, state }: Mailbox): string[] {
  if (state.properties?.['GrantSendOnBehalfTo'] !== undefined) return []
  const users = tenant.set('users').view()
  return seedDelegates(tenant, user, kind, 'behalf').flatMap((upn) => users.find('userPrincipalName', upn)?.id ?? [])
}

/** What was set on the mailbox, over what it began with. */
export function propertiesOf(tenant: Tenant, { user, kind, state }: Mailbox): Record<string, unknown> {
  return { ...seedProperties(tenant, user, kind), ...state.properties }
}
