import {
  confirmChange,
  type Mailboxes,
  requestRefused,
  serviceAbsent,
  type SharedMailbox,
  tenantNotManaged,
} from '@tenantry/core'
import { z } from 'zod'
import { textsOf } from '../answers.js'
import type { CippConnection } from '../connection.js'
import { SETTINGS } from '../permissions.js'
import { EXCHANGE_PATIENCE, isAbsent, named, readExchange, reads, SERVICE } from './exchange.js'
import { changeAccess, changeMember, makeSharedMailbox } from './writes.js'

const organizationConfig = z.looseObject({ Name: z.string() })
const listFacts = z.looseObject({ ExternalDirectoryObjectId: z.string(), IsDirSynced: z.boolean().nullish() })
const recipientFacts = z.looseObject({ RecipientType: z.string() })

/** Exchange through CIPP, which acts as a person of the partner: our own app needs no role there. */
export const mailboxes: Mailboxes<CippConnection> = {
  kinds: ['apiClient'],
  service: 'Exchange',
  set: 'mailboxes',

  async probe(connection) {
    const { tenantId, label } = named(connection.tenant)
    if (!(await connection.tenants.find(tenantId))) {
      const reason = 'it is not in CIPP’s list of tenants, which is rebuilt every night at 23:00 UTC'
      throw tenantNotManaged({ provider: 'CIPP', tenant: label, reason })
    }
    const read = { name: 'Get-OrganizationConfig', select: ['Name', 'Guid'], purpose: 'See whether Exchange answers' }
    try {
      const [organization] = await readExchange(connection, read, organizationConfig)
      if (organization) return organization.Name
    } catch (error) {
      if (!isAbsent(error)) throw error
    }
    throw serviceAbsent({ service: 'Exchange', tenant: label })
  },

  refresh: { set: 'refresh', ask: refreshAccess },

  lists: (connection, limit) => reads(connection).lists(limit),
  members: (connection, list) => reads(connection).members(list),

  async changeMember(connection, { list, member, change }) {
    const facts = await readExchange(
      connection,
      {
        name: 'Get-DistributionGroup',
        parameters: { Identity: list.address },
        select: ['ExternalDirectoryObjectId', 'IsDirSynced'],
        purpose: 'See whether a distribution list may be changed',
      },
      listFacts,
    )
    const [group] = facts
    if (!group) throw requestRefused({ service: SERVICE, reason: `There is no distribution list ${list.address}` })
    if (group.IsDirSynced) {
      const reason = `${list.name} is synchronized from the organization’s own directory, and is changed there`
      throw requestRefused({ service: SERVICE, reason })
    }
    const isContact = await isMailContact(connection, member.address)
    const isOn = async () => {
      const members = await reads(connection).members(list)
      return members.some(({ id, address }) => id === member.id || same(address, member.address))
    }
    await confirmChange({
      service: SERVICE,
      change: `${change === 'add' ? 'Add' : 'Remove'} ${member.address} ${change === 'add' ? 'to' : 'from'} ${list.name}`,
      signal: connection.host.signal,
      shows: async () => (await isOn()) === (change === 'add'),
      make: () =>
        changeMember(
          connection,
          { id: group.ExternalDirectoryObjectId, name: list.name },
          { ...member, isContact },
          change,
        ),
    })
  },

  sharedMailboxes: (connection, limit) => reads(connection).sharedMailboxes(limit),

  async createSharedMailbox(connection, { name, address }) {
    let found: SharedMailbox | undefined
    let notes: string[] = []
    await confirmChange({
      service: SERVICE,
      change: `Create the shared mailbox ${address}`,
      signal: connection.host.signal,
      async shows() {
        found = await unlessRefused(reads(connection).sharedMailbox(address))
        return found?.name === name
      },
      async make() {
        notes = await makeSharedMailbox(connection, { name, address })
      },
    })
    return { ...(found as unknown as SharedMailbox), ...(notes.length > 0 && { notes }) }
  },

  permissions: (connection, mailbox) => reads(connection).permissions(mailbox),

  async changePermission(connection, change) {
    const { mailbox, person, access } = change
    const names = (await unlessRefused(reads(connection).namesOf(person))) ?? new Set([person.toLowerCase()])
    const holds = async () => {
      const permissions = await reads(connection).permissions(mailbox)
      return permissions.some((held) => names.has(held.person.toLowerCase()) && held.access.includes(access))
    }
    await confirmChange({
      service: SERVICE,
      change: `${change.change === 'grant' ? 'Grant' : 'Revoke'} ${access} on ${mailbox} for ${person}`,
      signal: connection.host.signal,
      shows: async () => (await holds()) === (change.change === 'grant'),
      make: () => changeAccess(connection, change),
    })
  },
}

/** CIPP renews the consent of its own app; it says that it succeeded whenever nothing was thrown. */
async function refreshAccess({ client, tenant }: CippConnection): Promise<string> {
  const { tenantId } = named(tenant)
  const answer = await client.call({
    name: 'ExecCPVPermissions',
    permission: SETTINGS,
    purpose: 'Ask CIPP to refresh its permissions in a tenant',
    patience: EXCHANGE_PATIENCE,
    tenantId,
    body: { tenantFilter: tenantId },
  })
  const texts = textsOf(answer)
  const failure = texts.find((text) => /failed|could not|not found/i.test(text))
  if (failure !== undefined || texts.length === 0) {
    throw requestRefused({ service: 'CIPP', reason: failure ?? 'nothing' })
  }
  return texts.join(' ')
}

async function isMailContact(connection: CippConnection, address: string): Promise<boolean> {
  const read = {
    name: 'Get-Recipient',
    parameters: { Identity: address },
    select: ['RecipientType'],
    purpose: 'See what kind of member it is',
  }
  const found = (await unlessRefused(readExchange(connection, read, recipientFacts))) ?? []
  return found.some(({ RecipientType }) => RecipientType === 'MailContact')
}

function same(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase()
}

/** Exchange refuses to read what is not there. */
async function unlessRefused<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read
  } catch (error) {
    if (requestRefused.is(error)) return undefined
    throw error
  }
}
