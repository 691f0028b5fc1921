import { guid, pick } from '../../world/ids.js'
import type { Tenant } from '../../world/model.js'
import type { Cmdlet, CmdletCall, Result } from '../cmdlet.js'
import { NOTHING, results } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import { exchangeSize, exchangeTime, type ExchangeObject } from '../wire.js'
import { requireMailbox, requireMailboxToChange } from './find-mailbox.js'
import { changeState, type FolderEntry } from './mailbox-state.js'
import type { Mailbox } from './mailboxes.js'
import { findRecipient, findUserEntity, notFound } from './recipients.js'

/** Folders are named in the language that their owner first signed in with; here, that of the country. */
const NAMES: Record<string, Record<string, string>> = {
  en: {
    Inbox: 'Inbox',
    Calendar: 'Calendar',
    Contacts: 'Contacts',
    SentItems: 'Sent Items',
    DeletedItems: 'Deleted Items',
    Tasks: 'Tasks',
  },
  de: {
    Inbox: 'Posteingang',
    Calendar: 'Kalender',
    Contacts: 'Kontakte',
    SentItems: 'Gesendete Elemente',
    DeletedItems: 'Gelöschte Elemente',
    Tasks: 'Aufgaben',
  },
  fr: {
    Inbox: 'Boîte de réception',
    Calendar: 'Calendrier',
    Contacts: 'Contacts',
    SentItems: 'Éléments envoyés',
    DeletedItems: 'Éléments supprimés',
    Tasks: 'Tâches',
  },
  nl: {
    Inbox: 'Postvak IN',
    Calendar: 'Agenda',
    Contacts: 'Contactpersonen',
    SentItems: 'Verzonden items',
    DeletedItems: 'Verwijderde items',
    Tasks: 'Taken',
  },
  es: {
    Inbox: 'Bandeja de entrada',
    Calendar: 'Calendario',
    Contacts: 'Contactos',
    SentItems: 'Elementos enviados',
    DeletedItems: 'Elementos eliminados',
    Tasks: 'Tareas',
  },
}
const LANGUAGES: Record<string, string> = {
  DE: 'de',
  AT: 'de',
  CH: 'de',
  FR: 'fr',
  BE: 'nl',
  NL: 'nl',
  ES: 'es',
  MX: 'es',
}

function names(tenant: Tenant): Record<string, string> {
  return NAMES[LANGUAGES[tenant.country] ?? 'en'] as Record<string, string>
}

const ROLES = [
  'Owner',
  'PublishingEditor',
  'Editor',
  'PublishingAuthor',
  'Author',
  'NonEditingAuthor',
  'Reviewer',
  'Contributor',
  'AvailabilityOnly',
  'LimitedDetails',
  'None',
]

/** `mailbox:\folder`; without a folder, the top of the mailbox. */
function locate(call: CmdletCall, mailboxFor = requireMailbox): { mailbox: Mailbox; folder: string; path: string } {
  const identity = call.parameters.required('Identity')
  const [owner = '', path = ''] = identity.split(':\\')
  const mailbox = mailboxFor(call, owner)
  const known = names(call.tenant)
  const folder = path === '' ? 'Top of Information Store' : (path.split('\\').at(-1) as string)
  if (path !== '' && !Object.values(known).some((name) => name.toLowerCase() === folder.toLowerCase())) {
    throw notFound(`${mailbox.user.id}:\\${path}`)
  }
  return { mailbox, folder, path: path.toLowerCase() }
}

function entriesOf({ tenant }: CmdletCall, { user, state }: Mailbox, path: string): FolderEntry[] {
  const written = state.folders?.[path]
  if (written) return written
  const calendar = path === names(tenant)['Calendar']?.toLowerCase()
  const shared = calendar && pick(8, user.id, 'calendar-shared') === 0 && tenant.headcount.users > 1
  const people = tenant.set('users').seed
  return [
    { User: 'Default', AccessRights: [calendar ? 'AvailabilityOnly' : 'None'] },
    { User: 'Anonymous', AccessRights: ['None'] },
    ...(shared
      ? [
          {
            User: String(people.at(pick(tenant.headcount.users, user.id, 'reviewer'))['userPrincipalName']),
            AccessRights: ['Reviewer'],
            SharingPermissionFlags: null,
          },
        ]
      : []),
  ]
}

function show(call: CmdletCall, mailbox: Mailbox, folder: string, entry: FolderEntry): ExchangeObject {
  const user = findUserEntity(call.tenant, entry.User)
  return {
    Identity: entry.User,
    FolderName: folder,
    User: user ? String(user['displayName']) : entry.User,
    UserPrincipalName: user ? user['userPrincipalName'] : null,
    AccessRights: entry.AccessRights,
    SharingPermissionFlags: entry.SharingPermissionFlags ?? null,
    IsValid: true,
    ObjectState: 'Unchanged',
    MailboxOwnerId: mailbox.user.id,
  }
}

/** Default and Anonymous are nobody in particular. */
function trustee({ tenant, parameters }: CmdletCall): string {
  const named = parameters.required('User')
  const special = ['Default', 'Anonymous'].find((name) => name.toLowerCase() === named.toLowerCase())
  if (special) return special
  const recipient = findRecipient(tenant, named)
  if (!recipient) throw new ExchangeError('userNotFound', { value: named })
  return recipient.source === 'users' ? String(recipient.entity['userPrincipalName']) : recipient.name
}

