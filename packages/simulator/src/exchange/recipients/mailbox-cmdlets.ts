import { randomUUID } from 'node:crypto'
import { recordAudit } from '../../world/audits.js'
import { softDelete } from '../../world/deleted-items.js'
import { directoryTime } from '../../world/directory.js'
import type { Entity } from '../../world/model.js'
import { type Cmdlet, type CmdletCall, NOTHING, type Result, results } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import { parseRecipientFilter } from '../filter.js'
import { defaultDomain, shapeOf } from '../shapes.js'
import { refuseSynced, requireMailbox, requireMailboxToChange } from './find-mailbox.js'
import { changeState, type MailboxKind } from './mailbox-state.js'
import {
  addressOf,
  emailAddresses,
  type Mailbox,
  mailboxes,
  mailboxOf,
  propertiesOf,
  showMailbox,
} from './mailboxes.js'
import { findUserEntity, requireFreeAddress, requireRecipient } from './recipients.js'
import { textOf } from '../text.js'

function* list(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters } = call
  const kinds = parameters
    .list('RecipientTypeDetails')
    ?.flatMap((text) => text.split(/\s*,\s*/))
    .map((kind) => kind.toLowerCase())
  const filter = parameters.text('Filter')
  const matches = filter === undefined ? undefined : parseRecipientFilter(filter)
  const anr = parameters.text('Anr')?.toLowerCase()
  for (const { position, mailbox } of mailboxes(tenant, call.from)) {
    if (kinds && !kinds.includes(mailbox.kind.toLowerCase())) continue
    if (anr !== undefined && !answersTo(mailbox, anr)) continue
    if (matches && !matches(show(call, mailbox))) continue
    yield { position, show: () => show(call, mailbox) }
  }
}

function answersTo({ user }: Mailbox, text: string): boolean {
  return [user['displayName'], user['mailNickname'], user['mail'], user['surname']].some((value) =>
    textOf(value).toLowerCase().startsWith(text),
  )
}

function show(call: CmdletCall, mailbox: Mailbox) {
  const object = showMailbox(call.tenant, mailbox)
  if (call.parameters.flag('IncludeGrantSendOnBehalfToWithDisplayNames') !== true) return object
  const names = (object['GrantSendOnBehalfTo'] as string[]).map((name) => {
    const user = findUserEntity(call.tenant, name)
    return user ? `${String(user['displayName'])};${addressOf(user)}` : name
  })
  return { ...object, GrantSendOnBehalfToWithDisplayNames: names }
}

/** Parameters whose value is the property of the same name. */
const PLAIN = [
  'AuditAdmin',
  'AuditDelegate',
  'AuditEnabled',
  'AuditLogAgeLimit',
  'AuditOwner',
  'CalendarRepairDisabled',
  'DeliverToMailboxAndForward',
  'ElcProcessingDisabled',
  'ExternalOofOptions',
  'HiddenFromAddressListsEnabled',
  'IssueWarningQuota',
  'Languages',
  'LitigationHoldDate',
  'LitigationHoldDuration',
  'LitigationHoldEnabled',
  'LitigationHoldOwner',
  'MailTip',
  'MaxReceiveSize',
  'MaxSendSize',
  'MessageCopyForSendOnBehalfEnabled',
  'MessageCopyForSentAsEnabled',
  'MessageCopyForSMTPClientSubmissionEnabled',
  'ModerationEnabled',
  'ProhibitSendQuota',
  'ProhibitSendReceiveQuota',
  'RecipientLimits',
  'RequireSenderAuthenticationEnabled',
  'ResourceCapacity',
  'ResourceCustom',
  'RetainDeletedItemsFor',
  'RetentionComment',
  'RetentionHoldEnabled',
  'RetentionPolicy',
  'RetentionUrl',
  'RoleAssignmentPolicy',
  'RulesQuota',
  'SendModerationNotifications',
  'SharingPolicy',
  'SimpleDisplayName',
  'SingleItemRecoveryEnabled',
  'StartDateForRetentionHold',
  ...Array.from({ length: 15 }, (_, index) => `CustomAttribute${index + 1}`),
]

/** Of a synchronized mailbox these are mastered on premises. */
const DIRECTORY = [
  'Alias',
  'DisplayName',
  'EmailAddresses',
  'Name',
  'PrimarySmtpAddress',
  'WindowsEmailAddress',
  'Office',
]
const RECIPIENTS = ['AcceptMessagesOnlyFrom', 'GrantSendOnBehalfTo', 'ModeratedBy', 'RejectMessagesFrom']

const KINDS: Record<string, MailboxKind> = {
  regular: 'UserMailbox',
  shared: 'SharedMailbox',
  room: 'RoomMailbox',
  equipment: 'EquipmentMailbox',
}

