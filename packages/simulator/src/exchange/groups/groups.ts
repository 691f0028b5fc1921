import { initialDomain } from '../../world/domain-names.js'
import { isExchangeGroup } from '../../world/groups.js'
import { guid } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import type { CmdletCall } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import { findGroupEntity, findUserEntity, groupName, notFound } from '../recipients/recipients.js'
import { directoryFacts, FOREST, shapeOf } from '../shapes.js'
import type { ExchangeObject } from '../wire.js'
import { groupStateOf } from './group-state.js'
import { textOf } from '../text.js'

/** Distribution lists and mail-enabled security groups; Graph shows the same objects and may not change them. */
export function* distributionGroups(tenant: Tenant, from = 0): Iterable<{ position: number; group: Entity }> {
  for (const { position, entity } of tenant.set('groups').view().scan(from)) {
    if (isExchangeGroup(entity)) yield { position, group: entity }
  }
}

export function groupType(group: Entity): 'MailUniversalSecurityGroup' | 'MailUniversalDistributionGroup' {
  return group['securityEnabled'] === true ? 'MailUniversalSecurityGroup' : 'MailUniversalDistributionGroup'
}

export function requireDistributionGroup({ tenant }: CmdletCall, identity: string): Entity {
  const group = findGroupEntity(tenant, identity)
  if (!group || !isExchangeGroup(group)) throw notFound(identity)
  return group
}

/** A group that the caller may change: it manages it, or leaves the check out; and it is mastered here. */
export function requireGroupToChange(call: CmdletCall): Entity {
  const group = requireDistributionGroup(call, call.parameters.required('Identity'))
  if (call.parameters.flag('BypassSecurityGroupManagerCheck') !== true && !isManager(call, group)) {
    throw new ExchangeError('notAManager')
  }
  if (group['onPremisesSyncEnabled'] === true) {
    throw new ExchangeError('synced', { value: String(group['displayName']), other: 'group' })
  }
  call.requireScope(group.id, String(group['displayName']))
  return group
}

function isManager({ tenant, actor }: CmdletCall, group: Entity): boolean {
  return 'user' in actor && tenant.links('owners').has(group.id, actor.user.id)
}

/** Managers by name; a group without any belongs to the administrators. */
export function managersOf(tenant: Tenant, group: Entity): string[] {
  const owners = tenant.links('owners').of(group.id)
  return owners.length > 0 ? owners : ['Organization Management']
}

/** The list of managers after a change; the administrators' role group stands for nobody. */
export function wantedManagers({ tenant, parameters }: CmdletCall, group: Entity | undefined): string[] | undefined {
  const before = group ? tenant.links('owners').of(group.id) : []
  const idOf = (identity: string) => {
    if (/^organization management$/i.test(identity)) return undefined
    const user = findUserEntity(tenant, identity)
    if (!user) throw new ExchangeError('recipientNotFound', { value: identity })
    return user.id
  }
  const wanted = parameters.many('ManagedBy', before, (one, other) => idOf(one) === other)
  return wanted && [...new Set(wanted.flatMap((identity) => idOf(identity) ?? []))]
}

const shape = shapeOf('DistributionGroup')

/** As Get-DistributionGroup shows it. */
export function showGroup(tenant: Tenant, group: Entity): ExchangeObject {
  const name = groupName(group)
  const created = new Date(textOf(group['createdDateTime'], tenant.createdAt.toISOString()))
  const address = String(group['mail'])
  const security = group['securityEnabled'] === true
  return {
    ...shape,
    GroupType: security ? 'Universal, SecurityEnabled' : 'Universal',
    SamAccountName: `${name.slice(0, 20)}${guid(group.id, 'sam').slice(0, 6)}`,
    IsDirSynced: group['onPremisesSyncEnabled'] === true,
    ManagedBy: managersOf(tenant, group),
    AddressListMembership: [
      '\\All Distribution Lists',
      '\\All Groups(VLV)',
      '\\All Recipients(VLV)',
      '\\Default Global Address List',
    ],
    Alias: String(group['mailNickname']),
    OrganizationalUnit: `${FOREST.toLowerCase()}/Microsoft Exchange Hosted Organizations/${initialDomain(tenant)}`,
    DisplayName: group['displayName'],
    Description: group['description'] ? [group['description']] : [],
    EmailAddresses: group['proxyAddresses'] ?? [`SMTP:${address}`],
    ExternalDirectoryObjectId: group.id,
    LegacyExchangeDN: `/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=${guid(group.id, 'legacy').replaceAll('-', '')}`,
    PrimarySmtpAddress: address,
    WindowsEmailAddress: address,
    RecipientType: groupType(group),
    RecipientTypeDetails: groupType(group),
    ObjectCategory: `${FOREST}/Configuration/Schema/Group`,
    ObjectClass: ['top', 'group'],
    ...directoryFacts(tenant, { name, guid: guid(group.id, 'exchange'), created }),
    ...groupStateOf(tenant, group.id).properties,
  }
}
