import type { Entity } from '../../world/model.js'
import type { Cmdlet, CmdletCall } from '../cmdlet.js'
import { NOTHING, results } from '../cmdlet.js'
import { ExchangeError } from '../exchange-error.js'
import { parseRecipientFilter } from '../filter.js'
import { notFound } from '../recipients/recipients.js'
import { textOf } from '../text.js'
import type { ExchangeObject } from '../wire.js'
import { directoryObject, findObject, PRINCIPAL } from './objects.js'
import { managementRoles, roleGroups } from './role-groups.js'

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

export const roleAssignmentCmdlets: Cmdlet[] = [
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
      const principal = findObject(call, 'exchangeServicePrincipals', parameters.required('App'), PRINCIPAL)
      const asked = parameters.required('Role')
      const role = Object.keys(managementRoles).find((name) => name.toLowerCase() === asked.toLowerCase())
      if (!role) throw notFound(asked)
      const scope = parameters.text('CustomResourceScope')
      const known = scope === undefined ? undefined : findObject(call, 'exchangeManagementScopes', scope, ['Name'])
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
      const assignment = findObject(call, 'exchangeRoleAssignments', call.parameters.required('Identity'), ['Name'])
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
