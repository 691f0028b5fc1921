import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { secondAdministratorApproves as control } from './multi-admin-approval.js'

const policies = (...list: object[]) => ({ '/beta/deviceManagement/operationApprovalPolicies': list })

describe(control.title, () => {
  it('passes with a policy, and names it', () => {
    expect(judge(control, policies({ id: '1', displayName: 'Scripts', policyType: 'script' }))).toMatchObject({
      verdict: 'pass',
      evidence: [{ object: 'Scripts' }],
    })
  })

  it('fails without one', () => {
    expect(judge(control, policies())).toMatchObject({ verdict: 'fail' })
  })
})
