import type { Entity, Tenant } from '../../world/model.js'
import { type CippCall, fieldOf, results, textOf, valueOf, valuesOf } from '../call.js'
import { type Command, runBatch } from '../exchange.js'
import { notManaged } from './exchange-request.js'
import { groupType, inGraph, isExchangeGroup, tenantFilters } from './group-kinds.js'

interface Edit {
  /** As the answer names it. */
  text: string
  command?: Command
  change?: (tenant: Tenant, at: number) => void
}

export function editGroup(call: CippCall) {
  const managed = call.findTenant(tenantFilters(call)[0] ?? '')
  const filter = tenantFilters(call)[0] ?? ''
  if (!managed) return results([`Error - ${notManaged(call, filter)}`])
  const id = call.text('groupId') ?? ''
  const group = managed.tenant.set('groups').view().get(id)
  if (!group)
    return results([
      `Error - Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    ])
  const edits = editsOf(call, group)
  const commands = edits.flatMap(({ command }) => command ?? [])
  const inExchange = runBatch(call, managed, commands)
  const outcomes = edits.map((one) => ({
    one,
    outcome: one.command ? inExchange.shift() : one.change && inGraph(call, managed, one.change),
  }))
  const texts = outcomes.map(({ one, outcome }) =>
    outcome?.ok === false ? `Error - ${one.text}: ${outcome.message}` : `Success - ${one.text}`,
  )
  for (const message of texts) {
    call.log({ tenant: managed, api: 'EditGroup', message, severity: message.startsWith('Error') ? 'Error' : 'Info' })
  }
  return results(texts)
}

function editsOf(call: CippCall, group: Entity): Edit[] {
  const name = call.text('groupName') ?? String(group['displayName'])
  const exchange = isExchangeGroup(groupType(group))
  const members = (field: string) =>
    [call.field(field) ?? []].flat().map((option) => ({
      id: valueOf(option) ?? '',
      address: textOf(fieldOf(option, 'addedFields'), 'userPrincipalName') || (valueOf(option) ?? ''),
    }))
  const memberEdit = (verb: 'Add' | 'Remove', member: { id: string; address: string }): Edit => {
    const text = `${verb === 'Add' ? 'Added member' : 'Removed member'} ${member.address} ${verb === 'Add' ? 'to' : 'from'} ${name} group`
    if (exchange) {
      const parameters = { Identity: group.id, Member: member.address, BypassSecurityGroupManagerCheck: true }
      return {
        text,
        command: { cmdlet: `${verb}-DistributionGroupMember`, parameters: { ...parameters, Confirm: false } },
      }
    }
    return {
      text,
      change: (tenant, at) => {
        const links = tenant.links('members')
        if (verb === 'Remove') links.remove(group.id, member.id, at)
        else if (!links.has(group.id, member.id)) links.add(group.id, member.id, at)
      },
    }
  }
  return [
    ...[...members('AddMember'), ...members('AddContact')].map((member) => memberEdit('Add', member)),
    ...[...members('RemoveMember'), ...members('RemoveContact')].map((member) => memberEdit('Remove', member)),
    ...ownerEdits(call, group, { name, exchange }),
    ...propertyEdits(call, group, { name, exchange }),
  ]
}

/** In Exchange the list of managers is written anew. */
function ownerEdits(call: CippCall, group: Entity, { name, exchange }: { name: string; exchange: boolean }): Edit[] {
  const [added, removed] = [valuesOf(call.field('AddOwner')), valuesOf(call.field('RemoveOwner'))]
  if (added.length + removed.length === 0) return []
  const texts = [
    ...added.map((id) => `Added owner ${id} to ${name} group`),
    ...removed.map((id) => `Removed owner ${id} from ${name} group`),
  ]
  if (!exchange) {
    return texts.map((text, index) => ({
      text,
      change: (tenant: Tenant, at: number) => {
        const links = tenant.links('owners')
        const id = [...added, ...removed][index] as string
        if (index >= added.length) links.remove(group.id, id, at)
        else if (!links.has(group.id, id)) links.add(group.id, id, at)
      },
    }))
  }
  const change = { '@odata.type': '#Exchange.GenericHashTable', Add: added, Remove: removed }
  const parameters = { Identity: group.id, ManagedBy: change, BypassSecurityGroupManagerCheck: true }
  return [{ text: texts.join(', '), command: { cmdlet: 'Set-DistributionGroup', parameters } }]
}

/** One of name, description and nickname overwrites all three. */
function propertyEdits(call: CippCall, group: Entity, { name, exchange }: { name: string; exchange: boolean }): Edit[] {
  const given = ['displayName', 'description', 'mailNickname'].filter((field) => call.field(field) !== undefined)
  const edits: Edit[] = []
  if (given.length > 0) {
    const text = `Updated properties of ${name} group`
    const [displayName, description, mailNickname] = ['displayName', 'description', 'mailNickname'].map(
      (field) => call.text(field) ?? null,
    )
    edits.push(
      exchange
        ? {
            text,
            command: {
              cmdlet: 'Set-DistributionGroup',
              parameters: {
                Identity: group.id,
                DisplayName: displayName,
                Description: description,
                Alias: mailNickname,
                BypassSecurityGroupManagerCheck: true,
              },
            },
          }
        : {
            text,
            change: (tenant, at) =>
              void tenant.set('groups').update(group.id, { displayName, description, mailNickname }, at),
          },
    )
  }
  if (call.field('allowExternal') !== undefined && call.text('mail') !== undefined) {
    const outside = call.flag('allowExternal')
    edits.push({
      text: `Set ${name} group to ${outside ? 'allow' : 'refuse'} external senders`,
      command: {
        cmdlet: 'Set-DistributionGroup',
        parameters: {
          Identity: group.id,
          RequireSenderAuthenticationEnabled: !outside,
          BypassSecurityGroupManagerCheck: true,
        },
      },
    })
  }
  return edits
}
