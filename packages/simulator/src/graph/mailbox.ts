import { type Mailbox, mailboxOf } from '../exchange/recipients/mailboxes.js'
import { GraphError } from './graph-error.js'
import type { GraphCall } from './room.js'
import { requireUser, userForWrite } from './user-key.js'

/** The mailbox of the user in the path. https://learn.microsoft.com/graph/errors */
export function requireMailbox(call: GraphCall): Mailbox {
  const user = call.method === 'GET' ? requireUser(call) : userForWrite(call)
  const mailbox = mailboxOf(call.tenant, user)
  if (!mailbox) throw new GraphError('mailboxNotEnabled')
  return mailbox
}

/** Outlook's dates have seven digits after the second and name their zone beside them. */
export function outlookTime(moment: Date): { dateTime: string; timeZone: string } {
  return { dateTime: `${moment.toISOString().slice(0, 19)}.0000000`, timeZone: 'UTC' }
}

/** An opaque id of Outlook's: long, and with case that matters. */
export function outlookId(...seed: string[]): string {
  return Buffer.from(`AAMk${seed.join('~')}`)
    .toString('base64')
    .replaceAll('=', '')
}
