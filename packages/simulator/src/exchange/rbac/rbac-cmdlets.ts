import { guid } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import { roleTemplateId } from '../../world/roles.js'
import type { Cmdlet, CmdletCall, Result } from '../cmdlet.js'
import { NOTHING, results } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import { parseRecipientFilter } from '../filter.js'
import { findUserEntity, notFound } from '../recipients/recipients.js'
import { directoryFacts } from '../shapes.js'
import type { ExchangeObject } from '../wire.js'
import type { ExchangeService } from './access.js'
import { complianceRoleGroups, managementRoles, roleGroups } from './role-groups.js'
import { textOf } from '../text.js'

/** Role groups exist from the start; directory roles show in them as members, applications are added. */
export function seedRoleGroups(service: ExchangeService) {
  return (tenant: Tenant): Entity[] =>
    Object.keys(service === 'exchange' ? roleGroups : complianceRoleGroups).map((name) => {
      const id = guid(tenant.id, service, 'role-group', name)
      return { id, Name: name, DisplayName: name, Description: '', Members: [] as string[], Guid: id }
    })
}

function directoryObject(tenant: Tenant, noun: string, name: string, created: Date): Entity {
  const id = guid(tenant.id, noun, name)
  return { id, ...directoryFacts(tenant, { name, guid: id, container: `CN=${noun}`, created }) }
}

function find(call: CmdletCall, set: string, identity: string, properties: readonly string[]): Entity {
  const view = call.tenant.set(set).view()
  const found = view.get(identity) ?? properties.map((name) => view.find(name, identity)).find((one) => one)
  if (!found) throw notFound(identity)
  return found
}

const PRINCIPAL = ['ObjectId', 'AppId', 'DisplayName', 'Name']

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
    const group = find(call, `${service}RoleGroups`, parameters.required('Identity'), ['Name'])
    const named = parameters.required('Member')
    const user = findUserEntity(tenant, named)
    const id = user ? user.id : find(call, `${service}ServicePrincipals`, named, PRINCIPAL).id
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

