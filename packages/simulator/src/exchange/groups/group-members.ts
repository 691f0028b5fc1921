import { isUnified } from '../../world/groups.js'
import { guid } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import type { Cmdlet, CmdletCall, Result } from '../cmdlet.js'
import { NOTHING } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import { findGroupEntity, findUserEntity, findRecipient, notFound, type Recipient } from '../recipients/recipients.js'
import type { ExchangeObject } from '../wire.js'
import { note } from './distribution-groups.js'
import { requireDistributionGroup, requireGroupToChange } from './groups.js'

/** Anybody in a group: people without a mailbox are in it too, as plain users. */
interface Member {
  id: string
  name: string
  displayName: string
  address: string
  type: string
  details: string
  entity: Entity
}

function memberOf(tenant: Tenant, identity: string): Member | undefined {
  const recipient = findRecipient(tenant, identity)
  if (recipient) return fromRecipient(recipient)
  const entity = findUserEntity(tenant, identity) ?? findGroupEntity(tenant, identity)
  if (!entity) return undefined
  const user = 'userPrincipalName' in entity
  return {
    id: entity.id,
    name: user ? entity.id : String(entity['displayName']),
    displayName: String(entity['displayName']),
    address: '',
    type: user ? 'User' : 'Group',
    details: user ? (entity['accountEnabled'] === false ? 'DisabledUser' : 'User') : 'UniversalSecurityGroup',
    entity,
  }
}

function fromRecipient({
  id,
  name,
  displayName,
  address,
  recipientType,
  recipientTypeDetails,
  entity,
}: Recipient): Member {
  return { id, name, displayName, address, type: recipientType, details: recipientTypeDetails, entity }
}

function show({ id, name, displayName, address, type, details, entity }: Member): ExchangeObject {
  return {
    Identity: name,
    Id: name,
    Name: name,
    Alias: entity['mailNickname'] ?? '',
    DisplayName: displayName,
    FirstName: entity['givenName'] ?? '',
    LastName: entity['surname'] ?? '',
    Title: entity['jobTitle'] ?? '',
    Department: entity['department'] ?? '',
    Office: entity['officeLocation'] ?? '',
    PrimarySmtpAddress: address,
    EmailAddresses: entity['proxyAddresses'] ?? [],
    WindowsLiveID: entity['userPrincipalName'] ?? '',
    ExternalDirectoryObjectId: id,
    RecipientType: type,
    RecipientTypeDetails: details,
    HiddenFromAddressListsEnabled: false,
    Guid: guid(id, 'exchange'),
    IsValid: true,
    ObjectState: 'Unchanged',
  }
}

function* members(call: CmdletCall, groupId: string, links: 'members' | 'owners'): Iterable<Result> {
  const ids = call.tenant.links(links).of(groupId)
  for (let position = call.from; position < ids.length; position++) {
    const member = memberOf(call.tenant, ids[position] as string)
    if (member) yield { position, show: () => show(member) }
  }
}

function requireMember({ tenant }: CmdletCall, identity: string): Member {
  const member = memberOf(tenant, identity)
  if (!member) throw new ExchangeError('recipientNotFound', { value: identity })
  return member
}

const TARGET = ['Identity', 'BypassSecurityGroupManagerCheck']

export const groupMemberCmdlets: Cmdlet[] = [
  {
    name: 'Get-DistributionGroupMember',
    area: 'recipients',
    parameters: ['Identity', 'ResultSize', 'IncludeSoftDeletedObjects'],
    run: (call) => members(call, requireDistributionGroup(call, call.parameters.required('Identity')).id, 'members'),
  },
  {
    name: 'Add-DistributionGroupMember',
    area: 'recipients',
    parameters: [...TARGET, 'Member'],
    run(call) {
      const group = requireGroupToChange(call)
      const member = requireMember(call, call.parameters.required('Member'))
      const links = call.tenant.links('members')
      if (links.has(group.id, member.id)) {
        throw new ExchangeError('memberExists', { value: member.name, other: String(group['displayName']) })
      }
      links.add(group.id, member.id, call.now.getTime())
      note(call, 'Add member to group', group)
      return NOTHING
    },
  },
  {
    name: 'Remove-DistributionGroupMember',
    area: 'recipients',
    parameters: [...TARGET, 'Member'],
    run(call) {
      const group = requireGroupToChange(call)
      const member = requireMember(call, call.parameters.required('Member'))
      const links = call.tenant.links('members')
      if (!links.has(group.id, member.id)) {
        throw new ExchangeError('notAMember', { value: member.name, other: String(group['displayName']) })
      }
      links.remove(group.id, member.id, call.now.getTime())
      note(call, 'Remove member from group', group)
      return NOTHING
    },
  },
  {
    name: 'Update-DistributionGroupMember',
    area: 'recipients',
    parameters: [...TARGET, 'Members'],
    run(call) {
      const group = requireGroupToChange(call)
      const links = call.tenant.links('members')
      const before = links.of(group.id)
      const given = call.parameters.many('Members', before, (one, other) => requireMember(call, one).id === other)
      if (!given) throw new ExchangeError('missingParameter', { value: 'Members' })
      const wanted = new Set(given.map((identity) => requireMember(call, identity).id))
      for (const id of wanted) if (!before.includes(id)) links.add(group.id, id, call.now.getTime())
      for (const id of before) if (!wanted.has(id)) links.remove(group.id, id, call.now.getTime())
      note(call, 'Update group', group)
      return NOTHING
    },
  },
  {
    name: 'Get-UnifiedGroupLinks',
    area: 'recipients',
    parameters: ['Identity', 'LinkType', 'ResultSize'],
    run(call) {
      const identity = call.parameters.required('Identity')
      const group = findGroupEntity(call.tenant, identity)
      if (!group || !isUnified(group)) throw notFound(identity)
      const type = call.parameters.required('LinkType').toLowerCase()
      return members(call, group.id, type === 'owners' ? 'owners' : 'members')
    },
  },
]
