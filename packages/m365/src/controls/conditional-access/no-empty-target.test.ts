import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { noEmptyTarget as control } from './no-empty-target.js'

const targeting = (applications: object, changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { applications: { includeApplications: [], ...applications } }, ...changes })

describe(control.title, () => {
  it.each<[string, unknown[]]>([
    ['there is no policy', []],
    ['it is resources', [targeting({ includeApplications: ['app'] })]],
    ['it is a user action', [targeting({ includeUserActions: ['urn:user:registerdevice'] })]],
    ['it is an authentication context', [targeting({ includeAuthenticationContextClassReferences: ['c1'] })]],
    ['it is a filter for applications', [targeting({ applicationFilter: { mode: 'include', rule: 'x -eq "y"' } })]],
    ['the policy without is switched off', [targeting({}, { state: 'disabled' })]],
  ])('passes when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, object]>([
    ['is empty', {}],
    ['is none', { includeApplications: ['None'] }],
    ['is null', { includeApplications: null, includeUserActions: null }],
  ])('fails when the target of a policy %s', (_, applications) => {
    expect(judge(control, withPolicies(targeting(applications)))).toMatchObject({ verdict: 'fail' })
  })
})