function wantedRights({ parameters }: CmdletCall): string[] {
  const given = (parameters.list('AccessRights') ?? []).flatMap((text) => text.split(/\s*,\s*/))
  if (given.length === 0) throw new ExchangeError('missingParameter', { value: 'AccessRights' })
  return given.map((right) => ROLES.find((role) => role.toLowerCase() === right.toLowerCase()) ?? right)
}

function same(entry: FolderEntry, user: string): boolean {
  return entry.User.toLowerCase() === user.toLowerCase()
}

function write(call: CmdletCall, change: (entries: FolderEntry[], user: string) => FolderEntry[]): Iterable<Result> {
  const { mailbox, folder, path } = locate(call, requireMailboxToChange)
  const user = trustee(call)
  const entries = change(entriesOf(call, mailbox, path), user)
  changeState(call.tenant, mailbox.user, { folders: { ...mailbox.state.folders, [path]: entries } }, call.now.getTime())
  return results(
    call,
    entries.filter((entry) => same(entry, user)).map((entry) => show(call, mailbox, folder, entry)),
  )
}

function statistics(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters, now } = call
  const { user } = requireMailbox(call, parameters.required('Identity'))
  const scope = parameters.text('FolderScope')
  const known = Object.entries(names(tenant)).filter(
    ([kind]) => scope === undefined || kind.toLowerCase() === scope.toLowerCase(),
  )
  return results(
    call,
    known.map(([kind, name]) => {
      const items = pick(4000, user.id, kind, 'items')
      const size = exchangeSize(items * (2000 + pick(60_000, user.id, kind, 'size')))
      return {
        Name: name,
        Identity: `${user.id}\\${name}`,
        FolderId: Buffer.from(guid(user.id, kind)).toString('base64'),
        FolderPath: `/${name}`,
        FolderType: kind,
        FolderSize: size,
        FolderAndSubfolderSize: size,
        ItemsInFolder: items,
        ItemsInFolderAndSubfolders: items,
        DeletedItemsInFolder: 0,
        VisibleItemsInFolder: items,
        CreationTime: exchangeTime(tenant.createdAt),
        LastModifiedTime: exchangeTime(now),
        ContentMailboxGuid: guid(user.id, 'mailbox'),
      }
    }),
  )
}

export const folderCmdlets: Cmdlet[] = [
  {
    name: 'Get-MailboxFolderPermission',
    area: 'recipients',
    parameters: ['Identity', 'User', 'GroupMailbox', 'ResultSize'],
    run(call) {
      const { mailbox, folder, path } = locate(call)
      const entries = entriesOf(call, mailbox, path)
      const user = call.parameters.has('User') ? trustee(call) : undefined
      const shown = entries.filter((entry) => user === undefined || same(entry, user))
      if (shown.length === 0) throw new ExchangeError('permissionMissing', { value: String(user) })
      return results(
        call,
        shown.map((entry) => show(call, mailbox, folder, entry)),
      )
    },
  },
  {
    name: 'Add-MailboxFolderPermission',
    area: 'recipients',
    parameters: ['Identity', 'User', 'AccessRights', 'SharingPermissionFlags', 'SendNotificationToUser'],
    run(call) {
      const rights = wantedRights(call)
      const flags = call.parameters.text('SharingPermissionFlags') ?? null
      return write(call, (entries, user) => {
        if (entries.some((entry) => same(entry, user))) throw new ExchangeError('permissionExists', { value: user })
        return [...entries, { User: user, AccessRights: rights, SharingPermissionFlags: flags }]
      })
    },
  },
  {
    name: 'Set-MailboxFolderPermission',
    area: 'recipients',
    parameters: ['Identity', 'User', 'AccessRights', 'SharingPermissionFlags', 'SendNotificationToUser'],
    run(call) {
      const rights = wantedRights(call)
      const flags = call.parameters.text('SharingPermissionFlags') ?? null
      write(call, (entries, user) => {
        if (!entries.some((entry) => same(entry, user))) throw new ExchangeError('permissionMissing', { value: user })
        return entries.map((entry) =>
          same(entry, user) ? { ...entry, AccessRights: rights, SharingPermissionFlags: flags } : entry,
        )
      })
      return NOTHING
    },
  },
  {
    name: 'Remove-MailboxFolderPermission',
    area: 'recipients',
    parameters: ['Identity', 'User', 'ResetDelegateUserCollection', 'SendNotificationToUser'],
    run(call) {
      write(call, (entries, user) => {
        if (!entries.some((entry) => same(entry, user))) throw new ExchangeError('permissionMissing', { value: user })
        return entries.filter((entry) => !same(entry, user))
      })
      return NOTHING
    },
  },
  {
    name: 'Get-MailboxFolderStatistics',
    area: 'recipients',
    parameters: ['Identity', 'FolderScope', 'IncludeOldestAndNewestItems', 'Archive', 'ResultSize'],
    run: statistics,
  },
]
