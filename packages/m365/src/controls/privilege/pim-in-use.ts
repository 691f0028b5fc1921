import { defineControl, fail, pass } from '@tenantry/core'
import { emergencyAccounts, permanentRoleExclusions } from '../../parameters.js'
import { administrativeRoles, roleName } from '../../privileged-roles.js'
import { roleAssignmentSchedules, roleEligibilities } from '../../resources/role-assignments.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { hasEntraP2 } from '../entra-p2.js'
import { withoutP2 } from './role-rules.js'

export const rolesActivated = defineControl({
  id: 'entra-pim-in-use',
  title: 'Administrators activate their roles when they need them',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'Whoever takes over an account then finds no rights in it, and asking for them is noticed.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Open Identity Governance › Privileged Identity Management › Microsoft Entra roles.',
      'Turn the active assignments named here into eligible ones.',
      'Name accounts that are kept for emergencies in the parameter “Emergency accounts”.',
    ],
    link: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-add-role-to-user',
    impact: 'Administrators activate a role before they use it.',
  },
  needs: { skus: subscribedSkus, schedules: roleAssignmentSchedules },
  wants: { eligible: roleEligibilities },
  parameters: { exclusions: permanentRoleExclusions, emergency: emergencyAccounts },
  evaluate({ skus, schedules, eligible }, { exclusions, emergency }) {
    if (!hasEntraP2(skus)) return withoutP2()
    const spared = new Set([...exclusions.users, ...exclusions.groups, ...emergency.users, ...emergency.groups])
    const permanent = schedules.filter(
      ({ roleDefinitionId, endDateTime, principalId }) =>
        administrativeRoles.includes(roleDefinitionId.toLowerCase()) && !endDateTime && !spared.has(principalId),
    )
    const applications = permanent.filter(({ principal }) => isApplication(principal))
    const found = permanent.filter(({ principal }) => !isApplication(principal))
    const warnings = [
      ...(applications.length > 0
        ? [`Held by applications, which cannot activate a role: ${applications.length}.`]
        : []),
      ...(eligible?.length === 0 ? ['Nobody can activate a role: nothing is managed by it yet.'] : []),
    ]
    if (found.length === 0) return pass('No administrator role is held without end.', { warnings })
    return fail(`${found.length} administrator roles are held without end instead of being activated.`, {
      evidence: found.map(({ principalId, principal, roleDefinitionId }) => ({
        object: principal?.displayName ?? principalId,
        id: principalId,
        property: `endDateTime as ${roleName(roleDefinitionId.toLowerCase())}`,
        value: null,
        expected: 'an eligible assignment, or an end',
        ok: false,
      })),
      warnings,
    })
  },
})

function isApplication(principal: { '@odata.type'?: string | null | undefined } | null | undefined): boolean {
  return principal?.['@odata.type']?.endsWith('.servicePrincipal') ?? false
}
