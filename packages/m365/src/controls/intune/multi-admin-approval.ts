import { defineControl, fail, pass } from '@tenantry/core'
import { intuneApprovalPolicies } from '../../resources/intune-approval-policies.js'

export const secondAdministratorApproves = defineControl({
  id: 'intune-multi-admin-approval',
  title: 'A second administrator approves what reaches all devices',
  area: 'Intune',
  severity: 'low',
  rationale: 'One stolen administrator account can otherwise run a script everywhere.',
  licence: 'Intune',
  remediation: {
    steps: [
      'Open Tenant administration › Multi Admin Approval of the Intune admin center.',
      'Create an access policy for scripts and apps, with a group of approvers.',
    ],
    link: 'https://learn.microsoft.com/intune/intune-service/fundamentals/multi-admin-approval',
    impact: 'Changes wait for a colleague.',
  },
  needs: { policies: intuneApprovalPolicies },
  evaluate({ policies }) {
    if (policies.length === 0) return fail('Nobody needs to approve what one administrator does.')
    return pass(
      `${policies.map(({ displayName, id }) => displayName ?? id).join(', ')} asks for a second administrator.`,
      {
        evidence: policies.map(({ id, displayName, policyType }) => ({
          object: displayName ?? id,
          id,
          property: 'policyType',
          value: policyType ?? null,
          ok: true,
        })),
      },
    )
  },
})
