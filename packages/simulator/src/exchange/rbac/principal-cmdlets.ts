import { guid } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import { roleTemplateId } from '../../world/roles.js'
import type { Cmdlet, CmdletCall, Result } from '../cmdlet.js'
import { NOTHING, results } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import { findUserEntity } from '../recipients/recipients.js'
import { textOf } from '../text.js'
import type { ExchangeObject } from '../wire.js'
import type { ExchangeService } from './access.js'
import { directoryObject, findObject, PRINCIPAL } from './objects.js'
import { complianceRoleGroups, roleGroups } from './role-groups.js'

/** Role groups exist from the start; directory roles show in them as members, applications are added. */
export function seedRoleGroups(service: ExchangeService) {
  return (tenant: Tenant): Entity[] =>
    Object.keys(service === 'exchange' ? roleGroups : complianceRoleGroups).map((name) => {
      const id = guid(tenant.id, service, 'role-group', name)
      return { id, Name: name, DisplayName: name, Description: '', Members: [] as string[], Guid: id }
    })
}

function createPrincipal(service: ExchangeService) {
  return (call: CmdletCall): Iterable<Result> => {
    const { tenant, parameters, now } = call
    const set = tenant.set(`${service}ServicePrincipals`)
    const appId = parameters.required('AppId').toLowerCase()
    const objectId = (parameters.text('ObjectId') ?? parameters.required('ServiceId')).toLowerCase()
    if (set.view().find('ObjectId', objectId)) throw new ExchangeError('alreadyExists', { value: objectId })
    const displayName = parameters.text('DisplayName') ?? objectId
    const entity = {
      ...directoryObject(tenant, 'ServicePrincipal', objectId, now),
      ObjectId: objectId,
      AppId: appId,
      ServiceId: objectId,
      DisplayName: displayName,
      Sid: `S-1-5-21-${now.getTime() % 1e9}`,
    }
    return results(call, [set.create(entity, now.getTime())])
  }
}

function changeMembers(service: ExchangeService, change: (members: string[], id: string, group: Entity) => string[]) {
  return (call: CmdletCall): Iterable<Result> => {
    const { tenant, parameters, now } = call
    const group = findObject(call, `${service}RoleGroups`, parameters.required('Identity'), ['Name'])
    const named = parameters.required('Member')
    const user = findUserEntity(tenant, named)
    const id = user ? user.id : findObject(call, `${service}ServicePrincipals`, named, PRINCIPAL).id
    tenant
      .set(`${service}RoleGroups`)
      .update(group.id, { Members: change(group['Members'] as string[], id, group) }, now.getTime())
    return NOTHING
  }
}

/** People whose directory role is honoured are members of the role group that it stands for. */
const BY_ROLE: Record<string, string> = {
  'Organization Management': 'Exchange Administrator',
  'View-Only Organization Management': 'Global Reader',
  'Recipient Management': 'Exchange Recipient Administrator',
}

function members({ tenant }: CmdletCall, service: ExchangeService, group: Entity): ExchangeObject[] {
  const own = (group['Members'] as string[]).map((id) => {
    const user = tenant.set('users').view().get(id)
    const principal = tenant.set(`${service}ServicePrincipals`).view().get(id)
    return {
      Identity: id,
      Name: user ? user.id : textOf(principal?.['ObjectId'], id),
      DisplayName: user?.['displayName'] ?? principal?.['DisplayName'] ?? '',
      RecipientType: user ? 'UserMailbox' : 'ServicePrincipal',
      ExternalDirectoryObjectId: user ? user.id : (principal?.['ObjectId'] ?? ''),
      Guid: guid(id, 'exchange'),
    }
  })
  const role = BY_ROLE[String(group['Name'])]
  if (role === undefined) return own
  const templateId = roleTemplateId(role)
  const name = `${role.replaceAll(' ', '')}s_${guid(tenant.id, 'role-group-member', role).slice(0, 5)}`
  return [
    {
      Identity: name,
      Name: name,
      DisplayName: role,
      RecipientType: 'Group',
      ExternalDirectoryObjectId: templateId,
      Guid: guid(tenant.id, role),
    },
    ...own,
  ]
}

/** Service principals and role groups, which both services have. */
export function principalCmdlets(service: ExchangeService): Cmdlet[] {
  const area = 'roles'
  return [
    {
      name: 'New-ServicePrincipal',
      area,
      parameters: ['AppId', 'ObjectId', 'ServiceId', 'DisplayName'],
      run: createPrincipal(service),
    },
    {
      name: 'Get-ServicePrincipal',
      area,
      parameters: ['Identity', 'Organization', 'ResultSize'],
      run(call) {
        const identity = call.parameters.text('Identity')
        return results(
          call,
          identity
            ? [findObject(call, `${service}ServicePrincipals`, identity, PRINCIPAL)]
            : call.tenant.set(`${service}ServicePrincipals`).view(),
        )
      },
    },
    {
      name: 'Remove-ServicePrincipal',
      area,
      parameters: ['Identity', 'Force'],
      run(call) {
        const principal = findObject(
          call,
          `${service}ServicePrincipals`,
          call.parameters.required('Identity'),
          PRINCIPAL,
        )
        call.tenant.set(`${service}ServicePrincipals`).remove(principal.id, call.now.getTime())
        return NOTHING
      },
    },
    {
      name: 'Get-RoleGroup',
      area,
      parameters: ['Identity', 'Filter', 'ResultSize', 'SortBy', 'ShowPartnerLinked'],
      run(call) {
        const identity = call.parameters.text('Identity')
        return results(
          call,
          identity
            ? [findObject(call, `${service}RoleGroups`, identity, ['Name'])]
            : call.tenant.set(`${service}RoleGroups`).view(),
        )
      },
    },
    {
      name: 'Get-RoleGroupMember',
      area,
      parameters: ['Identity', 'ResultSize'],
      run: (call) =>
        results(
          call,
          members(
            call,
            service,
            findObject(call, `${service}RoleGroups`, call.parameters.required('Identity'), ['Name']),
          ),
        ),
    },
    {
      name: 'Add-RoleGroupMember',
      area,
      parameters: ['Identity', 'Member', 'BypassSecurityGroupManagerCheck'],
      run: changeMembers(service, (before, id, group) => {
        if (before.includes(id)) throw new ExchangeError('memberExists', { value: id, other: String(group['Name']) })
        return [...before, id]
      }),
    },
    {
      name: 'Remove-RoleGroupMember',
      area,
      parameters: ['Identity', 'Member', 'BypassSecurityGroupManagerCheck'],
      run: changeMembers(service, (before, id, group) => {
        if (!before.includes(id)) throw new ExchangeError('notAMember', { value: id, other: String(group['Name']) })
        return before.filter((member) => member !== id)
      }),
    },
  ]
}
