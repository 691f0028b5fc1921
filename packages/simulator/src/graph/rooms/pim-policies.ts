import { propertyNames } from '../../odata/types.js'
import type { Entity } from '../../world/model.js'
import { policyAssignments, policyOf, type PolicyScope } from '../../world/role-policies.js'
import { GraphError } from '../graph-error.js'
import { requirePim } from '../pim-licence.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'

const ASSIGNMENT = 'unifiedRoleManagementPolicyAssignment'
const POLICY = 'unifiedRoleManagementPolicy'
const RULE = 'unifiedRoleManagementPolicyRule'

/** https://learn.microsoft.com/graph/api/policyroot-list-rolemanagementpolicyassignments: the filter names the scope. */
function scopeOf(call: GraphCall): PolicyScope {
  const filter = call.query.get('$filter') ?? ''
  const scopeId = /scopeId\s+eq\s+'([^']+)'/i.exec(filter)?.[1]
  const scopeType = /scopeType\s+eq\s+'(Directory|DirectoryRole|Group)'/.exec(filter)?.[1]
  if (scopeId === undefined || scopeType === undefined) {
    throw new GraphError('invalidFilter', {
      value: 'The request must have a $filter that names scopeId and scopeType.',
    })
  }
  return { scopeId, scopeType: scopeType as PolicyScope['scopeType'] }
}

function assignments(call: GraphCall): Entity[] {
  const scope = scopeOf(call)
  const isKnown = scope.scopeType === 'Group' ? call.list('groups').get(scope.scopeId) : scope.scopeId === '/'
  return isKnown ? policyAssignments(call.tenant, scope) : []
}

function policies(call: GraphCall): Entity[] {
  const { scopeType } = scopeOf(call)
  return assignments(call).map(({ policyId }) => ({
    ...(policyOf(call.tenant, String(policyId)) as Entity),
    scopeType,
  }))
}

const policy = (call: GraphCall) => policyOf(call.tenant, key(call))

function rules(name: 'rules' | 'effectiveRules') {
  return (call: GraphCall) => {
    const found = policy(call)
    if (!found) throw new GraphError('notFound', { value: key(call) })
    return found[name] as Entity[]
  }
}

const shape = (type: string, expands: Record<string, (entity: Entity, call: GraphCall) => unknown>) => ({
  type,
  defaults: propertyNames(type),
  defaultPage: 999,
  maxPage: 999,
  expands,
  expandsOne: false,
})

const assignmentRules = shape(ASSIGNMENT, { policy: ({ policyId }, call) => policyOf(call.tenant, String(policyId)) })
const policyRules = shape(POLICY, {
  effectiveRules: ({ effectiveRules }) => effectiveRules,
  rules: (found) => found['rules'],
})
const ruleRules = shape(RULE, {})

const POLICIES = '/policies/roleManagementPolicies'
const ASSIGNMENTS = '/policies/roleManagementPolicyAssignments'
const before = requirePim

export const pimPolicyRooms: Room[] = [
  collection(ASSIGNMENTS, assignmentRules, assignments, { before }),
  single(
    `${ASSIGNMENTS}/{id}`,
    assignmentRules,
    (call) => {
      const groupId = /^Group_([^_]+)_/.exec(key(call))?.[1]
      const scope: PolicyScope =
        groupId === undefined ? { scopeType: 'DirectoryRole', scopeId: '/' } : { scopeType: 'Group', scopeId: groupId }
      return policyAssignments(call.tenant, scope).find(({ id }) => id === key(call))
    },
    { before },
  ),
  collection(POLICIES, policyRules, policies, { before }),
  single(`${POLICIES}/{id}`, policyRules, policy, { before }),
  collection(`${POLICIES}/{id}/rules`, ruleRules, rules('rules'), { before }),
  collection(`${POLICIES}/{id}/effectiveRules`, ruleRules, rules('effectiveRules'), { before }),
  single(
    `${POLICIES}/{id}/rules/{ruleId}`,
    ruleRules,
    (call) => rules('rules')(call).find(({ id }) => id === key(call, 1)),
    {
      before,
      context: 'policies/roleManagementPolicies/rules/$entity',
    },
  ),
]
