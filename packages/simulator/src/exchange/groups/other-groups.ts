import { defaultDomain, initialDomain } from '../../world/domain-names.js'
import { isUnified } from '../../world/groups.js'
import { guid } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import type { Cmdlet, CmdletCall, Result } from '../cmdlet.js'
import { results } from '../cmdlet.js'
import { parseRecipientFilter } from '../filter.js'
import { mailboxOf } from '../recipients/mailboxes.js'
import {
  findGroupEntity,
  findRecipient,
  groupName,
  notFound,
  type Recipient,
  recipients,
} from '../recipients/recipients.js'
import { configuration, directoryFacts, FOREST, shapeOf } from '../shapes.js'
import { exchangeTime, type ExchangeObject } from '../wire.js'
import { managersOf } from './groups.js'
import { textOf } from '../text.js'

const shape = shapeOf('UnifiedGroup')

/** A Microsoft 365 group as Get-UnifiedGroup shows it. */
function showUnified(tenant: Tenant, group: Entity): ExchangeObject {
  const name = groupName(group)
  const created = new Date(textOf(group['createdDateTime'], tenant.createdAt.toISOString()))
  const site = `https://${initialDomain(tenant).split('.')[0]}.sharepoint.com/sites/${String(group['mailNickname'])}`
  const members = tenant.links('members').of(group.id)
  return {
    ...shape,
    AccessType: group['visibility'] ?? 'Private',
    Alias: group['mailNickname'],
    DisplayName: group['displayName'],
    Notes: group['description'] ?? '',
    EmailAddresses: group['proxyAddresses'] ?? [],
    ExternalDirectoryObjectId: group.id,
    GroupExternalMemberCount: members.filter((id) => tenant.set('users').view().get(id)?.['userType'] === 'Guest')
      .length,
    GroupMemberCount: members.length,
    IsDirSynced: false,
    Language: 'en-US',
    ManagedBy: managersOf(tenant, group),
    ManagedByDetails: managersOf(tenant, group),
    PrimarySmtpAddress: group['mail'],
    RecipientType: 'MailUniversalDistributionGroup',
    RecipientTypeDetails: 'GroupMailbox',
    ResourceProvisioningOptions: group['resourceProvisioningOptions'] ?? [],
    SharePointSiteUrl: site,
    SharePointDocumentsUrl: `${site}/Shared Documents`,
    SharePointNotebookUrl: null,
    ExchangeGuid: guid(group.id, 'mailbox'),
    WhenSoftDeleted: null,
    ObjectCategory: `${FOREST}/Configuration/Schema/Person`,
    ...directoryFacts(tenant, { name, guid: guid(group.id, 'exchange'), created }),
  }
}

function* unifiedGroups(call: CmdletCall): Iterable<Result> {
  for (const { position, entity } of call.tenant.set('groups').view().scan(call.from)) {
    if (isUnified(entity) && entity['mailEnabled'] === true)
      yield { position, show: () => showUnified(call.tenant, entity) }
  }
}

/** Everybody with a mailbox, by rule; most tenants have this one list and no other. */
export function seedDynamicGroups(tenant: Tenant): Entity[] {
  if (tenant.headcount.users < 50) return []
  const address = `everyone@${defaultDomain(tenant)}`
  return [
    configuration(tenant, 'DistributionGroup', 'Everyone', {
      Alias: 'everyone',
      DisplayName: 'Everyone',
      PrimarySmtpAddress: address,
      WindowsEmailAddress: address,
      EmailAddresses: [`SMTP:${address}`],
      RecipientType: 'DynamicDistributionGroup',
      RecipientTypeDetails: 'DynamicDistributionGroup',
      RecipientFilter: "(RecipientTypeDetails -eq 'UserMailbox')",
      RecipientFilterType: 'Custom',
      IncludedRecipients: null,
      ManagedBy: null,
      Notes: '',
      CalculatedMembershipUpdateTime: exchangeTime(tenant.begunAt),
      ExternalDirectoryObjectId: '',
    }),
  ]
}

function requireDynamic({ tenant }: CmdletCall, identity: string): Entity {
  const set = tenant.set('exchangeDynamicGroups').view()
  const found =
    set.find('Name', identity) ??
    set.find('PrimarySmtpAddress', identity) ??
    set.find('Alias', identity) ??
    set.get(identity)
  if (!found) throw notFound(identity)
  return found
}

