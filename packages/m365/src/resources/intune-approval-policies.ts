import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/graph/api/resources/intune-rbac-operationapprovalpolicy */
export const intuneApprovalPolicies = defineResource({
  id: 'intune.approvalPolicies',
  name: 'Approval policies of Intune',
  service: 'Intune',
  source: '/beta/deviceManagement/operationApprovalPolicies',
  schema: z.array(
    z.looseObject({ id: z.string(), displayName: z.string().nullish(), policyType: z.string().nullish() }),
  ),
  key: 'id',
  label: 'displayName',
})
