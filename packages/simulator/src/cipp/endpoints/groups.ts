import { type CippCall, type Endpoint, isTrue, ok, results, textOf } from '../call.js'
import { type Command, runInExchange } from '../exchange.js'
import { addGroup } from './add-group.js'
import { editGroup } from './edit-group.js'
import { notManaged } from './exchange-request.js'
import { groupType, inGraph, tenantFilters } from './group-kinds.js'

function list(call: CippCall) {
  const managed = call.findTenant(call.query('tenantFilter') ?? '')
  if (!managed) return { status: 403, body: [notManaged(call, call.query('tenantFilter') ?? '')] }
  const { tenant } = managed
  const groupId = call.query('groupID')
  const found =
    groupId === undefined ? [...tenant.set('groups').view()] : [tenant.set('groups').view().get(groupId) ?? []].flat()
  const users = tenant.set('users').view()
  const membersOf = (id: string) =>
    tenant
      .links('members')
      .of(id)
      .flatMap((member) => users.get(member) ?? [])
  if (groupId !== undefined && isTrue(call.query('members'))) {
    return ok(
      membersOf(groupId)
        .slice(0, 999)
        .map(({ id, displayName, userPrincipalName, mail }) => ({ id, displayName, userPrincipalName, mail })),
    )
  }
  const expands = isTrue(call.query('expandMembers'))
  return ok(
    found.map((group) => ({
      ...group,
      primDomain: textOf(group, 'mail').split('@')[1] ?? '',
      groupType: groupType(group),
      teamsEnabled: false,
      membersCsv: expands
        ? membersOf(group.id)
            .map(({ userPrincipalName }) => userPrincipalName)
            .join(',')
        : '',
    })),
  )
}

/** One cmdlet on one group, and a text. */
function setting(
  permission: string,
  api: string,
  change: (call: CippCall) => { command: Command; text: string } | undefined,
): Endpoint {
  return {
    permission,
    answer(call) {
      const filter = tenantFilters(call)[0] ?? ''
      const managed = call.findTenant(filter)
      const wanted = change(call)
      if (!managed) return results(`Failed: ${notManaged(call, filter)}`, 500)
      if (!wanted) return results('This setting cannot be changed for this type of group.', 500)
      const outcome = runInExchange(call, managed, wanted.command)
      const message = outcome.ok ? wanted.text : `Failed. ${outcome.message}`
      call.log({ tenant: managed, api, message, severity: outcome.ok ? 'Info' : 'Error' })
      return results(message, outcome.ok ? 200 : 500)
    },
  }
}

const EXCHANGE_TYPES = ['distribution list', 'mail-enabled security']

function ofDistributionGroup(call: CippCall, parameters: Record<string, unknown>, text: string) {
  if (!EXCHANGE_TYPES.includes((call.text('GroupType') ?? '').toLowerCase())) return undefined
  const Identity = call.text('ID') ?? ''
  const all = { Identity, BypassSecurityGroupManagerCheck: true, ...parameters }
  return { command: { cmdlet: 'Set-DistributionGroup', parameters: all }, text }
}

function remove(call: CippCall) {
  const type = (call.text('GroupType') ?? '').toLowerCase()
  if (EXCHANGE_TYPES.includes(type)) {
    const parameters = { Identity: call.text('id') ?? '', BypassSecurityGroupManagerCheck: true, Confirm: false }
    const text = `Successfully deleted group ${call.text('displayName') ?? ''}`
    return { command: { cmdlet: 'Remove-DistributionGroup', parameters }, text }
  }
  return undefined
}

const deleteExchangeGroup = setting('Exchange.Mailbox.ReadWrite', 'ExecGroupsDelete', remove)

export const groupEndpoints: Record<string, Endpoint> = {
  AddGroup: { permission: 'Identity.Group.ReadWrite', answer: addGroup },
  EditGroup: { permission: 'Identity.Group.ReadWrite', answer: editGroup },
  ListGroups: { permission: 'Identity.Group.Read', answer: list },
  ExecGroupsDelete: {
    permission: 'Exchange.Mailbox.ReadWrite',
    answer(call) {
      if (remove(call)) return deleteExchangeGroup.answer(call)
      const filter = tenantFilters(call)[0] ?? ''
      const managed = call.findTenant(filter)
      const id = call.text('id') ?? ''
      const group = managed?.tenant.set('groups').view().get(id)
      if (!managed || !group) return results(`Failed to delete group. Resource '${id}' does not exist.`, 500)
      const outcome = inGraph(call, managed, (tenant, at) => void tenant.set('groups').remove(id, at))
      if (!outcome.ok) return results(`Failed to delete group. ${outcome.message}`, 500)
      return results(`Successfully deleted group ${call.text('displayName') ?? ''}`)
    },
  },
  ExecGroupsHideFromGAL: setting('Exchange.Group.ReadWrite', 'ExecGroupsHideFromGAL', (call) =>
    ofDistributionGroup(
      call,
      { HiddenFromAddressListsEnabled: call.flag('HideFromGAL') },
      `Successfully ${call.flag('HideFromGAL') ? 'hidden' : 'unhidden'} ${call.text('ID') ?? ''} from GAL.`,
    ),
  ),
  ExecGroupsDeliveryManagement: setting('Exchange.Group.ReadWrite', 'ExecGroupsDeliveryManagement', (call) =>
    ofDistributionGroup(
      call,
      { RequireSenderAuthenticationEnabled: call.flag('OnlyAllowInternal') },
      `Set external sender restrictions for ${call.text('ID') ?? ''}.`,
    ),
  ),
}