function set(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters, now } = call
  const mailbox = requireMailboxToChange(call, parameters.required('Identity'))
  const { user } = mailbox
  const current = propertiesOf(tenant, mailbox)
  const given = parameters.given().filter((name) => name !== 'Identity' && name !== 'Force')
  if (given.some((name) => DIRECTORY.includes(name))) refuseSynced(mailbox)
  const properties = { ...mailbox.state.properties }
  const booleans = shapeOf('Mailbox')
  for (const name of given.filter((candidate) => PLAIN.includes(candidate))) {
    properties[name] =
      typeof booleans[name] === 'boolean'
        ? parameters.flag(name)
        : (parameters.many(name, listOf(current[name])) ?? null)
    if (!Array.isArray(booleans[name]) && Array.isArray(properties[name]))
      properties[name] = parameters.text(name) || null
  }
  for (const name of RECIPIENTS) {
    const shown = listOf(showMailbox(tenant, mailbox)[name])
    const wanted = parameters.many(name, shown, (one, other) => requireRecipient(tenant, one).name === other)
    if (wanted) properties[name] = [...new Set(wanted.map((identity) => requireRecipient(tenant, identity).name))]
  }
  setForwarding(call, properties)
  const type = parameters.text('Type')
  const kind = type === undefined ? undefined : KINDS[type.toLowerCase()]
  if (type !== undefined && !kind) throw new ExchangeError('invalidArgument', { value: type, other: 'Type' })
  const directory = directoryChanges(call, user)
  if (
    given.length === 0 ||
    (!kind && same(properties, mailbox.state.properties ?? {}) && Object.keys(directory).length === 0)
  ) {
    call.warn(`The command completed successfully but no settings of '${user.id}' have been modified.`)
    return NOTHING
  }
  if (Object.keys(directory).length > 0) {
    tenant.set('users').update(user.id, directory, now.getTime())
    note(call, 'Update user', user)
  }
  changeState(tenant, user, { properties, ...(kind ? { kind } : {}) }, now.getTime())
  return NOTHING
}

function same(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function setForwarding({ tenant, parameters }: CmdletCall, properties: Record<string, unknown>): void {
  const inside = parameters.text('ForwardingAddress')
  if (inside !== undefined)
    properties['ForwardingAddress'] = inside === '' ? null : requireRecipient(tenant, inside).name
  const outside = parameters.text('ForwardingSmtpAddress')
  if (outside === undefined) return
  const address = outside.replace(/^smtp:/i, '')
  if (address !== '' && !/^[^@\s]+@[^@\s]+$/.test(address)) {
    throw new ExchangeError('invalidArgument', { value: outside, other: 'ForwardingSmtpAddress' })
  }
  properties['ForwardingSmtpAddress'] = address === '' ? null : `smtp:${address}`
}

function directoryChanges({ tenant, parameters }: CmdletCall, user: Entity): Record<string, unknown> {
  const changes: Record<string, unknown> = {}
  const displayName = parameters.text('DisplayName')
  if (displayName !== undefined) changes['displayName'] = displayName
  const alias = parameters.text('Alias')
  if (alias !== undefined) changes['mailNickname'] = alias
  const office = parameters.text('Office')
  if (office !== undefined) changes['officeLocation'] = office || null
  const addresses = parameters.many('EmailAddresses', emailAddresses(user))
  const primary = parameters.text('PrimarySmtpAddress') ?? parameters.text('WindowsEmailAddress')
  if (addresses === undefined && primary === undefined) return changes
  const proxies = normalized(addresses ?? emailAddresses(user), primary, addressOf(user))
  for (const proxy of proxies) {
    if (/^smtp:/i.test(proxy)) requireFreeAddress(tenant, proxy.slice(5), user.id)
  }
  changes['proxyAddresses'] = proxies
  changes['mail'] = proxies.find((proxy) => proxy.startsWith('SMTP:'))?.slice(5) ?? addressOf(user)
  return changes
}

/** Exactly one address is the primary one, in capitals. */
function normalized(addresses: readonly string[], wanted: string | undefined, before: string): string[] {
  const typed = addresses.map((address) => (address.includes(':') ? address : `smtp:${address}`))
  const primary = wanted ?? typed.find((address) => address.startsWith('SMTP:'))?.slice(5) ?? before
  const others = typed.filter(
    (address) => !/^smtp:/i.test(address) || address.slice(5).toLowerCase() !== primary.toLowerCase(),
  )
  return [`SMTP:${primary}`, ...others.map((address) => address.replace(/^SMTP:/, 'smtp:'))]
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** A shared mailbox, a room or a piece of equipment: an account without a licence that nobody signs in to. */
function create(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters, now } = call
  const kind = (['Shared', 'Room', 'Equipment'] as const).find((name) => parameters.flag(name) === true)
  if (!kind && parameters.text('MicrosoftOnlineServicesID') === undefined) {
    throw new ExchangeError('missingParameter', { value: 'MicrosoftOnlineServicesID, Password' })
  }
  const name = parameters.required('Name')
  const alias = parameters.text('Alias') ?? name.replace(/[^\w.-]+/g, '')
  const address =
    parameters.text('PrimarySmtpAddress') ??
    parameters.text('MicrosoftOnlineServicesID') ??
    `${alias}@${defaultDomain(tenant)}`
  requireFreeAddress(tenant, address)
  if (findUserEntity(tenant, alias)?.['mailNickname'] === alias)
    throw new ExchangeError('alreadyExists', { value: alias })
  const displayName = parameters.text('DisplayName') ?? name
  const user: Entity = {
    id: randomUUID(),
    userPrincipalName: address,
    displayName,
    givenName: parameters.text('FirstName') ?? null,
    surname: parameters.text('LastName') ?? null,
    mail: address,
    mailNickname: alias,
    proxyAddresses: [`SMTP:${address}`],
    businessPhones: [],
    userType: 'Member',
    // The account can sign in, with a password that nobody knows, until somebody blocks it.
    accountEnabled: true,
    createdDateTime: directoryTime(now),
    usageLocation: null,
    onPremisesSyncEnabled: null,
    assignedLicenses: [],
    assignedPlans: [],
    licenseAssignmentStates: [],
    signInActivity: null,
  }
  tenant.set('users').create(user, now.getTime())
  changeState(tenant, user, { kind: kind ? KINDS[kind.toLowerCase()] : 'UserMailbox' }, now.getTime())
  note(call, 'Add user', user)
  return results(call, [showMailbox(tenant, mailboxOf(tenant, user) as Mailbox)])
}

/** The account goes to the recycle bin, from where it can be restored for thirty days. */
function remove(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters, now } = call
  const mailbox = requireMailboxToChange(call, parameters.required('Identity'))
  refuseSynced(mailbox)
  softDelete(tenant, '#microsoft.graph.user', mailbox.user.id, now)
  note(call, 'Delete user', mailbox.user)
  return NOTHING
}

