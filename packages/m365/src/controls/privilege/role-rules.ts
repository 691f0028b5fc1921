import { type Evidence, fail, type Outcome, pass } from '@tenantry/core'
import { highlyPrivilegedRoles, roleName } from '../../privileged-roles.js'
import type { RoleDefinition } from '../../resources/role-definitions.js'
import type { RoleAssignment } from '../../resources/role-assignments.js'
import type { RolePolicy } from '../../resources/role-management-policies.js'
import type { SubscribedSku } from '../../resources/subscribed-skus.js'
import { ENTRA_P2, hasEntraP2 } from '../entra-p2.js'

export function withoutP2(): Outcome {
  return fail('Roles cannot be managed in time: no subscription includes Entra ID P2.', { licence: ENTRA_P2 })
}

export interface RuleFacts {
  skus: readonly SubscribedSku[]
  policies: readonly RolePolicy[]
  /** To find the groups that hold the roles. */
  assignments?: readonly RoleAssignment[] | undefined
}

export interface WantedRules {
  roles: readonly string[]
  ids: readonly string[]
  isGood: (rule: NonNullable<RolePolicy['policy']>['rules'][number]) => boolean
  property: string
  expected: string
  good: string
  /** To follow the names: `tells nobody`. */
  bad: string
  /** What it means where a policy has no such rule. */
  absent: 'bad' | 'warning'
}

/** Judges rules of roles, and of the groups that hold these roles. */
export function judgeRules({ skus, policies, assignments }: RuleFacts, wanted: WantedRules): Outcome {
  if (!hasEntraP2(skus)) return withoutP2()
  const roles = wanted.roles.map((role) => role.toLowerCase())
  const groups = new Set(
    (assignments ?? [])
      .filter(({ roleDefinitionId }) => roles.includes(roleDefinitionId.toLowerCase()))
      .map(({ principalId }) => principalId),
  )
  const concerned = policies.filter(({ scopeType, scopeId, roleDefinitionId }) =>
    scopeType === 'Group' ? groups.has(scopeId ?? '') : roles.includes((roleDefinitionId ?? '').toLowerCase()),
  )
  const found = wanted.ids.flatMap((id) =>
    concerned.flatMap((each) =>
      (each.policy?.rules ?? [])
        .filter((rule) => rule.id === id)
        .map((rule) => ({ name: nameOf(each), rule, ok: wanted.isGood(rule) })),
    ),
  )
  const evidence = found.map(({ name, rule, ok }): Evidence => ({
    object: name,
    property: `${rule.id}.${wanted.property}`,
    value: rule.notificationRecipients ?? rule.setting?.isApprovalRequired ?? null,
    expected: wanted.expected,
    ok,
  }))
  const wrong = [...new Set(found.filter(({ ok }) => !ok).map(({ name }) => name))]
  if (wrong.length > 0) return fail(`${wrong.join(', ')} ${wanted.bad}.`, { evidence })
  const silent = wanted.ids.filter((id) => !found.some(({ rule }) => rule.id === id))
  if (silent.length > 0 && wanted.absent === 'bad')
    return fail(`There is no rule ${silent.join(', ')} for these roles.`, { evidence })
  return pass(wanted.good, {
    evidence,
    warnings: silent.map((id) => `No policy has the rule ${id}, so that what Microsoft does by itself holds.`),
  })
}

function nameOf({ scopeType, scopeId, roleDefinitionId }: RolePolicy): string {
  return scopeType === 'Group' ? `Group ${scopeId}` : roleName(roleDefinitionId ?? '')
}

/** The highly privileged roles; of a snapshot that was cut to other roles, those. */
export function rolesLookedAt(definitions: readonly RoleDefinition[] | undefined): readonly string[] {
  const present = (definitions ?? []).map(({ id, templateId }) => (templateId ?? id).toLowerCase())
  const privileged = highlyPrivilegedRoles.filter((role) => present.includes(role))
  return privileged.length > 0 ? privileged : present.length > 0 ? present : highlyPrivilegedRoles
}
