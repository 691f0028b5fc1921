import type { Tenant } from '../../world/model.js'
import type { Cmdlet, CmdletCall, Result } from '../cmdlet.js'
import { NOTHING, results } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import type { ExchangeObject } from '../wire.js'
import { changeGroupState, groupStateOf } from '../groups/group-state.js'
import { changeState, seedSendAs, SELF } from './mailbox-state.js'
import { mailboxes, mailboxOf } from './mailboxes.js'
import { findRecipient, notFound, type Recipient, recipientOfUser, requireTrustee } from './recipients.js'

/** Trustees that may send as the recipient. */
function trusteesOf(tenant: Tenant, recipient: Recipient): string[] {
  if (recipient.source === 'groups') return groupStateOf(tenant, recipient.id).sendAs ?? []
  const mailbox = recipient.source === 'users' ? mailboxOf(tenant, recipient.entity) : undefined
  return mailbox ? (mailbox.state.sendAs ?? seedSendAs(tenant, mailbox.user, mailbox.kind)) : [SELF]
}

function change(call: CmdletCall, recipient: Recipient, sendAs: string[]): void {
  const at = call.now.getTime()
  if (recipient.source === 'groups') changeGroupState(call.tenant, recipient.id, { sendAs }, at)
  else changeState(call.tenant, recipient.entity, { sendAs }, at)
}

function show(recipient: Recipient, trustee: string): ExchangeObject {
  return {
    Identity: recipient.name,
    Trustee: trustee,
    AccessControlType: 'Allow',
    AccessRights: ['SendAs'],
    IsInherited: false,
    InheritanceType: 'None',
    TrusteeSidString: trustee.startsWith('S-1-5-') ? trustee : '',
    IsValid: true,
    ObjectState: 'Unchanged',
  }
}

function requireTarget({ tenant, parameters }: CmdletCall): Recipient {
  const identity = parameters.required('Identity')
  const recipient = findRecipient(tenant, identity)
  if (!recipient) throw notFound(identity)
  return recipient
}

function* everywhere(call: CmdletCall, trustee: string | undefined): Iterable<Result> {
  for (const { position, mailbox } of mailboxes(call.tenant, call.from)) {
    const recipient = recipientOfUser(call.tenant, mailbox.user) as Recipient
    for (const name of trusteesOf(call.tenant, recipient)) {
      if (trustee === undefined || name.toLowerCase() === trustee) yield { position, show: () => show(recipient, name) }
    }
  }
}

function get(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters } = call
  const named = parameters.text('Trustee')
  const trustee = named === undefined ? undefined : requireTrustee(tenant, named).shown.toLowerCase()
  if (parameters.text('Identity') === undefined) return everywhere(call, trustee)
  const recipient = requireTarget(call)
  const trustees = trusteesOf(tenant, recipient).filter(
    (name) => trustee === undefined || name.toLowerCase() === trustee,
  )
  return results(
    call,
    trustees.map((name) => show(recipient, name)),
  )
}

function requireSendAs({ parameters }: CmdletCall): void {
  const rights = (parameters.list('AccessRights') ?? []).flatMap((text) => text.split(/\s*,\s*/))
  if (rights.length === 0) throw new ExchangeError('missingParameter', { value: 'AccessRights' })
  const wrong = rights.find((right) => right.toLowerCase() !== 'sendas')
  if (wrong !== undefined) throw new ExchangeError('invalidArgument', { value: wrong, other: 'AccessRights' })
}

function add(call: CmdletCall): Iterable<Result> {
  const recipient = requireTarget(call)
  call.requireScope(recipient.id, recipient.displayName)
  requireSendAs(call)
  const { shown } = requireTrustee(call.tenant, call.parameters.required('Trustee'))
  const before = trusteesOf(call.tenant, recipient)
  if (before.includes(shown)) {
    call.warn(
      `The appropriate access control entry is already present on the object "${recipient.name}" for account "${shown}".`,
    )
  } else {
    change(call, recipient, [...before, shown])
  }
  return results(call, [show(recipient, shown)])
}

function remove(call: CmdletCall): Iterable<Result> {
  const recipient = requireTarget(call)
  call.requireScope(recipient.id, recipient.displayName)
  requireSendAs(call)
  const { shown } = requireTrustee(call.tenant, call.parameters.required('Trustee'))
  const before = trusteesOf(call.tenant, recipient)
  if (!before.includes(shown)) {
    call.warn(
      `Can't remove the access control entry on the object "${recipient.name}" for account "${shown}" because the ACE isn't present.`,
    )
  } else {
    change(
      call,
      recipient,
      before.filter((name) => name !== shown),
    )
  }
  return NOTHING
}

export const sendAsCmdlets: Cmdlet[] = [
  {
    name: 'Get-RecipientPermission',
    area: 'recipients',
    parameters: ['Identity', 'Trustee', 'AccessRights', 'ResultSize'],
    run: get,
  },
  {
    name: 'Add-RecipientPermission',
    area: 'recipients',
    parameters: ['Identity', 'Trustee', 'AccessRights'],
    run: add,
  },
  {
    name: 'Remove-RecipientPermission',
    area: 'recipients',
    parameters: ['Identity', 'Trustee', 'AccessRights', 'Deny'],
    run: remove,
  },
]
