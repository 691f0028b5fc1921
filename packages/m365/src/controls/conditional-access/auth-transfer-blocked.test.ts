import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { authTransferBlocked as control } from './auth-transfer-blocked.js'

const flows = (transferMethods: string | null, changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { authenticationFlows: { transferMethods } }, ...changes })

describe(control.title, () => {
  it.each(['authenticationTransfer', 'deviceCodeFlow,authenticationTransfer'])(
    'passes when a policy blocks %s',
    (methods) => {
      expect(judge(control, withPolicies(flows(methods)))).toMatchObject({ verdict: 'pass', warnings: [] })
    },
  )

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['another flow is blocked', [flows('deviceCodeFlow')]],
    ['no flow is named', [flows(null)]],
    ['a second factor is enough', [flows('authenticationTransfer', { grantControls: granting(['mfa']) })]],
    ['the policy is switched off', [flows('authenticationTransfer', { state: 'disabled' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