function note(call: CmdletCall, activity: string, user: Entity): void {
  const target = {
    id: user.id,
    type: 'User' as const,
    displayName: String(user['displayName']),
    userPrincipalName: String(user['userPrincipalName']),
  }
  recordAudit(call.tenant, call.actor, { activity, category: 'UserManagement', targets: [target] }, call.now)
}

export const mailboxCmdlets: Cmdlet[] = [
  {
    name: 'Get-Mailbox',
    area: 'recipients',
    parameters: [
      'Identity',
      'ResultSize',
      'RecipientTypeDetails',
      'Filter',
      'Anr',
      'SortBy',
      'Archive',
      'GroupMailbox',
      'InactiveMailboxOnly',
      'SoftDeletedMailbox',
      'PublicFolder',
      'MailboxPlan',
      'OrganizationalUnit',
      'IncludeGrantSendOnBehalfToWithDisplayNames',
      'IncludeInactiveMailbox',
      'UserPrincipalName',
    ],
    run(call) {
      const identity = call.parameters.text('Identity') ?? call.parameters.text('UserPrincipalName')
      if (identity) return results(call, [show(call, requireMailbox(call, identity))])
      if (call.parameters.flag('SoftDeletedMailbox') === true) return results(call, softDeleted(call))
      if (
        ['Archive', 'GroupMailbox', 'InactiveMailboxOnly', 'PublicFolder'].some(
          (name) => call.parameters.flag(name) === true,
        )
      )
        return NOTHING
      return list(call)
    },
  },
  {
    name: 'Set-Mailbox',
    area: 'recipients',
    parameters: [
      'Identity',
      'Type',
      'ForwardingAddress',
      'ForwardingSmtpAddress',
      'Force',
      ...PLAIN,
      ...DIRECTORY,
      ...RECIPIENTS,
    ],
    run: set,
  },
  {
    name: 'New-Mailbox',
    area: 'recipients',
    parameters: [
      'Name',
      'Alias',
      'DisplayName',
      'FirstName',
      'LastName',
      'PrimarySmtpAddress',
      'MicrosoftOnlineServicesID',
      'Password',
      'Shared',
      'Room',
      'Equipment',
      'ResetPasswordOnNextLogon',
      'MailboxPlan',
      'EnableRoomMailboxAccount',
      'Force',
    ],
    run: create,
  },
  { name: 'Remove-Mailbox', area: 'recipients', parameters: ['Identity', 'Force', 'PermanentlyDelete'], run: remove },
]

function* softDeleted({ tenant }: CmdletCall) {
  for (const entity of tenant.set('deletedItems').view()) {
    const mailbox = entity['@odata.type'] === '#microsoft.graph.user' ? mailboxOf(tenant, entity) : undefined
    if (mailbox)
      yield {
        ...showMailbox(tenant, mailbox),
        IsSoftDeletedByRemove: true,
        WhenSoftDeleted: `${String(entity['deletedDateTime']).slice(0, 19)}.0000000Z`,
      }
  }
}
