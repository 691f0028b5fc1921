import type { Cmdlet, CmdletCall, Result } from '../cmdlet.js'
import { NOTHING, results } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import { FOREST } from '../shapes.js'
import type { ExchangeObject } from '../wire.js'
import { requireMailbox, requireMailboxToChange } from './find-mailbox.js'
import { type AccessEntry, changeState, seedAccess } from './mailbox-state.js'
import type { Mailbox } from './mailboxes.js'
import { requireTrustee } from './recipients.js'

const RIGHTS = ['FullAccess', 'ExternalAccount', 'DeleteItem', 'ReadPermission', 'ChangePermission', 'ChangeOwner']
const [FOREST_NAME] = FOREST.split('.')

/** What every mailbox inherits from the service. */
const INHERITED: AccessEntry[] = [
  { User: `${FOREST_NAME}\\Administrator`, AccessRights: ['FullAccess'], Deny: true },
  { User: `${FOREST_NAME}\\Domain Admins`, AccessRights: ['FullAccess'], Deny: true },
  { User: `${FOREST_NAME}\\Organization Management`, AccessRights: ['FullAccess'], Deny: true },
  { User: 'NT AUTHORITY\\SYSTEM', AccessRights: ['FullAccess'] },
  { User: 'NT AUTHORITY\\NETWORK SERVICE', AccessRights: ['ReadPermission'] },
  { User: 'PRDMGT01\\View-Only Organization Management', AccessRights: ['ReadPermission'] },
]

function accessOf({ tenant }: CmdletCall, { user, kind, state }: Mailbox): AccessEntry[] {
  return state.access ?? seedAccess(tenant, user, kind)
}

function show({ user }: Mailbox, entry: AccessEntry, inherited = false): ExchangeObject {
  return {
    AccessRights: entry.AccessRights,
    Deny: entry.Deny ?? false,
    InheritanceType: entry.InheritanceType ?? 'All',
    User: entry.User,
    UserSid: entry.User.startsWith('S-1-5-') ? entry.User : null,
    Identity: user.id,
    IsInherited: inherited,
    IsValid: true,
    ObjectState: 'Unchanged',
  }
}

function get(call: CmdletCall): Iterable<Result> {
  const { parameters } = call
  const mailbox = requireMailbox(call, parameters.required('Identity'))
  const user = parameters.text('User')
  const shown = [
    ...accessOf(call, mailbox).map((entry) => show(mailbox, entry)),
    ...INHERITED.map((entry) => show(mailbox, entry, true)),
  ]
  const wanted = user === undefined ? undefined : requireTrustee(call.tenant, user).shown.toLowerCase()
  return results(
    call,
    wanted === undefined ? shown : shown.filter((entry) => String(entry['User']).toLowerCase() === wanted),
  )
}

function rightsOf({ parameters }: CmdletCall): string[] {
  const given = (parameters.list('AccessRights') ?? []).flatMap((text) => text.split(/\s*,\s*/))
  if (given.length === 0) throw new ExchangeError('missingParameter', { value: 'AccessRights' })
  return given.map((right) => {
    const known = RIGHTS.find((candidate) => candidate.toLowerCase() === right.toLowerCase())
    if (!known) throw new ExchangeError('invalidArgument', { value: right, other: 'AccessRights' })
    return known
  })
}

function add(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters, now } = call
  const mailbox = requireMailboxToChange(call, parameters.required('Identity'))
  const { shown } = requireTrustee(tenant, parameters.required('User'))
  const rights = rightsOf(call)
  const inheritance = parameters.text('InheritanceType') ?? 'None'
  const deny = parameters.flag('Deny') ?? false
  const entries = accessOf(call, mailbox)
  const existing = entries.find((entry) => entry.User === shown && (entry.Deny ?? false) === deny)
  if (existing && rights.every((right) => existing.AccessRights.includes(right))) {
    call.warn(
      `The appropriate access control entry is already present on the object "${mailbox.user.id}" for account "${shown}".`,
    )
    return results(call, [show(mailbox, existing)])
  }
  const entry: AccessEntry = {
    User: shown,
    AccessRights: [...new Set([...(existing?.AccessRights ?? []), ...rights])],
    InheritanceType: inheritance,
    Deny: deny,
  }
  changeState(
    tenant,
    mailbox.user,
    { access: [...entries.filter((other) => other !== existing), entry] },
    now.getTime(),
  )
  return results(call, [show(mailbox, entry)])
}

function remove(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters, now } = call
  const mailbox = requireMailboxToChange(call, parameters.required('Identity'))
  const named = parameters.required('User')
  const shown = named.startsWith('S-1-5-') ? named : requireTrustee(tenant, named).shown
  const rights = rightsOf(call)
  const entries = accessOf(call, mailbox)
  const existing = entries.find(({ User }) => User === shown)
  if (!existing || !rights.some((right) => existing.AccessRights.includes(right))) {
    call.warn(
      `Can't remove the access control entry on the object "${mailbox.user.id}" for account "${shown}" because the ACE isn't present.`,
    )
    return NOTHING
  }
  const left = existing.AccessRights.filter((right) => !rights.includes(right))
  const access = entries.flatMap((entry) =>
    entry !== existing ? entry : left.length > 0 ? { ...entry, AccessRights: left } : [],
  )
  changeState(tenant, mailbox.user, { access }, now.getTime())
  return NOTHING
}

export const mailboxAccessCmdlets: Cmdlet[] = [
  {
    name: 'Get-MailboxPermission',
    area: 'recipients',
    parameters: ['Identity', 'User', 'Owner', 'ResultSize', 'SoftDeletedMailbox'],
    run: get,
  },
  {
    name: 'Add-MailboxPermission',
    area: 'recipients',
    parameters: ['Identity', 'User', 'AccessRights', 'InheritanceType', 'AutoMapping', 'Deny', 'Owner'],
    run: add,
  },
  {
    name: 'Remove-MailboxPermission',
    area: 'recipients',
    parameters: [
      'Identity',
      'User',
      'AccessRights',
      'InheritanceType',
      'Deny',
      'BypassMasterAccountSid',
      'ClearAutoMapping',
    ],
    run: remove,
  },
]