function principalCmdlets(service: ExchangeService): Cmdlet[] {
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
            ? [find(call, `${service}ServicePrincipals`, identity, PRINCIPAL)]
            : call.tenant.set(`${service}ServicePrincipals`).view(),
        )
      },
    },
    {
      name: 'Remove-ServicePrincipal',
      area,
      parameters: ['Identity', 'Force'],
      run(call) {
        const principal = find(call, `${service}ServicePrincipals`, call.parameters.required('Identity'), PRINCIPAL)
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
            ? [find(call, `${service}RoleGroups`, identity, ['Name'])]
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
          members(call, service, find(call, `${service}RoleGroups`, call.parameters.required('Identity'), ['Name'])),
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

/** What role groups give, and what was assigned to applications one by one. */
function assignments(call: CmdletCall): ExchangeObject[] {
  const { tenant, parameters } = call
  const byGroup = Object.entries(roleGroups).flatMap(([group, grants]) =>
    Object.entries(managementRoles)
      .filter(([, role]) =>
        role.every((grant) => grants.some((held) => held.area === grant.area && (held.write || !grant.write))),
      )
      .map(([role]) => ({
        ...directoryObject(tenant, 'ManagementRoleAssignment', `${role}-${group}`, tenant.createdAt),
        Role: role,
        RoleAssignee: group,
        RoleAssigneeName: group,
        RoleAssigneeType: 'RoleGroup',
        RoleAssignmentDelegationType: 'Regular',
        CustomResourceScope: null,
        RecipientWriteScope: 'Organization',
        ConfigWriteScope: 'OrganizationConfig',
        Enabled: true,
      })),
  )
  const all: ExchangeObject[] = [...byGroup, ...tenant.set('exchangeRoleAssignments').view()]
  const is = (name: string, property: string) => {
    const wanted = parameters.text(name)?.toLowerCase()
    return (object: ExchangeObject) => wanted === undefined || String(object[property]).toLowerCase() === wanted
  }
  const tests = [is('Role', 'Role'), is('Identity', 'Name'), is('RoleAssigneeType', 'RoleAssigneeType')]
  const assignee = parameters.text('RoleAssignee')?.toLowerCase()
  const mine = (object: ExchangeObject) =>
    assignee === undefined ||
    ['RoleAssignee', 'RoleAssigneeName', 'App'].some((name) => textOf(object[name]).toLowerCase() === assignee)
  return all.filter((object) => mine(object) && tests.every((test) => test(object)))
}

export const rbacCmdlets: Cmdlet[] = [
  ...principalCmdlets('exchange'),
  {
    name: 'Get-ManagementRoleAssignment',
    area: 'roles',
    parameters: [
      'Identity',
      'Role',
      'RoleAssignee',
      'RoleAssigneeType',
      'Delegating',
      'GetEffectiveUsers',
      'ResultSize',
    ],
    run: (call) => results(call, assignments(call)),
  },
  {
    name: 'New-ManagementRoleAssignment',
    area: 'roles',
    parameters: ['Name', 'App', 'Role', 'CustomResourceScope', 'RecipientAdministrativeUnitScope', 'Force'],
    needsCustomization: true,
    run(call) {
      const { tenant, parameters, now } = call
      const principal = find(call, 'exchangeServicePrincipals', parameters.required('App'), PRINCIPAL)
      const asked = parameters.required('Role')
      const role = Object.keys(managementRoles).find((name) => name.toLowerCase() === asked.toLowerCase())
      if (!role) throw notFound(asked)
      const scope = parameters.text('CustomResourceScope')
      const known = scope === undefined ? undefined : find(call, 'exchangeManagementScopes', scope, ['Name'])
      const name = parameters.text('Name') ?? `${role}-${String(principal['ObjectId'])}`
      const entity: Entity = {
        ...directoryObject(tenant, 'ManagementRoleAssignment', name, now),
        Role: role,
        RoleAssignee: principal['ObjectId'],
        RoleAssigneeName: principal['DisplayName'],
        RoleAssigneeType: 'ServicePrincipal',
        RoleAssignmentDelegationType: 'Regular',
        App: principal['ObjectId'],
        AssigneeId: principal.id,
        CustomResourceScope: known ? String(known['Name']) : null,
        RecipientWriteScope: known ? 'CustomRecipientScope' : 'Organization',
        Enabled: true,
      }
      if (tenant.set('exchangeRoleAssignments').view().get(entity.id))
        throw new ExchangeError('alreadyExists', { value: name })
      return results(call, [tenant.set('exchangeRoleAssignments').create(entity, now.getTime())])
    },
  },
  {
    name: 'Remove-ManagementRoleAssignment',
    area: 'roles',
    parameters: ['Identity', 'Force'],
    run(call) {
      const assignment = find(call, 'exchangeRoleAssignments', call.parameters.required('Identity'), ['Name'])
      call.tenant.set('exchangeRoleAssignments').remove(assignment.id, call.now.getTime())
      return NOTHING
    },
  },
  {
    name: 'New-ManagementScope',
    area: 'roles',
    parameters: ['Name', 'RecipientRestrictionFilter', 'Force'],
    needsCustomization: true,
    run(call) {
      const { tenant, parameters, now } = call
      const name = parameters.required('Name')
      const filter = parameters.required('RecipientRestrictionFilter')
      parseRecipientFilter(filter)
      const facts = { RecipientFilter: filter, ScopeRestrictionType: 'RecipientScope', Exclusive: false }
      const entity: Entity = { ...directoryObject(tenant, 'ManagementScope', name, now), ...facts }
      if (tenant.set('exchangeManagementScopes').view().get(entity.id))
        throw new ExchangeError('alreadyExists', { value: name })
      return results(call, [tenant.set('exchangeManagementScopes').create(entity, now.getTime())])
    },
  },
  {
    name: 'Get-ManagementScope',
    area: 'roles',
    parameters: ['Identity', 'ResultSize'],
    run: (call) => results(call, call.tenant.set('exchangeManagementScopes').view()),
  },
]

export const complianceRbacCmdlets: Cmdlet[] = principalCmdlets('compliance')
