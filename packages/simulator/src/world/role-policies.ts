import { directoryTime } from './directory.js'
import { guid } from './ids.js'
import type { Entity, Tenant } from './model.js'
import { directoryRoles, isPrivileged, roleTemplateId } from './roles.js'

const DAY = 86_400_000

/** What a policy of PIM is about: a directory role, or the membership or ownership of a group. */
export interface PolicyScope {
  scopeType: 'Directory' | 'DirectoryRole' | 'Group'
  scopeId: string
}

/** The policies of a scope, one for each role, as assignments of them. */
export function policyAssignments(tenant: Tenant, scope: PolicyScope): Entity[] {
  const roles = scope.scopeType === 'Group' ? ['member', 'owner'] : Object.values(directoryRoles)
  return roles.map((roleDefinitionId) => {
    const policyId = policyIdOf(tenant, scope, roleDefinitionId)
    return { id: `${policyId}_${roleDefinitionId}`, policyId, roleDefinitionId, ...scope }
  })
}

function policyIdOf(tenant: Tenant, { scopeType, scopeId }: PolicyScope, roleDefinitionId: string): string {
  if (scopeType === 'Group') return `Group_${scopeId}_${guid(scopeId, 'policy', roleDefinitionId)}`
  return `DirectoryRole_${tenant.id}_${guid(tenant.id, 'policy', roleDefinitionId)}`
}

/** The policy with its rules, by its id. */
export function policyOf(tenant: Tenant, policyId: string): Entity | undefined {
  const groupId = /^Group_([^_]+)_/.exec(policyId)?.[1]
  const scope: PolicyScope =
    groupId === undefined ? { scopeType: 'DirectoryRole', scopeId: '/' } : { scopeType: 'Group', scopeId: groupId }
  const assignment = policyAssignments(tenant, scope).find((candidate) => candidate['policyId'] === policyId)
  if (!assignment) return undefined
  const rules = rulesOf(tenant, String(assignment['roleDefinitionId']))
  return {
    id: policyId,
    description: scope.scopeType,
    displayName: scope.scopeType,
    effectiveRules: rules,
    isOrganizationDefault: false,
    lastModifiedBy: { displayName: null, id: null },
    lastModifiedDateTime: directoryTime(new Date(tenant.begunAt.getTime() - 90 * DAY)),
    rules,
    ...scope,
  }
}

type Caller = 'Admin' | 'EndUser'
type Level = 'Eligibility' | 'Assignment'

function target(caller: Caller, level: Level): Record<string, unknown> {
  return { caller, enforcedSettings: [], inheritableSettings: [], level, operations: ['all'] }
}

function rule(id: string, kind: string, caller: Caller, level: Level, settings: Record<string, unknown>): Entity {
  return {
    '@odata.type': `#microsoft.graph.unifiedRoleManagementPolicy${kind}Rule`,
    id: `${id}_${caller}_${level}`,
    ...settings,
    target: target(caller, level),
  }
}

/** The seventeen rules that every policy of PIM has. https://learn.microsoft.com/graph/identity-governance-pim-rules-overview */
function rulesOf(tenant: Tenant, roleDefinitionId: string): Entity[] {
  const expiration = (caller: Caller, level: Level, required: boolean, maximumDuration: string) =>
    rule('Expiration', 'Expiration', caller, level, { isExpirationRequired: required, maximumDuration })
  const enablement = (caller: Caller, level: Level, enabledRules: string[]) =>
    rule('Enablement', 'Enablement', caller, level, { enabledRules })
  return [
    expiration('Admin', 'Eligibility', tenant.good('eligibility ends'), 'P365D'),
    enablement('Admin', 'Eligibility', []),
    ...notifications(tenant, roleDefinitionId, 'Admin', 'Eligibility'),
    expiration('Admin', 'Assignment', tenant.good('active assignments end'), 'P180D'),
    enablement('Admin', 'Assignment', tenant.good('assignments are justified') ? ['Justification'] : []),
    ...notifications(tenant, roleDefinitionId, 'Admin', 'Assignment'),
    expiration('EndUser', 'Assignment', true, tenant.good('activation is short') ? 'PT8H' : 'PT24H'),
    enablement(
      'EndUser',
      'Assignment',
      tenant.good('activation needs MFA') ? ['MultiFactorAuthentication', 'Justification'] : ['Justification'],
    ),
    approval(tenant, roleDefinitionId),
    rule('AuthenticationContext', 'AuthenticationContext', 'EndUser', 'Assignment', {
      claimValue: '',
      isEnabled: false,
    }),
    ...notifications(tenant, roleDefinitionId, 'EndUser', 'Assignment'),
  ]
}

const MOST_POWERFUL = ['Global Administrator', 'Privileged Role Administrator'].map(roleTemplateId)

function approval(tenant: Tenant, roleDefinitionId: string): Entity {
  const users = tenant.set('users').seed
  const isApprovalRequired =
    (MOST_POWERFUL.includes(roleDefinitionId) || roleDefinitionId === 'member') &&
    tenant.good('activation needs approval')
  const approver = isApprovalRequired && users.size > 0 ? users.at(Math.min(1, users.size - 1)) : undefined
  return rule('Approval', 'Approval', 'EndUser', 'Assignment', {
    setting: {
      approvalMode: 'SingleStage',
      approvalStages: [
        {
          approvalStageTimeOutInDays: 1,
          escalationApprovers: [],
          escalationTimeInMinutes: 0,
          isApproverJustificationRequired: true,
          isEscalationEnabled: false,
          primaryApprovers: approver
            ? [
                {
                  '@odata.type': '#microsoft.graph.singleUser',
                  description: approver['displayName'],
                  userId: approver.id,
                },
              ]
            : [],
        },
      ],
      isApprovalRequired,
      isApprovalRequiredForExtension: false,
      isRequestorJustificationRequired: true,
    },
  })
}

function notifications(tenant: Tenant, roleDefinitionId: string, caller: Caller, level: Level): Entity[] {
  return ['Admin', 'Requestor', 'Approver'].map((recipientType) =>
    rule(`Notification_${recipientType}`, 'Notification', caller, level, {
      isDefaultRecipientsEnabled: true,
      notificationLevel: 'All',
      notificationRecipients: recipientType === 'Admin' ? watchers(tenant, roleDefinitionId, caller) : [],
      notificationType: 'Email',
      recipientType,
    }),
  )
}

/** A mailbox that somebody watches hears of privileged roles being given and used. */
function watchers(tenant: Tenant, roleDefinitionId: string, caller: Caller): string[] {
  const matters = isPrivileged(roleDefinitionId) || roleDefinitionId === 'member' || WATCHED.includes(roleDefinitionId)
  const setting = caller === 'Admin' ? 'assignments raise an alert' : 'activations raise an alert'
  return matters && tenant.good(setting) ? [`security@${tenant.domains[0]?.name ?? ''}`] : []
}

const WATCHED = ['SharePoint Administrator', 'Exchange Administrator'].map(roleTemplateId)
