import { randomUUID } from 'node:crypto'
import { recordAudit } from '../../world/audits.js'
import { directoryTime } from '../../world/directory.js'
import { defaultDomain } from '../../world/domain-names.js'
import type { Entity } from '../../world/model.js'
import type { Cmdlet, CmdletCall, Result } from '../cmdlet.js'
import { NOTHING, results } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import { parseRecipientFilter } from '../filter.js'
import { findGroupEntity, requireFreeAddress, requireRecipient } from '../recipients/recipients.js'
import { shapeOf } from '../shapes.js'
import { changeGroupState, groupStateOf } from './group-state.js'
import {
  distributionGroups,
  groupType,
  requireDistributionGroup,
  requireGroupToChange,
  showGroup,
  wantedManagers,
} from './groups.js'

function* list(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters } = call
  const kinds = parameters
    .list('RecipientTypeDetails')
    ?.flatMap((text) => text.split(/\s*,\s*/))
    .map((kind) => kind.toLowerCase())
  const filter = parameters.text('Filter')
  const matches = filter === undefined ? undefined : parseRecipientFilter(filter)
  const anr = parameters.text('Anr')?.toLowerCase()
  for (const { position, group } of distributionGroups(tenant, call.from)) {
    if (kinds && !kinds.includes(groupType(group).toLowerCase())) continue
    if (anr !== undefined && !String(group['displayName']).toLowerCase().startsWith(anr)) continue
    if (matches && !matches(showGroup(tenant, group))) continue
    yield { position, show: () => showGroup(tenant, group) }
  }
}

const FLAGS = [
  'BccBlocked',
  'BypassNestedModerationEnabled',
  'HiddenFromAddressListsEnabled',
  'ModerationEnabled',
  'ReportToManagerEnabled',
  'ReportToOriginatorEnabled',
  'RequireSenderAuthenticationEnabled',
  'SendOofMessageToOriginatorEnabled',
]
const TEXTS = [
  'MailTip',
  'MaxReceiveSize',
  'MaxSendSize',
  'SendModerationNotifications',
  'SimpleDisplayName',
  'CustomAttribute1',
  'CustomAttribute2',
  'CustomAttribute3',
  'CustomAttribute4',
  'CustomAttribute5',
]
const RESTRICTIONS: Record<string, string[]> = {
  MemberJoinRestriction: ['Open', 'Closed', 'ApprovalRequired'],
  MemberDepartRestriction: ['Open', 'Closed'],
}
const RECIPIENTS = ['AcceptMessagesOnlyFrom', 'GrantSendOnBehalfTo', 'ModeratedBy', 'RejectMessagesFrom']

/** Settings that only Exchange keeps. */
function settings(call: CmdletCall, before: Record<string, unknown>): Record<string, unknown> {
  const { tenant, parameters } = call
  const changed: Record<string, unknown> = {}
  const given = parameters.given()
  for (const name of given.filter((candidate) => FLAGS.includes(candidate))) changed[name] = parameters.flag(name)
  for (const name of given.filter((candidate) => TEXTS.includes(candidate)))
    changed[name] = parameters.text(name) || null
  for (const [name, known] of Object.entries(RESTRICTIONS)) {
    const value = parameters.text(name)
    if (value === undefined) continue
    const found = known.find((candidate) => candidate.toLowerCase() === value.toLowerCase())
    if (!found) throw new ExchangeError('invalidArgument', { value, other: name })
    changed[name] = found
  }
  for (const name of RECIPIENTS) {
    const current = (before[name] ?? []) as string[]
    const wanted = parameters.many(name, current, (one, other) => requireRecipient(tenant, one).name === other)
    if (wanted) changed[name] = [...new Set(wanted.map((identity) => requireRecipient(tenant, identity).name))]
  }
  return changed
}

function create(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters, now } = call
  const at = now.getTime()
  const name = parameters.required('Name')
  const displayName = parameters.text('DisplayName') ?? name
  const alias = parameters.text('Alias') ?? name.replace(/[^\w.-]+/g, '')
  const address = parameters.text('PrimarySmtpAddress') ?? `${alias}@${defaultDomain(tenant)}`
  const taken = findGroupEntity(tenant, name)
  if (taken && String(taken['displayName']).toLowerCase() === name.toLowerCase())
    throw new ExchangeError('alreadyExists', { value: name })
  requireFreeAddress(tenant, address)
  const type = (parameters.text('Type') ?? 'Distribution').toLowerCase()
  if (type !== 'distribution' && type !== 'security')
    throw new ExchangeError('invalidArgument', { value: type, other: 'Type' })
  const members = (parameters.list('Members') ?? []).map((identity) => requireRecipient(tenant, identity))
  const managers = wantedManagers(call, undefined) ?? ('user' in call.actor ? [call.actor.user.id] : [])
  const properties = settings(call, shapeOf('DistributionGroup'))
  const group: Entity = {
    id: randomUUID(),
    displayName,
    description: parameters.text('Description') ?? parameters.text('Notes') ?? null,
    mailNickname: alias,
    mail: address,
    mailEnabled: true,
    securityEnabled: type === 'security',
    groupTypes: [],
    membershipRule: null,
    membershipRuleProcessingState: null,
    visibility: null,
    createdDateTime: directoryTime(now),
    renewedDateTime: directoryTime(now),
    onPremisesSyncEnabled: null,
    proxyAddresses: [`SMTP:${address}`],
    resourceProvisioningOptions: [],
    creationOptions: [],
    isAssignableToRole: null,
  }
  tenant.set('groups').create(group, at)
  for (const { id } of members) tenant.links('members').add(group.id, id, at)
  for (const id of managers) tenant.links('owners').add(group.id, id, at)
  changeGroupState(tenant, group.id, { properties }, at)
  note(call, 'Add group', group)
  return results(call, [showGroup(tenant, group)])
}

