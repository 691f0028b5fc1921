import type { HttpReply } from '../../http/exchange.js'
import { type CippCall, type Endpoint, fieldOf, isTrue, ok, results, textOf, valuesOf } from '../call.js'
import { type Command, type Outcome, runBatch, runInExchange } from '../exchange.js'
import type { Managed } from '../managed-tenants.js'
import { notManaged } from './exchange-request.js'

/** Levels that can only be taken away. */
const REMOVABLE = ['ReadPermission', 'ExternalAccount', 'DeleteItem', 'ChangePermission', 'ChangeOwner']

interface Change {
  mailbox: string
  user: string
  level: string
  removes: boolean
  autoMap: boolean
}

function command({ mailbox, user, level, removes, autoMap }: Change): Command | undefined {
  const verb = removes ? 'Remove' : 'Add'
  const mailboxPermission = (AccessRights: string[], more: Record<string, unknown> = {}): Command => ({
    cmdlet: `${verb}-MailboxPermission`,
    parameters: { Identity: mailbox, User: user, AccessRights, InheritanceType: 'All', ...more, Confirm: false },
  })
  if (level === 'FullAccess') return mailboxPermission([level], removes ? {} : { AutoMapping: autoMap })
  if (level === 'SendAs') {
    const parameters = { Identity: mailbox, Trustee: user, AccessRights: [level], Confirm: false }
    return { cmdlet: `${verb}-RecipientPermission`, parameters }
  }
  if (level === 'SendOnBehalf') {
    const change = { '@odata.type': '#Exchange.GenericHashTable', [verb]: [user] }
    return { cmdlet: 'Set-Mailbox', parameters: { Identity: mailbox, GrantSendOnBehalfTo: change } }
  }
  return removes && REMOVABLE.includes(level) ? mailboxPermission([level]) : undefined
}

function text({ mailbox, user, level, removes, autoMap }: Change, outcome: Outcome): string {
  if (!outcome.ok) return `Error processing ${level} permission for ${user} on ${mailbox}: ${outcome.message}`
  if (removes) return `Removed ${level} permission for ${user} from ${mailbox}`
  const mapping = level === 'FullAccess' ? ` with automapping ${autoMap ? 'True' : 'False'}` : ''
  return `Granted ${level} permission for ${user} on ${mailbox}${mapping}`
}

/** The changes that one request for a mailbox comes to; levels that mean nothing are left out. */
function changesOf(request: unknown, mailbox: string): Change[] {
  return [fieldOf(request, 'permissions') ?? []].flat().flatMap((permission) => {
    const levels = textOf(permission, 'PermissionLevel').split(/\s*,\s*/)
    const autoMap = fieldOf(permission, 'AutoMap')
    const facts = {
      mailbox,
      // Whatever is not exactly this adds.
      removes: fieldOf(permission, 'Modification') === 'Remove',
      autoMap: autoMap === undefined || isTrue(autoMap),
    }
    const users = valuesOf(fieldOf(permission, 'UserID'))
    return users.flatMap((user) => levels.map((level) => ({ ...facts, user, level })))
  })
}

/** A mailbox is looked up as a user of the directory first. */
function mailboxOf({ tenant }: Managed, id: string): string | undefined {
  const users = tenant.set('users').view()
  const user = users.get(id) ?? users.find('userPrincipalName', id)
  return user && String(user['userPrincipalName'])
}

function modify(call: CippCall): HttpReply {
  const filter = call.either('tenantFilter') ?? ''
  const bulk = call.field('mailboxRequests')
  const requests = Array.isArray(bulk) ? bulk : [call.body]
  if (!call.hasBody || requests.every((request) => fieldOf(request, 'permissions') === undefined)) {
    return results(['No mailbox requests provided'], 400)
  }
  const managed = call.findTenant(filter)
  if (!managed) return results([`Error processing permissions: ${notManaged(call, filter)}`])
  const texts: string[] = []
  const changes: { change: Change; command: Command }[] = []
  for (const request of requests) {
    const id = textOf(request, 'userID')
    const mailbox = mailboxOf(managed, id)
    if (mailbox === undefined) texts.push(`Could not find user ${id}`)
    else {
      for (const change of changesOf(request, mailbox)) {
        const wanted = command(change)
        if (wanted) changes.push({ change, command: wanted })
      }
    }
  }
  if (changes.length === 0 && texts.length === 0) texts.push('No valid permission changes to process')
  const commands = changes.map((one) => one.command)
  const [only] = commands
  const outcomes =
    only && commands.length === 1 ? [runInExchange(call, managed, only)] : runBatch(call, managed, commands)
  for (const [index, { change }] of changes.entries()) {
    const outcome = outcomes[index] ?? { ok: true, rows: [] }
    const message = text(change, outcome)
    texts.push(message)
    call.log({ tenant: managed, api: 'ExecModifyMBPerms', message, severity: outcome.ok ? 'Info' : 'Error' })
  }
  return results(texts)
}

const EDITS = [
  { field: 'RemoveFullAccess', level: 'FullAccess', removes: true, autoMap: true },
  { field: 'AddFullAccess', level: 'FullAccess', removes: false, autoMap: true },
  { field: 'AddFullAccessNoAutoMap', level: 'FullAccess', removes: false, autoMap: false },
  { field: 'AddSendAs', level: 'SendAs', removes: false, autoMap: true },
  { field: 'RemoveSendAs', level: 'SendAs', removes: true, autoMap: true },
  { field: 'AddSendOnBehalf', level: 'SendOnBehalf', removes: false, autoMap: true },
  { field: 'RemoveSendOnBehalf', level: 'SendOnBehalf', removes: true, autoMap: true },
] as const

