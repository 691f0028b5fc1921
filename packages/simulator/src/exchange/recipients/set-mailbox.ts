import type { Entity } from '../../world/model.js'
import { type Cmdlet, type CmdletCall, NOTHING, type Result } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import { shapeOf } from '../shapes.js'
import { refuseSynced, requireMailboxToChange } from './find-mailbox.js'
import { changeState, type MailboxKind } from './mailbox-state.js'
import { addressOf, emailAddresses, propertiesOf, showMailbox } from './mailboxes.js'
import { noteUser } from './note-user.js'
import { requireFreeAddress, requireRecipient } from './recipients.js'

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
    noteUser(call, 'Update user', user)
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

export const setMailbox: Cmdlet = {
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
}
