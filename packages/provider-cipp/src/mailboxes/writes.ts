import { type MailboxAccess, requestRefused, unexpectedAnswer } from '@tenantry/core'
import { textsOf } from '../answers.js'
import type { CippConnection } from '../connection.js'
import { GROUPS, MAILBOXES } from '../permissions.js'
import { EXCHANGE_PATIENCE, exchangeFailure, named, SERVICE, unharmed } from './exchange.js'

/** One change that CIPP makes, and the words by which it says so. */
interface Write {
  name: string
  permission: string
  purpose: string
  body: Record<string, unknown>
  done: RegExp
}

/** Each request makes one change: of several at once CIPP reports success when none got through. */
async function write(connection: CippConnection, { done, body, ...call }: Write): Promise<string[]> {
  const { tenantId, label } = named(connection.tenant)
  const answer = await connection.client.call({ ...call, tenantId, patience: EXCHANGE_PATIENCE, body: unharmed(body) })
  const texts = textsOf(answer)
  if (texts.length === 0) throw unexpectedAnswer({ service: SERVICE, what: 'no word on whether anything was changed' })
  const [first = ''] = texts
  if (done.test(first)) return texts
  throw exchangeFailure(first.replace(/^(Error - |Error processing .*?: )/, ''), label)
}

/** Puts somebody on a list, or takes them off it. Contacts go by other fields. */
export function changeMember(
  connection: CippConnection,
  group: { id: string; name: string },
  member: { id: string; address: string; isContact: boolean },
  change: 'add' | 'remove',
): Promise<string[]> {
  const verb = change === 'add' ? 'Add' : 'Remove'
  const entry = member.isContact
    ? { value: member.address, label: member.address }
    : { value: member.id, label: member.address, addedFields: { userPrincipalName: member.address } }
  return write(connection, {
    name: 'EditGroup',
    permission: GROUPS,
    purpose: `${verb} a member of a distribution list`,
    // Name, description and nickname stay out: one of them would overwrite all three.
    body: {
      tenantFilter: named(connection.tenant).tenantId,
      groupId: group.id,
      groupName: group.name,
      groupType: 'Distribution List',
      [`${verb}${member.isContact ? 'Contact' : 'Member'}`]: [entry],
    },
    done: /^Success\b/,
  })
}

const LEVELS: Record<MailboxAccess, string> = {
  fullAccess: 'FullAccess',
  sendAs: 'SendAs',
  sendOnBehalf: 'SendOnBehalf',
}

/** Gives somebody a right to a mailbox, or takes it away. */
export async function changeAccess(
  connection: CippConnection,
  {
    mailbox,
    person,
    access,
    change,
  }: { mailbox: string; person: string; access: MailboxAccess; change: 'grant' | 'revoke' },
): Promise<void> {
  const { tenantId } = named(connection.tenant)
  const shared = { permission: MAILBOXES, purpose: `${change === 'grant' ? 'Grant' : 'Revoke'} a right to a mailbox` }
  const level = LEVELS[access]
  try {
    await write(connection, {
      ...shared,
      name: 'ExecModifyMBPerms',
      body: {
        tenantFilter: tenantId,
        userID: mailbox,
        permissions: [
          {
            UserID: [{ value: person, label: person }],
            PermissionLevel: level,
            // Whatever is not exactly “Remove” adds.
            Modification: change === 'grant' ? 'Add' : 'Remove',
            AutoMap: true,
          },
        ],
      },
      done: change === 'grant' ? /^Granted\b/ : /^Removed\b/,
    })
  } catch (error) {
    if (!requestRefused.is(error) || !error.why.includes('Could not find user')) throw error
    // A mailbox whose address is no user name is not found there; the older function asks Exchange itself.
    await write(connection, {
      ...shared,
      name: 'ExecEditMailboxPermissions',
      body: {
        tenantfilter: tenantId,
        userID: mailbox,
        [`${change === 'grant' ? 'Add' : 'Remove'}${level}`]: [{ value: person, label: person }],
      },
      done: change === 'grant' ? /^(Granted|Added)\b/ : /^Removed\b/,
    })
  }
}

/** Makes a shared mailbox; gives back what went wrong besides. */
export async function makeSharedMailbox(
  connection: CippConnection,
  { name, address }: { name: string; address: string },
): Promise<string[]> {
  const [username = '', domain = ''] = address.split('@')
  const texts = await write(connection, {
    name: 'AddSharedMailbox',
    permission: MAILBOXES,
    purpose: 'Create a shared mailbox',
    body: { tenantID: named(connection.tenant).tenantId, displayName: name, username, domain, addedAliases: '' },
    done: /^Success/,
  })
  return texts.filter((text) => /^(Failed|Could not|Error)/i.test(text))
}
