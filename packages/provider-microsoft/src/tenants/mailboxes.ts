import {
  confirmChange,
  type MailboxAccess,
  type Mailboxes,
  type PublicSetup,
  requestRefused,
  type SetupStep,
  type SharedMailbox,
  type TenantRef,
} from '@tenantry/core'
import { type ExchangeRead, MailboxReads } from '@tenantry/m365'
import { z } from 'zod'
import type { AppConfig } from '../config.js'
import { cloudOf, type MicrosoftConnection } from '../connection.js'
import { mayAssignRoles } from '../guides/roles.js'
import { EXCHANGE_ADMINISTRATOR } from './directory-roles.js'

const SERVICE = 'Exchange'

const organizationConfig = z.looseObject({ Name: z.string() })

function guide(setup: PublicSetup, tenant: TenantRef): SetupStep {
  return {
    id: 'exchange',
    title: 'Assign the Exchange Administrator role',
    instructions: [
      `Open Roles & admins of ${tenant.name ?? tenant.tenantId} in the Microsoft Entra admin center and choose Exchange Administrator.`,
      'Choose Add assignments, search for the app by its name or client ID, select it and Add.',
      'The assignment must be active: an app cannot activate an eligible one.',
    ],
    link: {
      label: 'Exchange Administrator in this tenant',
      href: `https://${cloudOf(setup.config).portal}/${tenant.tenantId}/#view/Microsoft_AAD_IAM/RoleMenuBlade/~/RoleMembers/objectId/${EXCHANGE_ADMINISTRATOR}/roleName/Exchange%20Administrator/roleTemplateId/${EXCHANGE_ADMINISTRATOR}`,
    },
    copy: [{ label: 'Client ID', value: (setup.config as AppConfig).clientId }],
    note: 'Only distribution lists, shared mailboxes and mailbox permissions need it. It takes 30 minutes to 2 hours to work.',
    warning: 'Role assignments do not spread between tenants: each tenant needs its own.',
    who: mayAssignRoles,
  }
}

/** Exchange Online, through our own app. */
export const mailboxes: Mailboxes<MicrosoftConnection> = {
  kinds: ['singleTenantApp', 'partnerApp'],
  service: SERVICE,
  set: 'exchange',
  async probe({ exchange }) {
    const command = {
      name: 'Get-OrganizationConfig',
      select: ['Name', 'Guid'],
      purpose: 'See whether Exchange answers',
    }
    const [organization] = await exchange.run(command, organizationConfig, { recent: true })
    return organization?.Name
  },
  guide,
  lists: (connection, limit) => reads(connection).lists(limit),
  members: (connection, list) => reads(connection).members(list),
  async changeMember(connection, { list, member, change }) {
    const verb = change === 'add' ? 'Add' : 'Remove'
    const isOn = async () => {
      const members = await reads(connection).members(list)
      return members.some(
        ({ id, address }) => id === member.id || address?.toLowerCase() === member.address.toLowerCase(),
      )
    }
    await confirmChange({
      service: SERVICE,
      change: `${verb} ${member.address} ${change === 'add' ? 'to' : 'from'} ${list.name}`,
      signal: connection.signal,
      shows: async () => (await isOn()) === (change === 'add'),
      make: () =>
        connection.exchange.change({
          name: `${verb}-DistributionGroupMember`,
          parameters: {
            Identity: list.address,
            Member: member.id,
            BypassSecurityGroupManagerCheck: true,
            Confirm: false,
          },
          purpose: `${verb} a member of a distribution list`,
        }),
    })
  },
  sharedMailboxes: (connection, limit) => reads(connection).sharedMailboxes(limit),
  async createSharedMailbox(connection, { name, address }) {
    let found: SharedMailbox | undefined
    await confirmChange({
      service: SERVICE,
      change: `Create the shared mailbox ${address}`,
      signal: connection.signal,
      async shows() {
        found = await unlessRefused(reads(connection).sharedMailbox(address))
        return found?.name === name
      },
      make: () =>
        connection.exchange.change({
          name: 'New-Mailbox',
          parameters: {
            Shared: true,
            Name: name,
            DisplayName: name,
            Alias: address.split('@')[0],
            PrimarySmtpAddress: address,
          },
          purpose: 'Create a shared mailbox',
        }),
    })
    return found as SharedMailbox
  },
  permissions: (connection, mailbox) => reads(connection).permissions(mailbox),
  async changePermission(connection, { mailbox, person, access, change }) {
    const names = (await unlessRefused(reads(connection).namesOf(person))) ?? new Set([person.toLowerCase()])
    const holds = async () => {
      const permissions = await reads(connection).permissions(mailbox)
      return permissions.some((held) => names.has(held.person.toLowerCase()) && held.access.includes(access))
    }
    const verb = change === 'grant' ? 'Add' : 'Remove'
    await confirmChange({
      service: SERVICE,
      change: `${change === 'grant' ? 'Grant' : 'Revoke'} ${access} on ${mailbox} for ${person}`,
      signal: connection.signal,
      shows: async () => (await holds()) === (change === 'grant'),
      make: () => connection.exchange.change(permissionCommand(access, verb, mailbox, person)),
    })
  },
}

function reads({ exchange }: MicrosoftConnection): MailboxReads {
  return new MailboxReads((read, schema) => exchange.run(read, schema))
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

function permissionCommand(
  access: MailboxAccess,
  verb: 'Add' | 'Remove',
  mailbox: string,
  person: string,
): ExchangeRead {
  switch (access) {
    case 'fullAccess':
      return {
        name: `${verb}-MailboxPermission`,
        parameters: {
          Identity: mailbox,
          User: person,
          AccessRights: ['FullAccess'],
          InheritanceType: 'All',
          ...(verb === 'Add' && { AutoMapping: true }),
          Confirm: false,
        },
        purpose: `${verb} full access to a mailbox`,
      }
    case 'sendAs':
      return {
        name: `${verb}-RecipientPermission`,
        parameters: { Identity: mailbox, Trustee: person, AccessRights: ['SendAs'], Confirm: false },
        purpose: `${verb} the right to send as a mailbox`,
      }
    default: {
      const GrantSendOnBehalfTo = { '@odata.type': '#Exchange.GenericHashTable', [verb]: [person] }
      return {
        name: 'Set-Mailbox',
        parameters: { Identity: mailbox, GrantSendOnBehalfTo },
        purpose: `${verb} the right to send on behalf of a mailbox`,
      }
    }
  }
}
