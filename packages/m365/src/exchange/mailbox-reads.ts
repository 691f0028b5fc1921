import type { z } from 'zod'
import { distributionGroup } from '../resources/distribution-groups.js'
import {
  distributionGroupMember,
  mailbox as mailboxRow,
  mailboxDelegates,
  mailboxPermission,
  recipient,
  recipientPermission,
} from '../resources/mailboxes.js'

/** A cmdlet of Exchange that only reads. */
export interface ExchangeRead {
  name: string
  parameters?: Readonly<Record<string, unknown>>
  /** Only these properties; trims the answer at the source. */
  select?: readonly string[]
  purpose: string
}

/** Runs a cmdlet, whatever the way to Exchange is, and reads each object of its whole answer by the schema. */
export type RunRead = <T>(read: ExchangeRead, schema: z.ZodType<T>) => Promise<T[]>

type Access = 'fullAccess' | 'sendAs' | 'sendOnBehalf'

const RECIPIENT = ['Guid', 'ExternalDirectoryObjectId', 'DisplayName', 'PrimarySmtpAddress']

/** Mailboxes and distribution lists of one tenant, read with the same cmdlets by every provider that reaches Exchange. */
export class MailboxReads {
  constructor(private readonly run: RunRead) {}

  async lists(limit: number) {
    const read = {
      name: 'Get-DistributionGroup',
      parameters: { ResultSize: limit },
      select: RECIPIENT,
      purpose: 'List distribution lists',
    }
    return (await this.run(read, distributionGroup)).map(named)
  }

  async members(list: { address: string }) {
    const read = {
      name: 'Get-DistributionGroupMember',
      parameters: { Identity: list.address, ResultSize: 'Unlimited' },
      select: [...RECIPIENT, 'Name'],
      purpose: 'List the members of a distribution list',
    }
    return (await this.run(read, distributionGroupMember)).map((row) => ({
      id: idOf(row),
      name: row.DisplayName || row.Name,
      ...(row.PrimarySmtpAddress && { address: row.PrimarySmtpAddress }),
    }))
  }

  async sharedMailboxes(limit: number) {
    const read = {
      name: 'Get-Mailbox',
      parameters: { RecipientTypeDetails: 'SharedMailbox', ResultSize: limit },
      select: RECIPIENT,
      purpose: 'List shared mailboxes',
    }
    return (await this.run(read, mailboxRow)).map(named)
  }

  /** The mailbox with this address, if it is a shared one. */
  async sharedMailbox(address: string) {
    const read = {
      name: 'Get-Mailbox',
      parameters: { Identity: address },
      select: [...RECIPIENT, 'RecipientTypeDetails'],
      purpose: 'Read a mailbox',
    }
    const rows = await this.run(read, mailboxRow)
    return rows.filter((row) => row.RecipientTypeDetails === 'SharedMailbox').map(named)[0]
  }

  /** Who may use a mailbox; what is inherited, denied, or left over from deleted accounts is no permission of a person. */
  async permissions(mailbox: string): Promise<{ person: string; access: Access[] }[]> {
    const of = { Identity: mailbox, ResultSize: 'Unlimited' }
    const access = await this.run(
      { name: 'Get-MailboxPermission', parameters: of, purpose: 'Read who has full access to a mailbox' },
      mailboxPermission,
    )
    const sending = await this.run(
      { name: 'Get-RecipientPermission', parameters: of, purpose: 'Read who may send as a mailbox' },
      recipientPermission,
    )
    const held = [
      ...access
        .filter((row) => row.AccessRights.includes('FullAccess') && !row.Deny && !row.IsInherited)
        .map(({ User }) => ({ person: User, access: 'fullAccess' as const })),
      ...sending
        .filter((row) => row.AccessRights.includes('SendAs') && row.AccessControlType !== 'Deny' && !row.IsInherited)
        .map(({ Trustee }) => ({ person: Trustee, access: 'sendAs' as const })),
      ...(await this.#delegates(mailbox)).map((person) => ({ person, access: 'sendOnBehalf' as const })),
    ]
    const people = new Map<string, { person: string; access: Access[] }>()
    for (const { person, access: one } of held.filter((entry) => isPerson(entry.person))) {
      const known = people.get(person.toLowerCase())
      if (known) known.access.push(one)
      else people.set(person.toLowerCase(), { person, access: [one] })
    }
    return [...people.values()]
  }

  /** What the lists of permissions may call somebody, in lower case. */
  async namesOf(identity: string): Promise<Set<string>> {
    const found = await this.#recipients(identity, 'Find the person whose permission changes')
    const names = found.flatMap((row) => [row.Name, row.PrimarySmtpAddress, row.WindowsLiveID])
    return new Set([identity, ...names].flatMap((name) => (name ? [name.toLowerCase()] : [])))
  }

  /** A mailbox keeps its delegates by name, which since 2021 is the id of their directory object. */
  async #delegates(mailbox: string): Promise<string[]> {
    const read = {
      name: 'Get-Mailbox',
      parameters: { Identity: mailbox },
      select: ['GrantSendOnBehalfTo'],
      purpose: 'Read who may send on behalf of a mailbox',
    }
    const names = (await this.run(read, mailboxDelegates)).flatMap((row) => row.GrantSendOnBehalfTo ?? [])
    const people: string[] = []
    for (const name of names.filter((text) => text !== '')) {
      const [found] = name.includes('@') ? [] : await this.#recipients(name, 'Name a person who may send on behalf')
      people.push(found?.WindowsLiveID || found?.PrimarySmtpAddress || name)
    }
    return people
  }

  #recipients(identity: string, purpose: string) {
    const select = ['Name', 'PrimarySmtpAddress', 'WindowsLiveID']
    return this.run({ name: 'Get-Recipient', parameters: { Identity: identity }, select, purpose }, recipient)
  }
}

/** Not the mailbox itself, nor the service, nor an account that is gone. */
function isPerson(name: string): boolean {
  return !/^(NT AUTHORITY\\|S-1-5-)/i.test(name)
}

function idOf(row: { Guid: string; ExternalDirectoryObjectId?: string | null | undefined }): string {
  return row.ExternalDirectoryObjectId || row.Guid
}

function named(row: {
  Guid: string
  ExternalDirectoryObjectId?: string | null | undefined
  DisplayName: string
  PrimarySmtpAddress: string
}) {
  return { id: idOf(row), name: row.DisplayName, address: row.PrimarySmtpAddress }
}
