import { guid, pick } from '../../world/ids.js'
import type { Entity } from '../../world/model.js'
import type { Cmdlet, CmdletCall, Result } from '../cmdlet.js'
import { NOTHING, results } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import { shapeOf } from '../shapes.js'
import { exchangeSize, exchangeTime, type ExchangeObject, merged } from '../wire.js'
import { requireMailbox, requireMailboxToChange } from './find-mailbox.js'
import { changeState, isAuditBypassed } from './mailbox-state.js'
import { type Mailbox, mailboxes, showMailbox } from './mailboxes.js'

const AUTO_REPLY = Object.keys(shapeOf('AutoReply'))

const OUT = '<html><body>I am out of the office.</body></html>'

/** Some are away as the world begins. */
export function seedAutoReply(user: Entity): Record<string, unknown> {
  const away = pick(20, user.id, 'away') === 0
  return away ? { AutoReplyState: 'Enabled', InternalMessage: OUT, ExternalMessage: OUT } : {}
}

function autoReply({ tenant, now }: CmdletCall, { user, state }: Mailbox): ExchangeObject {
  const today = new Date(Math.floor(now.getTime() / 86_400_000) * 86_400_000)
  return {
    ...shapeOf('AutoReply'),
    ...seedAutoReply(user),
    StartTime: exchangeTime(today),
    EndTime: exchangeTime(new Date(today.getTime() + 86_400_000)),
    Recipients: null,
    ReminderMinutesBeforeStart: 0,
    ReminderMessage: null,
    MailboxOwnerId: user.id,
    Identity: user.id,
    IsValid: true,
    ObjectState: 'Unchanged',
    OrganizationId: tenant.id,
    ...state.autoReply,
  }
}

const STATES = ['Disabled', 'Enabled', 'Scheduled']
const AUDIENCES = ['None', 'Known', 'All']

function setAutoReply(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters, now } = call
  const mailbox = requireMailboxToChange(call, parameters.required('Identity'))
  const changes: Record<string, unknown> = {}
  for (const name of parameters.given()) {
    if (name === 'Identity') continue
    const text = parameters.text(name) ?? ''
    if (name === 'AutoReplyState') changes[name] = oneOf(STATES, name, text)
    else if (name === 'ExternalAudience') changes[name] = oneOf(AUDIENCES, name, text)
    else if (name === 'StartTime' || name === 'EndTime') changes[name] = moment(name, text)
    else changes[name] = typeof shapeOf('AutoReply')[name] === 'boolean' ? parameters.flag(name) : text
  }
  changeState(tenant, mailbox.user, { autoReply: { ...mailbox.state.autoReply, ...changes } }, now.getTime())
  return NOTHING
}

function oneOf(known: readonly string[], name: string, value: string): string {
  const found = known.find((candidate) => candidate.toLowerCase() === value.toLowerCase())
  if (!found) throw new ExchangeError('invalidArgument', { value, other: name })
  return found
}

function moment(name: string, text: string): string {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw new ExchangeError('invalidArgument', { value: text, other: name })
  return exchangeTime(at)
}

function casMailbox({ tenant }: CmdletCall, { user, state, kind }: Mailbox): ExchangeObject {
  const shown = showMailbox(tenant, { user, kind, state, plan: undefined })
  const legacy = tenant.good('legacy-protocols') ? { PopEnabled: false, ImapEnabled: false } : {}
  const facts = [
    'Identity',
    'Id',
    'Name',
    'DisplayName',
    'PrimarySmtpAddress',
    'EmailAddresses',
    'LegacyExchangeDN',
    'ServerName',
    'ServerLegacyDN',
    'ExternalDirectoryObjectId',
    'Guid',
    'ExchangeObjectId',
    'WhenCreated',
    'WhenChanged',
    'DistinguishedName',
    'OrganizationId',
    'IsValid',
    'ObjectState',
  ]
  const own = Object.fromEntries(facts.map((name) => [name, shown[name]]))
  return merged(CAS, legacy, own, { LinkedMasterAccount: '' }, state.cas ?? {})
}

const CAS = shapeOf('CASMailbox')
const CAS_FLAGS = [
  'ActiveSyncEnabled',
  'ECPEnabled',
  'EwsEnabled',
  'ImapEnabled',
  'MAPIEnabled',
  'OutlookMobileEnabled',
  'OWAEnabled',
  'OWAforDevicesEnabled',
  'PopEnabled',
  'SmtpClientAuthenticationDisabled',
  'UniversalOutlookEnabled',
]

function setCas(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters, now } = call
  const mailbox = requireMailboxToChange(call, parameters.required('Identity'))
  const cas: Record<string, unknown> = { ...mailbox.state.cas }
  for (const name of parameters.given()) {
    if (CAS_FLAGS.includes(name)) cas[name] = parameters.flag(name) ?? null
    else if (name !== 'Identity') cas[name] = parameters.text(name) || null
  }
  changeState(tenant, mailbox.user, { cas }, now.getTime())
  return NOTHING
}

function* each(call: CmdletCall, show: (mailbox: Mailbox) => ExchangeObject): Iterable<Result> {
  for (const { position, mailbox } of mailboxes(call.tenant, call.from)) yield { position, show: () => show(mailbox) }
}

