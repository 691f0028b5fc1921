import { defineControl, fail, pass } from '@tenantry/core'
import { permanentRoleExclusions } from '../../parameters.js'
import { highlyPrivilegedRoles, roleName } from '../../privileged-roles.js'
import { roleAssignmentSchedules } from '../../resources/role-assignments.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { hasEntraP2 } from '../entra-p2.js'
import { withoutP2 } from './role-rules.js'

export const noPermanentRoles = defineControl({
  id: 'entra-no-permanent-privileged',
  title: 'Nobody holds a privileged role permanently',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'A role that is always there is there for the attacker, too.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Open Identity Governance › Privileged Identity Management of the Microsoft Entra admin center.',
      'Make the assignments named here eligible; leave emergency accounts as exceptions.',
    ],
    link: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-add-role-to-user',
    impact: 'People activate the role when they need it.',
  },
  needs: { skus: subscribedSkus, schedules: roleAssignmentSchedules },
  parameters: { exclusions: permanentRoleExclusions },
  evaluate({ skus, schedules }, { exclusions }) {
    if (!hasEntraP2(skus)) return withoutP2()
    const allowed = [...exclusions.users, ...exclusions.groups]
    const found = schedules.filter(
      ({ roleDefinitionId, endDateTime, principalId }) =>
        highlyPrivilegedRoles.includes(roleDefinitionId.toLowerCase()) &&
        !endDateTime &&
        !allowed.includes(principalId),
    )
    if (found.length === 0) return pass('Nobody holds a privileged role permanently.')
    const holders = [...new Set(found.map(({ principalId }) => principalId))]
    return fail(`${holders.length} accounts or groups hold a privileged role permanently.`, {
      evidence: found.map(({ principalId, principal, roleDefinitionId }) => ({
        object: principal?.displayName ?? principalId,
        id: principalId,
        property: `endDateTime as ${roleName(roleDefinitionId)}`,
        value: null,
        expected: 'an end',
        ok: false,
      })),
    })
  },
})
