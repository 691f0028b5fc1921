import { randomUUID } from 'node:crypto'
import { softDelete } from '../../world/deleted-items.js'
import { directoryTime } from '../../world/directory.js'
import { defaultDomain } from '../../world/domain-names.js'
import type { Entity } from '../../world/model.js'
import { type Cmdlet, type CmdletCall, NOTHING, type Result, results } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import { parseRecipientFilter } from '../filter.js'
import { refuseSynced, requireMailbox, requireMailboxToChange } from './find-mailbox.js'
import { changeState } from './mailbox-state.js'
import { addressOf, type Mailbox, mailboxes, mailboxOf, showMailbox } from './mailboxes.js'
import { noteUser } from './note-user.js'
import { findUserEntity, requireFreeAddress } from './recipients.js'
import { setMailbox } from './set-mailbox.js'
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

const MADE = { Shared: 'SharedMailbox', Room: 'RoomMailbox', Equipment: 'EquipmentMailbox' } as const

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
  changeState(tenant, user, { kind: kind ? MADE[kind] : 'UserMailbox' }, now.getTime())
  noteUser(call, 'Add user', user)
  return results(call, [showMailbox(tenant, mailboxOf(tenant, user) as Mailbox)])
}

/** The account goes to the recycle bin, from where it can be restored for thirty days. */
function remove(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters, now } = call
  const mailbox = requireMailboxToChange(call, parameters.required('Identity'))
  refuseSynced(mailbox)
  softDelete(tenant, '#microsoft.graph.user', mailbox.user.id, now)
  noteUser(call, 'Delete user', mailbox.user)
  return NOTHING
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
  setMailbox,
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