/** One after the other, without a look at the directory. */
function edit(call: CippCall): HttpReply {
  const filter = call.either('tenantFilter') ?? ''
  const managed = call.findTenant(filter)
  if (!managed) return results([`Failed to Add permissions: ${notManaged(call, filter)}`])
  const mailbox = call.text('userID') ?? ''
  const texts = EDITS.flatMap(({ field, ...facts }) =>
    valuesOf(call.field(field)).map((user) => {
      const change: Change = { mailbox, user, ...facts }
      const wanted = command(change) as Command
      const outcome = runInExchange(call, managed, wanted)
      if (outcome.ok) return text(change, outcome)
      return `Failed to ${facts.removes ? 'Remove' : 'Add'} ${facts.level} for ${user} on ${mailbox}: ${outcome.message}`
    }),
  )
  return results(texts)
}

/** Three reads in one batch: when it does not get through, nobody seems to have any permission. */
function list(call: CippCall): HttpReply {
  const managed = call.findTenant(call.query('tenantFilter') ?? '')
  const Identity = call.query('userId') ?? ''
  if (!managed) return ok([])
  const [full, sendAs, mailbox] = runBatch(call, managed, [
    { cmdlet: 'Get-MailboxPermission', parameters: { Identity } },
    { cmdlet: 'Get-RecipientPermission', parameters: { Identity } },
    { cmdlet: 'Get-Mailbox', parameters: { Identity } },
  ])
  const rows = (outcome: Outcome | undefined) => (outcome?.ok ? outcome.rows : [])
  const onBehalf = rows(mailbox).flatMap((row) => (row['GrantSendOnBehalfTo'] ?? []) as string[])
  return ok([
    ...rows(full).map((row) => ({ User: row['User'], Permissions: listed(row['AccessRights']) })),
    ...rows(sendAs).map((row) => ({ User: row['Trustee'], Permissions: listed(row['AccessRights']) })),
    ...onBehalf.map((user) => ({ User: user, Permissions: 'SendOnBehalf' })),
  ])
}

const listed = (rights: unknown) => ([rights ?? []].flat() as string[]).join(', ')

function calendarFolder(call: CippCall, managed: Managed, user: string): string {
  const command: Command = {
    cmdlet: 'Get-MailboxFolderStatistics',
    parameters: { Identity: user, FolderScope: 'Calendar' },
  }
  const outcome = runInExchange(call, managed, command)
  const calendar = outcome.ok ? outcome.rows.find((row) => row['FolderType'] === 'Calendar') : undefined
  return `${user}:\\${textOf(calendar, 'Name') || 'Calendar'}`
}

function listCalendar(call: CippCall): HttpReply {
  const managed = call.findTenant(call.query('tenantFilter') ?? '')
  if (!managed) return { status: 403, body: [notManaged(call, call.query('tenantFilter') ?? '')] }
  const Identity = calendarFolder(call, managed, call.query('UserID') ?? '')
  const outcome = runInExchange(call, managed, { cmdlet: 'Get-MailboxFolderPermission', parameters: { Identity } })
  if (!outcome.ok) return { status: 403, body: [outcome.message] }
  return ok(
    outcome.rows.map((row) => ({
      Identity: row['Identity'],
      User: row['User'],
      AccessRights: row['AccessRights'],
      FolderName: row['FolderName'] ?? Identity.split('\\')[1],
    })),
  )
}

function modifyCalendar(call: CippCall): HttpReply {
  const filter = call.either('tenantFilter') ?? ''
  const managed = call.findTenant(filter)
  if (!managed) return results([`Failed: ${notManaged(call, filter)}`], 500)
  const Identity = calendarFolder(call, managed, call.text('userID') ?? '')
  const texts = [call.field('permissions') ?? []].flat().flatMap((permission) =>
    valuesOf(fieldOf(permission, 'UserID')).map((user) => {
      const removes = fieldOf(permission, 'Modification') === 'Remove'
      const level = fieldOf(permission, 'PermissionLevel')
      const AccessRights = [typeof level === 'string' ? level : valuesOf(level)].flat()
      const parameters = removes ? { Identity, User: user, Confirm: false } : { Identity, User: user, AccessRights }
      const cmdlet = removes ? 'Remove-MailboxFolderPermission' : 'Add-MailboxFolderPermission'
      const added = runInExchange(call, managed, { cmdlet, parameters })
      const outcome =
        !added.ok && !removes
          ? runInExchange(call, managed, { cmdlet: 'Set-MailboxFolderPermission', parameters })
          : added
      if (!outcome.ok) return `Failed to set calendar permissions for ${user}: ${outcome.message}`
      return removes
        ? `Removed ${user} from ${Identity}`
        : `Granted ${AccessRights.join(', ')} on ${Identity} to ${user}`
    }),
  )
  return results(texts)
}

export const mailboxPermissionEndpoints: Record<string, Endpoint> = {
  ExecModifyMBPerms: { permission: 'Exchange.Mailbox.ReadWrite', answer: modify },
  ExecEditMailboxPermissions: { permission: 'Exchange.Mailbox.ReadWrite', answer: edit },
  ListmailboxPermissions: { permission: 'Exchange.Mailbox.Read', answer: list },
  ListCalendarPermissions: { permission: 'Exchange.Mailbox.Read', answer: listCalendar },
  ExecModifyCalPerms: { permission: 'Exchange.Mailbox.ReadWrite', answer: modifyCalendar },
}