function showRecipient(tenant: Tenant, recipient: Recipient): ExchangeObject {
  const { entity } = recipient
  const created = new Date(textOf(entity['createdDateTime'], tenant.createdAt.toISOString()))
  const mailbox = recipient.source === 'users' ? mailboxOf(tenant, entity) : undefined
  return {
    Alias: recipient.alias,
    ArchiveGuid: '00000000-0000-0000-0000-000000000000',
    ArchiveStatus: 'None',
    City: entity['city'] ?? '',
    Company: entity['companyName'] ?? '',
    CountryOrRegion: entity['country'] ?? '',
    Department: entity['department'] ?? '',
    DisplayName: recipient.displayName,
    EmailAddresses: entity['proxyAddresses'] ?? [`SMTP:${recipient.address}`],
    ExternalDirectoryObjectId: recipient.id,
    ExternalEmailAddress: recipient.source === 'users' && !mailbox ? `SMTP:${recipient.address}` : null,
    FirstName: entity['givenName'] ?? '',
    HiddenFromAddressListsEnabled: false,
    IsDirSynced: recipient.synced,
    LastName: entity['surname'] ?? '',
    ManagedBy: recipient.source === 'groups' ? managersOf(tenant, entity) : [],
    Office: entity['officeLocation'] ?? '',
    Phone: '',
    PrimarySmtpAddress: recipient.address,
    RecipientType: recipient.recipientType,
    RecipientTypeDetails: recipient.recipientTypeDetails,
    SKUAssigned: mailbox ? mailbox.plan !== undefined : null,
    Title: entity['jobTitle'] ?? '',
    UsageLocation: entity['usageLocation'] ?? null,
    WindowsLiveID: entity['userPrincipalName'] ?? '',
    ...directoryFacts(tenant, { name: recipient.name, guid: guid(recipient.id, 'exchange'), created }),
  }
}

function* recipientList(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters } = call
  const list = (name: string) =>
    parameters
      .list(name)
      ?.flatMap((text) => text.split(/\s*,\s*/))
      .map((kind) => kind.toLowerCase())
  const [types, details] = [list('RecipientType'), list('RecipientTypeDetails')]
  const filter = parameters.text('Filter')
  const matches = filter === undefined ? undefined : parseRecipientFilter(filter)
  let position = -1
  for (const recipient of recipients(tenant)) {
    position++
    if (position < call.from) continue
    if (types && !types.includes(recipient.recipientType.toLowerCase())) continue
    if (details && !details.includes(recipient.recipientTypeDetails.toLowerCase())) continue
    if (matches && !matches(showRecipient(tenant, recipient))) continue
    yield { position, show: () => showRecipient(tenant, recipient) }
  }
}

function* ruled(call: CmdletCall, group: Entity): Iterable<Result> {
  const matches = parseRecipientFilter(String(group['RecipientFilter']))
  let position = -1
  for (const recipient of recipients(call.tenant)) {
    position++
    if (position < call.from) continue
    const shown = showRecipient(call.tenant, recipient)
    if (matches(shown)) yield { position, show: () => shown }
  }
}

const LISTED = ['Identity', 'ResultSize', 'Filter', 'Anr', 'SortBy']

export const otherGroupCmdlets: Cmdlet[] = [
  {
    name: 'Get-UnifiedGroup',
    area: 'recipients',
    parameters: [...LISTED, 'IncludeAllProperties', 'IncludeBookingsCalendarMailboxes', 'IncludeSoftDeletedGroups'],
    run(call) {
      const identity = call.parameters.text('Identity')
      if (!identity) return unifiedGroups(call)
      const group = findGroupEntity(call.tenant, identity)
      if (!group || !isUnified(group)) throw notFound(identity)
      return results(call, [showUnified(call.tenant, group)])
    },
  },
  {
    name: 'Get-DynamicDistributionGroup',
    area: 'recipients',
    parameters: [...LISTED, 'ManagedBy'],
    run(call) {
      const identity = call.parameters.text('Identity')
      return results(
        call,
        identity ? [requireDynamic(call, identity)] : call.tenant.set('exchangeDynamicGroups').view(),
      )
    },
  },
  {
    name: 'Get-DynamicDistributionGroupMember',
    area: 'recipients',
    parameters: ['Identity', 'ResultSize', 'IncludeSoftDeletedObjects'],
    run: (call) => ruled(call, requireDynamic(call, call.parameters.required('Identity'))),
  },
  {
    name: 'Get-Recipient',
    area: 'recipients',
    parameters: [
      ...LISTED,
      'RecipientType',
      'RecipientTypeDetails',
      'PropertySet',
      'Properties',
      'IncludeSoftDeletedRecipients',
    ],
    run(call) {
      const identity = call.parameters.text('Identity')
      if (!identity) return recipientList(call)
      const recipient = findRecipient(call.tenant, identity)
      if (!recipient) throw notFound(identity)
      return results(call, [showRecipient(call.tenant, recipient)])
    },
  },
]
