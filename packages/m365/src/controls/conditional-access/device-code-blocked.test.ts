import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { deviceCodeBlocked as control } from './device-code-blocked.js'

const flows = (transferMethods: string | null, changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { authenticationFlows: { transferMethods } }, ...changes })

describe(control.title, () => {
  it.each(['deviceCodeFlow', 'deviceCodeFlow,authenticationTransfer', 'authenticationTransfer, deviceCodeFlow'])(
    'passes when a policy blocks %s',
    (methods) => {
      expect(judge(control, withPolicies(flows(methods)))).toMatchObject({ verdict: 'pass', warnings: [] })
    },
  )

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['another flow is blocked', [flows('authenticationTransfer')]],
    ['no flow is named', [flows(null)]],
    ['a second factor is enough', [flows('deviceCodeFlow', { grantControls: granting(['mfa']) })]],
    ['the policy only reports', [flows('deviceCodeFlow', { state: 'enabledForReportingButNotEnforced' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