function set(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters, now } = call
  const at = now.getTime()
  const group = requireGroupToChange(call)
  const managers = wantedManagers(call, group)
  if (managers) {
    const owners = tenant.links('owners')
    const before = owners.of(group.id)
    for (const id of managers.filter((id) => !before.includes(id))) owners.add(group.id, id, at)
    for (const id of before.filter((id) => !managers.includes(id))) owners.remove(group.id, id, at)
  }
  const directory = directoryChanges(call, group)
  const changed = settings(call, showGroup(tenant, group))
  const given = parameters
    .given()
    .filter((name) => !['Identity', 'BypassSecurityGroupManagerCheck', 'ForceUpgrade'].includes(name))
  if (given.length === 0) {
    call.warn(
      `The command completed successfully but no settings of '${String(group['displayName'])}' have been modified.`,
    )
    return NOTHING
  }
  if (Object.keys(directory).length > 0) tenant.set('groups').update(group.id, directory, at)
  changeGroupState(tenant, group.id, { properties: { ...groupStateOf(tenant, group.id).properties, ...changed } }, at)
  note(call, 'Update group', group)
  return NOTHING
}

function directoryChanges({ tenant, parameters }: CmdletCall, group: Entity): Record<string, unknown> {
  const changes: Record<string, unknown> = {}
  const displayName = parameters.text('DisplayName') ?? parameters.text('Name')
  if (displayName !== undefined) changes['displayName'] = displayName
  const description = parameters.text('Description')
  if (description !== undefined) changes['description'] = description || null
  const alias = parameters.text('Alias')
  if (alias !== undefined) changes['mailNickname'] = alias
  const before = (group['proxyAddresses'] ?? []) as string[]
  const addresses = parameters.many('EmailAddresses', before)
  const primary = parameters.text('PrimarySmtpAddress')
  if (addresses === undefined && primary === undefined) return changes
  const wanted = primary ?? addresses?.find((address) => address.startsWith('SMTP:'))?.slice(5) ?? String(group['mail'])
  const others = (addresses ?? before)
    .map((address) => (address.includes(':') ? address : `smtp:${address}`))
    .filter((address) => address.slice(5).toLowerCase() !== wanted.toLowerCase())
  const proxies = [`SMTP:${wanted}`, ...others.map((address) => address.replace(/^SMTP:/, 'smtp:'))]
  for (const proxy of proxies) requireFreeAddress(tenant, proxy.slice(5), group.id)
  return { ...changes, mail: wanted, proxyAddresses: proxies }
}

function remove(call: CmdletCall): Iterable<Result> {
  const group = requireGroupToChange(call)
  call.tenant.set('groups').remove(group.id, call.now.getTime())
  note(call, 'Delete group', group)
  return NOTHING
}

export function note(call: CmdletCall, activity: string, group: Entity): void {
  const target = { id: group.id, type: 'Group' as const, displayName: String(group['displayName']) }
  recordAudit(call.tenant, call.actor, { activity, category: 'GroupManagement', targets: [target] }, call.now)
}

const WRITABLE = [
  ...FLAGS,
  ...TEXTS,
  ...RECIPIENTS,
  ...Object.keys(RESTRICTIONS),
  'ManagedBy',
  'Alias',
  'DisplayName',
  'Description',
  'PrimarySmtpAddress',
  'BypassSecurityGroupManagerCheck',
]

export const distributionGroupCmdlets: Cmdlet[] = [
  {
    name: 'Get-DistributionGroup',
    area: 'recipients',
    parameters: [
      'Identity',
      'ResultSize',
      'RecipientTypeDetails',
      'Filter',
      'Anr',
      'SortBy',
      'ManagedBy',
      'OrganizationalUnit',
    ],
    run(call) {
      const identity = call.parameters.text('Identity')
      return identity ? results(call, [showGroup(call.tenant, requireDistributionGroup(call, identity))]) : list(call)
    },
  },
  {
    name: 'New-DistributionGroup',
    area: 'recipients',
    parameters: [
      'Name',
      'Type',
      'Members',
      'Notes',
      'CopyOwnerToMember',
      'RoomList',
      'IgnoreNamingPolicy',
      ...WRITABLE,
    ],
    run: create,
  },
  {
    name: 'Set-DistributionGroup',
    area: 'recipients',
    parameters: ['Identity', 'Name', 'EmailAddresses', 'ForceUpgrade', 'IgnoreNamingPolicy', ...WRITABLE],
    run: set,
  },
  {
    name: 'Remove-DistributionGroup',
    area: 'recipients',
    parameters: ['Identity', 'BypassSecurityGroupManagerCheck'],
    run: remove,
  },
]
