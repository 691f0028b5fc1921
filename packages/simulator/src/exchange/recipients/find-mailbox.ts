import type { CmdletCall } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import { type Mailbox, mailboxOf } from './mailboxes.js'
import { findUserEntity, notFound } from './recipients.js'
import { textOf } from '../text.js'

function findMailbox({ tenant }: CmdletCall, identity: string): Mailbox | undefined {
  const user = findUserEntity(tenant, identity)
  return user && mailboxOf(tenant, user)
}

export function requireMailbox(call: CmdletCall, identity: string): Mailbox {
  const mailbox = findMailbox(call, identity)
  if (!mailbox) throw notFound(identity)
  return mailbox
}

/** A mailbox that was made a moment ago is not on every server yet; one outside the caller's scope stays as it is. */
export function requireMailboxToChange(call: CmdletCall, identity: string): Mailbox {
  const mailbox = requireMailbox(call, identity)
  const created = Date.parse(textOf(mailbox.user['createdDateTime']))
  if (created > call.now.getTime() - call.tenant.replication.readSeconds * 1000) throw notFound(identity)
  call.requireScope(mailbox.user.id, String(mailbox.user['displayName']))
  return mailbox
}

/** What comes from the directory on premises is changed there. */
export function refuseSynced({ user }: Mailbox): void {
  if (user['onPremisesSyncEnabled'] === true) {
    throw new ExchangeError('synced', { value: String(user['displayName']), other: 'mailbox' })
  }
}
