import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, strength, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { azureManagementMfa as control } from './azure-management-mfa.js'

const AZURE = '797f4846-ba00-4fd7-ba43-dac1f8f63013'

const asking = (applications: object, changes: object = {}, users: object = {}) =>
  conditionalAccessPolicy({
    conditions: { applications: { ...applications }, users: { ...users } },
    grantControls: granting(['mfa']),
    ...changes,
  })

describe(control.title, () => {
  it.each<[string, unknown]>([
    ['names it', asking({ includeApplications: [AZURE] })],
    ['covers all resources', asking({})],
    ['leaves out something else', asking({ excludeApplications: ['app'] })],
    ['asks for a strength', asking({}, { grantControls: strength('fido2') })],
  ])('passes when a policy %s', (_, policy) => {
    expect(judge(control, withPolicies(policy))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['it is left out', [asking({ excludeApplications: [AZURE] })]],
    ['another application is named', [asking({ includeApplications: ['MicrosoftAdminPortals'] })]],
    ['a device is asked for', [asking({}, { grantControls: granting(['compliantDevice']) })]],
    ['roles alone are asked', [asking({}, {}, { includeUsers: [], includeRoles: ['role'] })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
