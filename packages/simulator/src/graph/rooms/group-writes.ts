import { readBody } from '../../odata/body.js'
import { softDelete } from '../../world/deleted-items.js'
import { directoryTime } from '../../world/directory.js'
import { defaultDomain } from '../../world/domain-names.js'
import { isDynamic, isRoleAssignable, isUnified } from '../../world/groups.js'
import { hasPremium } from '../../world/licences.js'
import type { Entity, Tenant } from '../../world/model.js'
import { audit } from '../audit.js'
import { GraphError } from '../graph-error.js'
import { holds } from '../holds.js'
import { newId } from '../new-id.js'
import { readBound } from '../references.js'
import { createdReply, type GraphReply, noContent } from '../reply.js'
import type { GraphCall, Room } from '../room.js'
import { groupRules } from './directory-rules.js'
import { groupForWrite, guardMembers, refuseForeignMaster, requireRoleManagement } from './group-guards.js'
import { addLinks, checkLinks } from './group-links.js'
import { shown } from '../shown.js'

/** https://learn.microsoft.com/graph/api/group-post-groups */
const REQUIRED = ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled']

/** Exchange's settings: neither at creation, nor ever without a signed-in user. */
const OF_EXCHANGE = [
  'allowExternalSenders',
  'autoSubscribeNewMembers',
  'hideFromAddressLists',
  'hideFromOutlookClients',
  'isSubscribedByMail',
  'unseenCount',
]

const READ_ONLY = [
  'id',
  'assignedLicenses',
  'createdDateTime',
  'deletedDateTime',
  'expirationDateTime',
  'hasMembersWithLicenseErrors',
  'licenseProcessingState',
  'mail',
  'onPremisesDomainName',
  'onPremisesLastSyncDateTime',
  'onPremisesNetBiosName',
  'onPremisesProvisioningErrors',
  'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier',
  'onPremisesSyncEnabled',
  'proxyAddresses',
  'renewedDateTime',
  'securityIdentifier',
  'serviceProvisioningErrors',
]

function bad(value: string): GraphError {
  return new GraphError('badRequest', { value })
}

function createGroup(call: GraphCall): GraphReply {
  const body = readBody(call, 'group', { required: REQUIRED, readOnly: READ_ONLY })
  const unsettable = Object.keys(body).find((name) => OF_EXCHANGE.includes(name))
  if (unsettable !== undefined) throw bad(`The property '${unsettable}' cannot be set when a group is created.`)
  const members = readBound(call, body, 'members')
  const owners = readBound(call, body, 'owners')
  const group = newGroup(call, body)
  checkKind(call, group)
  checkNickname(call.tenant, group)
  if (isDynamic(group) && members.length > 0) throw bad('Members cannot be set on a group with dynamic membership.')
  // Creating with people in it takes the right to read them.
  if ([...members, ...owners].some(({ type }) => type === 'user') && !holds(call, ...READS_USERS)) {
    throw new GraphError('denied')
  }
  checkLinks(call, group, 'owners', owners)
  checkLinks(call, group, 'members', members)
  call.tenant.set('groups').create(group, call.now.getTime())
  note(call, 'Add group', group)
  addLinks(call, group, 'owners', owners)
  addLinks(call, group, 'members', members)
  return createdReply(call, 'groups', shown(group, 'group', groupRules.defaults))
}

const READS_USERS = [
  'User.Read.All',
  'User.ReadWrite.All',
  'User.ReadBasic.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
  'Group.ReadWrite.All',
]

function newGroup(call: GraphCall, body: Record<string, unknown>): Entity {
  const { tenant, now } = call
  const given = Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes('@')))
  const groupTypes = (given['groupTypes'] ?? []) as string[]
  const unified = groupTypes.includes('Unified')
  const mail = unified ? `${String(given['mailNickname'])}@${defaultDomain(tenant)}` : null
  const dynamic = groupTypes.includes('DynamicMembership')
  return {
    id: newId(call, 'groups'),
    createdDateTime: directoryTime(now),
    description: null,
    isAssignableToRole: null,
    mail,
    membershipRule: null,
    membershipRuleProcessingState: dynamic ? 'On' : null,
    onPremisesProvisioningErrors: [],
    onPremisesSyncEnabled: null,
    proxyAddresses: mail === null ? [] : [`SMTP:${mail}`],
    renewedDateTime: directoryTime(now),
    resourceBehaviorOptions: [],
    resourceProvisioningOptions: [],
    visibility: unified ? 'Public' : null,
    ...given,
    groupTypes,
  }
}

