import { defineControl } from '@tenantry/core'
import { PRIVILEGED_ROLE_ADMINISTRATOR } from '../../privileged-roles.js'
import { roleAssignments } from '../../resources/role-assignments.js'
import { rolePolicies } from '../../resources/role-management-policies.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeRules } from './role-rules.js'

export const privilegedRoleApproved = defineControl({
  id: 'entra-pra-approval',
  title: 'Becoming Privileged Role Administrator needs the approval of a second person',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'Whoever gives roles can give themselves every one.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Open Identity Governance › Privileged Identity Management › Microsoft Entra roles › Settings of the Microsoft Entra admin center.',
      'Open Privileged Role Administrator, and require approval to activate; choose approvers.',
    ],
    link: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings',
    impact: 'Somebody has to be there to approve.',
  },
  needs: { skus: subscribedSkus, policies: rolePolicies },
  wants: { assignments: roleAssignments },
  evaluate: ({ ...facts }) =>
    judgeRules(facts, {
      roles: [PRIVILEGED_ROLE_ADMINISTRATOR],
      ids: ['Approval_EndUser_Assignment'],
      isGood: (rule) => rule.setting?.isApprovalRequired === true,
      property: 'setting.isApprovalRequired',
      expected: 'true',
      good: 'Becoming Privileged Role Administrator needs approval.',
      bad: 'can be activated without approval',
      absent: 'warning',
    }),
})
