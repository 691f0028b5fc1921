import { defineControl, fail, pass } from '@tenantry/core'
import { highlyPrivilegedRoles, roleName } from '../../privileged-roles.js'
import { roleAssignmentSchedules } from '../../resources/role-assignments.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { hasEntraP2 } from '../entra-p2.js'
import { withoutP2 } from './role-rules.js'

export const rolesThroughPim = defineControl({
  id: 'entra-privileged-through-pim',
  title: 'Privileged roles are given through Privileged Identity Management',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'What is given outside has no end, no reason and no approval.',
  licence: 'Entra ID P2',
  remediation: {
    steps: ['Remove the assignments named here, and make them anew in Privileged Identity Management.'],
    link: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-add-role-to-user',
    impact: 'People activate the role when they need it.',
  },
  needs: { skus: subscribedSkus, schedules: roleAssignmentSchedules },
  evaluate({ skus, schedules }) {
    if (!hasEntraP2(skus)) return withoutP2()
    const found = schedules.filter(
      ({ roleDefinitionId, startDateTime }) =>
        highlyPrivilegedRoles.includes(roleDefinitionId.toLowerCase()) && !startDateTime,
    )
    if (found.length === 0) return pass('All privileged roles were given through Privileged Identity Management.')
    const holders = [...new Set(found.map(({ principalId }) => principalId))]
    return fail(`${holders.length} accounts or groups hold a privileged role that was given outside of it.`, {
      evidence: found.map(({ principalId, principal, roleDefinitionId }) => ({
        object: principal?.displayName ?? principalId,
        id: principalId,
        property: `startDateTime as ${roleName(roleDefinitionId)}`,
        value: null,
        expected: 'a start, which only PIM gives',
        ok: false,
      })),
    })
  },
})