/** Graph makes Microsoft 365 and security groups; what else has an address is made in Exchange. */
function checkKind(call: GraphCall, group: Entity): void {
  const [mailEnabled, securityEnabled] = [group['mailEnabled'] === true, group['securityEnabled'] === true]
  if (isUnified(group) && !mailEnabled) throw bad("The property 'mailEnabled' must be true for a Unified group.")
  if (!isUnified(group) && (mailEnabled || !securityEnabled)) {
    throw bad(
      'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.',
    )
  }
  if (isDynamic(group) && !group['membershipRule']) {
    throw bad("A value is required for property 'membershipRule' of resource 'Group'.")
  }
  if ((isDynamic(group) || isRoleAssignable(group)) && !hasPremium(call.tenant, 'P1')) {
    throw bad('The tenant does not have the Microsoft Entra ID P1 licence that this kind of group needs.')
  }
  if (isRoleAssignable(group)) {
    requireRoleManagement(call, group)
    if (isDynamic(group) || !securityEnabled)
      throw bad("The property 'isAssignableToRole' needs an assigned security group.")
  }
  checkVisibility(group)
}

function checkVisibility(group: Entity): void {
  const { visibility } = group
  if (visibility === null || visibility === undefined) return
  const allowed = isUnified(group) ? ['Public', 'Private', 'HiddenMembership'] : ['Public', 'Private']
  if (!allowed.includes(visibility as string)) {
    throw bad(`Invalid value specified for property 'visibility' of resource 'Group'.`)
  }
}

const NICKNAME = /^[\x21-\x7e]{1,64}$/
const NOT_IN_NICKNAME = /[@()\\[\]";:<>, ]/

/** An address belongs to one group; a security group has none. */
function checkNickname(tenant: Tenant, group: Entity): void {
  const name = String(group['mailNickname'])
  if (!NICKNAME.test(name) || NOT_IN_NICKNAME.test(name)) {
    throw bad("Invalid value specified for property 'mailNickname' of resource 'Group'.")
  }
  if (group['mailEnabled'] !== true) return
  const address = `${name}@${defaultDomain(tenant)}`
  const taken = [
    tenant.set('groups').view().find('mail', address),
    tenant.set('users').view().find('mail', address),
  ].some((other) => other && other.id !== group.id)
  if (taken) throw bad('Another object with the same value for property mailNickname already exists.')
}

function updateGroup(call: GraphCall): GraphReply {
  const group = groupForWrite(call)
  const body = readBody(call, 'group', { readOnly: READ_ONLY })
  refuseForeignMaster(group)
  requireRoleManagement(call, group)
  if (Object.keys(body).some((name) => OF_EXCHANGE.includes(name))) throw new GraphError('denied')
  if ('isAssignableToRole' in body) throw bad("The property 'isAssignableToRole' is immutable.")
  const members = readBound(call, body, 'members')
  if (members.length > 0) guardMembers(call, group)
  checkLinks(call, group, 'members', members)
  const changes = Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes('@')))
  if (Object.keys(changes).length > 0) {
    const changed = { ...group, ...changes }
    checkKind(call, changed)
    if ('mailNickname' in changes) checkNickname(call.tenant, changed)
    call.tenant.set('groups').update(group.id, changes, call.now.getTime())
    note(call, 'Update group', changed)
  }
  addLinks(call, group, 'members', members)
  return noContent()
}

function deleteGroup(call: GraphCall): GraphReply {
  const group = groupForWrite(call)
  removeGroup(call, group)
  return noContent()
}

/** A Microsoft 365 group can be restored; any other is gone, and with it its memberships. */
export function removeGroup(call: GraphCall, group: Entity): void {
  refuseForeignMaster(group)
  requireRoleManagement(call, group)
  const { tenant, now } = call
  if (isUnified(group)) softDelete(tenant, '#microsoft.graph.group', group.id, now)
  else {
    const members = tenant.links('members')
    for (const owner of members.ownersOf(group.id)) members.remove(owner, group.id, now.getTime())
    tenant.set('groups').remove(group.id, now.getTime())
  }
  note(call, 'Delete group', group)
}

function note(call: GraphCall, activity: string, group: Entity): void {
  const displayName = String(group['displayName'])
  audit(call, { activity, category: 'GroupManagement', targets: [{ id: group.id, type: 'Group', displayName }] })
}

export const groupWriteRooms: Room[] = [
  { method: 'POST', path: '/groups', answer: createGroup },
  { method: 'PATCH', path: '/groups/{id}', answer: updateGroup },
  { method: 'DELETE', path: '/groups/{id}', answer: deleteGroup },
]
