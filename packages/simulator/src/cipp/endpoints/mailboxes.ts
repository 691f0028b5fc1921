import type { HttpReply } from '../../http/exchange.js'
import { type CippCall, type Endpoint, fieldOf, isTrue, ok, results, textOf, valueOf } from '../call.js'
import { type Command, type Outcome, runInExchange } from '../exchange.js'
import type { Managed } from '../managed-tenants.js'
import { addSharedMailbox } from './add-shared-mailbox.js'
import { notManaged } from './exchange-request.js'

const DAY = 86_400_000
const CACHED_AT = 3 * 3_600_000

type Row = Record<string, unknown>

/** A mailbox as CIPP's lists show it. */
function mailboxRow(mailbox: Row) {
  const addresses = (mailbox['EmailAddresses'] ?? []) as string[]
  return {
    Id: mailbox['Id'] ?? mailbox['ExternalDirectoryObjectId'],
    ExchangeGuid: mailbox['ExchangeGuid'],
    ArchiveGuid: mailbox['ArchiveGuid'],
    WhenSoftDeleted: mailbox['WhenSoftDeleted'] ?? null,
    UPN: mailbox['UserPrincipalName'],
    displayName: mailbox['DisplayName'],
    primarySmtpAddress: mailbox['PrimarySmtpAddress'],
    ArchiveEnabled: mailbox['ArchiveStatus'] === 'Active',
    AutoExpandingArchive: mailbox['AutoExpandingArchiveEnabled'] ?? false,
    recipientType: mailbox['RecipientType'],
    recipientTypeDetails: mailbox['RecipientTypeDetails'],
    AdditionalEmailAddresses: addresses
      .filter((address) => address.startsWith('smtp:'))
      .map((address) => address.slice('smtp:'.length))
      .join(', '),
    ForwardingSmtpAddress: textOf(mailbox, 'ForwardingSmtpAddress').replace(/^smtp:/, ''),
    InternalForwardingAddress: mailbox['ForwardingAddress'] ?? null,
    DeliverToMailboxAndForward: mailbox['DeliverToMailboxAndForward'],
    HiddenFromAddressListsEnabled: mailbox['HiddenFromAddressListsEnabled'],
    ExternalDirectoryObjectId: mailbox['ExternalDirectoryObjectId'],
    IsDirSynced: mailbox['IsDirSynced'],
    MessageCopyForSendOnBehalfEnabled: mailbox['MessageCopyForSendOnBehalfEnabled'],
    MessageCopyForSentAsEnabled: mailbox['MessageCopyForSentAsEnabled'],
    LitigationHoldEnabled: mailbox['LitigationHoldEnabled'],
    LitigationHoldDate: mailbox['LitigationHoldDate'] ?? null,
    LitigationHoldDuration: mailbox['LitigationHoldDuration'] ?? null,
    RetentionPolicy: mailbox['RetentionPolicy'],
    InPlaceHolds: mailbox['InPlaceHolds'] ?? [],
  }
}

/** The moment of last night that the cache is of. */
export function cachedAt(now: Date): Date {
  return new Date(Math.floor((now.getTime() - CACHED_AT) / DAY) * DAY + CACHED_AT)
}

function list(call: CippCall): HttpReply {
  const filter = call.query('tenantFilter') ?? ''
  const cached = isTrue(call.query('UseReportDB'))
  const all = filter.toLowerCase() === 'alltenants'
  const refused = (message: string): HttpReply => ({ status: cached ? 500 : 403, body: [message] })
  if (all && !cached) return refused(notManaged(call, filter))
  const managed = all ? call.tenants() : [call.findTenant(filter) ?? []].flat()
  if (managed.length === 0) return refused(notManaged(call, filter))
  const rows: Row[] = []
  for (const one of managed) {
    const outcome = runInExchange(call, one, { cmdlet: 'Get-Mailbox', parameters: listParameters(call) })
    if (outcome.ok)
      rows.push(...outcome.rows.filter((row) => !cached || isOlder(row, cachedAt(call.now))).map(mailboxRow))
    else if (!all) return refused(outcome.message)
  }
  return ok(rows)
}

/** What was made since last night is not in the cache. */
function isOlder(row: Row, moment: Date): boolean {
  return !(Date.parse(textOf(row, 'WhenCreatedUTC') || textOf(row, 'WhenCreated')) > moment.getTime())
}

