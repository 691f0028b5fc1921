import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { azureDevOps as control } from './azure-devops.js'

const AZURE_DEVOPS = '499b84ac-1321-427f-aa17-267ca6975798'

const naming = (includeApplications: string[], changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { applications: { includeApplications } }, ...changes })

const principals = (...appIds: string[]) => ({
  '/servicePrincipals': appIds.map((appId) => ({ id: `sp-${appId}`, appId })),
})

describe(control.title, () => {
  it('passes when a policy names it, whether or not the applications were read', () => {
    expect(judge(control, withPolicies(naming([AZURE_DEVOPS])))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['a policy covers all resources without naming it', [naming(['All'])]],
    ['the policy is switched off', [naming([AZURE_DEVOPS], { state: 'disabled' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, { ...withPolicies(...list), ...principals('other', AZURE_DEVOPS) })).toMatchObject({
      verdict: 'fail',
    })
  })

  it('does not apply where the tenant has no Azure DevOps', () => {
    expect(judge(control, { ...withPolicies(), ...principals('other') })).toMatchObject({ verdict: 'notApplicable' })
  })

  it('is not assessed where nothing names it and the applications were not read', () => {
    expect(judge(control, withPolicies())).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