function oneOrEach(call: CmdletCall, show: (mailbox: Mailbox) => ExchangeObject): Iterable<Result> {
  const identity = call.parameters.text('Identity')
  return identity ? results(call, [show(requireMailbox(call, identity))]) : each(call, show)
}

function mailboxStatistics({ now }: CmdletCall, { user, kind }: Mailbox): ExchangeObject {
  const items = pick(60_000, user.id, 'items')
  const bytes = items * (20_000 + pick(60_000, user.id, 'item-size'))
  const seen = pick(60, user.id, 'logon')
  return {
    ...shapeOf('MailboxStatistics'),
    DisplayName: user['displayName'],
    ItemCount: items,
    TotalItemSize: exchangeSize(bytes),
    TotalDeletedItemSize: exchangeSize(Math.floor(bytes / 40)),
    DeletedItemCount: Math.floor(items / 40),
    LastLogonTime: exchangeTime(new Date(now.getTime() - seen * 86_400_000)),
    LastInteractionTime: exchangeTime(new Date(now.getTime() - seen * 86_400_000)),
    LastUserActionTime: exchangeTime(new Date(now.getTime() - seen * 86_400_000)),
    MailboxTypeDetail: kind,
    MailboxGuid: guid(user.id, 'mailbox'),
    OwnerADGuid: user.id,
    ExternalDirectoryOrganizationId: null,
    Identity: guid(user.id, 'mailbox'),
    LegacyDN: `/o=ExchangeLabs/cn=Recipients/cn=${String(user['mailNickname'])}`,
    IsValid: true,
  }
}

function junk({ user }: Mailbox): ExchangeObject {
  return {
    Enabled: true,
    TrustedListsOnly: false,
    ContactsTrusted: true,
    TrustedSendersAndDomains: pick(10, user.id, 'trusted') === 0 ? ['newsletter.example'] : [],
    BlockedSendersAndDomains: [],
    TrustedRecipientsAndDomains: [],
    MailboxOwnerId: user.id,
    Identity: user.id,
    IsValid: true,
  }
}

const PAGED = ['Identity', 'ResultSize']

export const mailboxSettingCmdlets: Cmdlet[] = [
  {
    name: 'Get-MailboxAutoReplyConfiguration',
    area: 'recipients',
    parameters: PAGED,
    run: (call) => results(call, [autoReply(call, requireMailbox(call, call.parameters.required('Identity')))]),
  },
  {
    name: 'Set-MailboxAutoReplyConfiguration',
    area: 'recipients',
    parameters: ['Identity', ...AUTO_REPLY, 'StartTime', 'EndTime'],
    run: setAutoReply,
  },
  {
    name: 'Get-CASMailbox',
    area: 'recipients',
    parameters: [...PAGED, 'Filter', 'Anr', 'SortBy'],
    run: (call) => oneOrEach(call, (mailbox) => casMailbox(call, mailbox)),
  },
  {
    name: 'Set-CASMailbox',
    area: 'recipients',
    parameters: ['Identity', 'OwaMailboxPolicy', 'ActiveSyncMailboxPolicy', 'EwsApplicationAccessPolicy', ...CAS_FLAGS],
    run: setCas,
  },
  {
    name: 'Get-MailboxStatistics',
    area: 'recipients',
    parameters: [...PAGED, 'Archive', 'IncludeSoftDeletedRecipients'],
    run: (call) => results(call, [mailboxStatistics(call, requireMailbox(call, call.parameters.required('Identity')))]),
  },
  {
    name: 'Get-MailboxJunkEmailConfiguration',
    area: 'recipients',
    parameters: PAGED,
    run: (call) => oneOrEach(call, junk),
  },
  {
    name: 'Get-MailboxAuditBypassAssociation',
    area: 'audit',
    parameters: PAGED,
    run: (call) =>
      oneOrEach(call, ({ user }) => ({
        ObjectId: guid(user.id, 'exchange'),
        AuditBypassEnabled: isAuditBypassed(call.tenant, user),
        Identity: user.id,
        Name: user.id,
        Guid: guid(user.id, 'exchange'),
        IsValid: true,
        ObjectState: 'Unchanged',
      })),
  },
  {
    name: 'Set-MailboxAuditBypassAssociation',
    area: 'audit',
    parameters: ['Identity', 'AuditBypassEnabled'],
    run(call) {
      const { user } = requireMailboxToChange(call, call.parameters.required('Identity'))
      changeState(
        call.tenant,
        user,
        { auditBypass: call.parameters.flag('AuditBypassEnabled') ?? false },
        call.now.getTime(),
      )
      return NOTHING
    },
  },
  {
    name: 'Get-MailboxRegionalConfiguration',
    area: 'recipients',
    parameters: PAGED,
    run: (call) => {
      const { user } = requireMailbox(call, call.parameters.required('Identity'))
      return results(call, [
        {
          Identity: user.id,
          Language: user['preferredLanguage'] ?? null,
          DateFormat: 'M/d/yyyy',
          TimeFormat: 'h:mm tt',
          TimeZone: 'UTC',
          DefaultFolderNameMatchingUserLanguage: false,
          IsValid: true,
        },
      ])
    },
  },
]