function listParameters(call: CippCall): Row {
  const names = ['RecipientTypeDetails', 'Identity', 'Filter', 'Anr']
  const given = names.flatMap((name) => {
    const value = call.query(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  const deleted = isTrue(call.query('SoftDeletedMailbox')) ? { SoftDeletedMailbox: true } : {}
  return { ...Object.fromEntries(given), ...deleted, ResultSize: 'Unlimited' }
}

interface Setting {
  command: Command
  text: string
}

/** One cmdlet on one mailbox; CIPP's functions differ in how they say that it failed. */
function setting(
  api: string,
  facts: { identity: string; failure: 403 | 500; list?: true },
  change: (call: CippCall, identity: string) => Setting | undefined,
): Endpoint {
  return {
    permission: 'Exchange.Mailbox.ReadWrite',
    answer(call) {
      const filter = call.either('tenantFilter') ?? ''
      const managed = call.findTenant(filter)
      const shown = (text: string, status = 200) => results(facts.list ? [text] : text, status)
      if (!managed) return shown(notManaged(call, filter), facts.failure)
      const wanted = change(call, call.text(facts.identity) ?? '')
      if (!wanted) return { status: 200 }
      const outcome = runInExchange(call, managed, wanted.command)
      note(call, managed, api, outcome, wanted.text)
      return outcome.ok ? shown(wanted.text) : shown(`Failed. ${outcome.message}`, facts.failure)
    },
  }
}

function note(call: CippCall, tenant: Managed, api: string, outcome: Outcome, text: string): void {
  const message = outcome.ok ? text : outcome.message
  call.log({ tenant, api, message, severity: outcome.ok ? 'Info' : 'Error' })
}

const setMailbox = (Identity: string, parameters: Row): Command => ({
  cmdlet: 'Set-Mailbox',
  parameters: { Identity, ...parameters },
})

/** An option as text, or as `{ value }`. */
function choice(call: CippCall, name: string): string | undefined {
  return call.text(name) ?? valueOf(call.field(name))
}

function forwarding(call: CippCall, identity: string): Setting | undefined {
  const DeliverToMailboxAndForward = call.flag('KeepCopy')
  switch (call.text('forwardOption')) {
    case 'internalAddress': {
      const to = choice(call, 'ForwardInternal') ?? ''
      const change = { ForwardingAddress: to, ForwardingSmtpAddress: null, DeliverToMailboxAndForward }
      return {
        command: setMailbox(identity, change),
        text: `Forwarding all email for ${identity} to Internal Address ${to} and ${copy(call)}`,
      }
    }
    case 'ExternalAddress': {
      const to = choice(call, 'ForwardExternal') ?? ''
      const change = { ForwardingSmtpAddress: to, ForwardingAddress: null, DeliverToMailboxAndForward }
      return {
        command: setMailbox(identity, change),
        text: `Forwarding all email for ${identity} to External Address ${to} and ${copy(call)}`,
      }
    }
    case 'disabled': {
      const change = { ForwardingAddress: null, ForwardingSmtpAddress: null, DeliverToMailboxAndForward: false }
      return { command: setMailbox(identity, change), text: `Disabled forwarding for ${identity}` }
    }
    default:
      return undefined
  }
}

function copy(call: CippCall): string {
  return call.flag('KeepCopy') ? 'keeping a copy' : 'not keeping a copy'
}

function outOfOffice(call: CippCall, Identity: string): Setting {
  const AutoReplyState = choice(call, 'AutoReplyState') ?? 'Disabled'
  const text = (name: string) => (call.text(name) === undefined ? {} : { [name]: call.text(name) })
  const moment = (name: string) => {
    const value = textOf(call.body, name)
    if (value === '' || AutoReplyState !== 'Scheduled') return {}
    return { [name]: /^\d+$/.test(value) ? new Date(Number(value) * 1000).toISOString() : value }
  }
  const parameters = {
    Identity,
    AutoReplyState,
    ...text('InternalMessage'),
    ...text('ExternalMessage'),
    ...moment('StartTime'),
    ...moment('EndTime'),
  }
  const said = `Set Out-of-office for ${Identity} to ${AutoReplyState}.`
  return { command: { cmdlet: 'Set-MailboxAutoReplyConfiguration', parameters }, text: said }
}

/** Reads through one cmdlet; what Exchange refuses looks like a missing right. */
function reading(permission: string, command: (call: CippCall) => Command, show: (rows: Row[]) => unknown): Endpoint {
  return {
    permission,
    answer(call) {
      const filter = call.query('tenantFilter') ?? ''
      const managed = call.findTenant(filter)
      if (!managed) return { status: 403, body: [notManaged(call, filter)] }
      const outcome = runInExchange(call, managed, command(call))
      return outcome.ok ? ok(show(outcome.rows)) : { status: 403, body: [outcome.message] }
    },
  }
}

const identity =
  (...names: string[]) =>
  (call: CippCall) => ({ Identity: names.map((name) => call.query(name)).find((value) => value !== undefined) ?? '' })

export const mailboxEndpoints: Record<string, Endpoint> = {
  ListMailboxes: { permission: 'Exchange.Mailbox.Read', answer: list },
  AddSharedMailbox: { permission: 'Exchange.Mailbox.ReadWrite', answer: addSharedMailbox },
  ExecConvertMailbox: setting('ExecConvertMailbox', { identity: 'ID', failure: 500 }, (call, id) => {
    const type = call.text('MailboxType') ?? ''
    const text = `Successfully converted ${id} to a ${type} mailbox`
    return { command: setMailbox(id, { Type: type }), text }
  }),
  ExecEmailForward: setting('ExecEmailForward', { identity: 'userID', failure: 500, list: true }, forwarding),
  ExecSetOoO: setting('ExecSetOoO', { identity: 'userId', failure: 500 }, outOfOffice),
  ExecHideFromGAL: setting('ExecHideFromGAL', { identity: 'ID', failure: 403 }, (call, id) => ({
    command: setMailbox(id, { HiddenFromAddressListsEnabled: call.flag('HideFromGAL') }),
    text: `Successfully ${call.flag('HideFromGAL') ? 'hidden' : 'unhidden'} ${id} from GAL.`,
  })),
  EditUserAliases: {
    ...setting('EditUserAliases', { identity: 'id', failure: 500 }, (call, id) => {
      const addresses = (name: string) => (call.text(name) ?? '').split(/[\s,]+/).filter((address) => address !== '')
      const [Add, Remove] = [addresses('AddedAliases'), addresses('RemovedAliases')]
      const change = { EmailAddresses: { '@odata.type': '#Exchange.GenericHashTable', Add, Remove } }
      return { command: setMailbox(id, change), text: `Updated aliases of ${id}` }
    }),
    permission: 'Identity.User.ReadWrite',
  },
  ListUserMailboxDetails: reading(
    'Exchange.Mailbox.Read',
    (call) => ({ cmdlet: 'Get-Mailbox', parameters: identity('UserID', 'userMail')(call) }),
    ([mailbox]) =>
      mailbox && {
        ForwardAndDeliver: mailbox['DeliverToMailboxAndForward'],
        ForwardingAddress: mailbox['ForwardingAddress'] ?? mailbox['ForwardingSmtpAddress'] ?? '',
        LitigationHold: mailbox['LitigationHoldEnabled'],
        HiddenFromAddressLists: mailbox['HiddenFromAddressListsEnabled'],
        RecipientTypeDetails: mailbox['RecipientTypeDetails'],
        Mailbox: [mailbox],
      },
  ),
  ListMailboxForwarding: reading(
    'Exchange.Mailbox.Read',
    () => ({ cmdlet: 'Get-Mailbox', parameters: { ResultSize: 'Unlimited' } }),
    (rows) =>
      rows
        .filter((row) => row['ForwardingAddress'] || row['ForwardingSmtpAddress'])
        .map((row) => ({
          UPN: row['UserPrincipalName'],
          DisplayName: row['DisplayName'],
          PrimarySmtpAddress: row['PrimarySmtpAddress'],
          RecipientTypeDetails: row['RecipientTypeDetails'],
          ForwardingType: row['ForwardingAddress'] ? 'Internal' : 'External',
          ForwardTo: row['ForwardingAddress'] ?? String(row['ForwardingSmtpAddress']).replace(/^smtp:/, ''),
          ForwardingSmtpAddress: row['ForwardingSmtpAddress'] ?? null,
          InternalForwardingAddress: row['ForwardingAddress'] ?? null,
          DeliverToMailboxAndForward: row['DeliverToMailboxAndForward'],
        })),
  ),
  ListOoO: reading(
    'Exchange.Mailbox.Read',
    (call) => ({ cmdlet: 'Get-MailboxAutoReplyConfiguration', parameters: identity('userid')(call) }),
    ([row]) => ({
      AutoReplyState: fieldOf(row, 'AutoReplyState'),
      StartTime: fieldOf(row, 'StartTime'),
      EndTime: fieldOf(row, 'EndTime'),
      InternalMessage: fieldOf(row, 'InternalMessage') ?? '',
      ExternalMessage: fieldOf(row, 'ExternalMessage') ?? '',
    }),
  ),
}
